// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/io/csv.hpp"
#include "tell.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::Column;
using core::ColumnGroup;

constexpr std::string_view prefix = "seed_";

void report_seeds(const std::vector<Journal>& journals, const fs::path& out) {
  ColumnGroup summary{"seeds", {}};
  fmt::print("\n{} seeds: mean (standard deviation, % of mean)\n", journals.size());
  const auto values = [](const Journal& j, const std::string& name) -> const std::vector<double>& {
    return std::get<std::vector<double>>(core::find_column(j.series(), name).values);
  };
  const std::vector<double>& ages = values(journals.front(), "age_years");
  for (const Journal& j : journals)
    if (values(j, "age_years") != ages)
      throw core::IoError(
          fmt::format("the seeds in {} were not read at the same ages, since one was prolonged by itself to an age "
                      "that the readings of the others pass over: run them anew",
                      out.string()));
  const std::size_t rows = ages.size();
  for (const Column& c : journals.front().series().columns) {
    Column mean{c.info, std::vector<double>(rows)}, deviation{c.info, std::vector<double>(rows)};
    mean.info.name += "_mean";
    deviation.info.name += "_sd";
    for (std::size_t i = 0; i < rows; ++i) {
      double m = 0, v = 0;
      for (const Journal& j : journals) m += values(j, c.info.name)[i] / static_cast<double>(journals.size());
      for (const Journal& j : journals) v += std::pow(values(j, c.info.name)[i] - m, 2);
      std::get<std::vector<double>>(mean.values)[i] = m;
      std::get<std::vector<double>>(deviation.values)[i] =
          journals.size() > 1 ? std::sqrt(v / static_cast<double>(journals.size() - 1)) : 0.0;
    }
    summary.columns.push_back(std::move(mean));
    summary.columns.push_back(std::move(deviation));
  }
  fmt::print("{:>6}", "age");
  constexpr std::array<const char*, 6> shown{"R0_mm", "R2", "R5", "R6", "R7", "thickness_mm"};
  for (const char* name : shown) fmt::print(" {:>16}", name);
  for (std::size_t i = 0; i < rows; ++i) {
    fmt::print("\n{:6.1f}", values(journals.front(), "age_years")[i]);
    for (const std::string name : shown) {
      const auto& m = std::get<std::vector<double>>(core::find_column(summary, name + "_mean").values);
      const auto& d = std::get<std::vector<double>>(core::find_column(summary, name + "_sd").values);
      fmt::print(" {:8.4f} ({:4.2f}%)", m[i], 100 * d[i] / m[i]);
    }
  }
  io::write_csv(out / "seeds.csv", summary);
  fmt::print("\nWrote\n  {}\n", (out / "seeds.csv").string());
}

}  // namespace

fs::path seed_folder(const fs::path& all, std::uint64_t seed) {
  return all / fmt::format("{}{}", prefix, seed);
}

std::map<std::uint64_t, fs::path> seed_folders(const fs::path& all) {
  std::map<std::uint64_t, fs::path> found;
  if (!fs::is_directory(all) || fs::exists(all / "checkpoint.h5")) return found;
  for (const fs::directory_entry& entry : fs::directory_iterator(all)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    std::uint64_t seed = 0;
    std::from_chars(name.data() + prefix.size(), name.data() + name.size(), seed);
    if (seed_folder(all, seed).filename() == name) found[seed] = entry.path();
  }
  return found;
}

int conclude(std::span<const Outcome> outcomes, std::size_t seeds, const fs::path& folder, bool pictures,
             const std::string& go_on) {
  const auto treated = outcomes.first(seeds), twins = outcomes.subspan(seeds);
  if (std::ranges::any_of(outcomes, [](const Outcome& o) { return o.code != ok; })) {
    const bool begun =
        std::ranges::any_of(treated, [](const Outcome& o) { return fs::exists(o.folder / "checkpoint.h5"); });
    tell(begun ? fmt::format("hari: interrupted; everything up to here is written. Go on with: {}\n", go_on)
               : "hari: interrupted before the first reading; nothing is written that could be resumed\n");
    return exit_interrupted;
  }
  std::vector<Journal> journals;
  std::vector<Pair> pairs;
  for (std::size_t k = 0; k < seeds; ++k) {
    report(treated[k], pictures);
    journals.push_back(treated[k].journal);
    if (twins.empty()) continue;
    report(twins[k], false);
    pairs.push_back({treated[k].journal, twins[k].journal});
  }
  if (seeds > 1) report_seeds(journals, folder);
  if (!pairs.empty()) fmt::print("{}", report_difference(pairs, folder));
  return ok;
}

}  // namespace hari::cli
