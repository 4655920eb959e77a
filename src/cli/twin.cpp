// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "twin.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/io/csv.hpp"

namespace hari::cli {
namespace {

const std::vector<double>& column(const core::ColumnGroup& group, const std::string& name) {
  return std::get<std::vector<double>>(core::find_column(group, name).values);
}

}  // namespace

bool has_twin(const scenario::Scenario& s) {
  return !s.treatments.empty() && s.arm == treatment::Arm::treated;
}

std::filesystem::path twin_folder(const std::filesystem::path& run) {
  return run / "twin";
}

core::ColumnGroup paired_difference(const std::vector<Pair>& pairs) {
  const core::ColumnGroup& like = pairs.front().treated.series();
  const std::vector<double>& ages = column(like, "age_years");
  core::ColumnGroup out{"difference", {{core::find_column(like, "age_years").info, ages}}};
  for (const Pair& p : pairs)
    if (column(p.treated.series(), "age_years") != ages || column(p.untreated.series(), "age_years") != ages)
      throw core::IoError(
          "a treated block and its untreated twin, or two pairs, were not read at the same ages, since one was "
          "prolonged by itself to an age that the readings of the other pass over: run them anew");
  const auto n = static_cast<double>(pairs.size());
  for (const core::Column& c : like.columns) {
    const std::string& name = c.info.name;
    if (name == "age_years") continue;
    std::vector<double> mean(ages.size()), error(ages.size());
    for (std::size_t i = 0; i < ages.size(); ++i) {
      double square = 0;
      const auto of = [&](const Pair& p) {
        return column(p.treated.series(), name)[i] - column(p.untreated.series(), name)[i];
      };
      for (const Pair& p : pairs) mean[i] += of(p) / n;
      for (const Pair& p : pairs) square += std::pow(of(p) - mean[i], 2);
      if (pairs.size() > 1) error[i] = std::sqrt(square / (n - 1) / n);
    }
    out.columns.push_back({{name, c.info.unit, "treated minus untreated, mean over pairs"}, std::move(mean)});
    if (pairs.size() > 1)
      out.columns.push_back({{name + "_se", c.info.unit, "standard error of that mean"}, std::move(error)});
  }
  return out;
}

std::string report_difference(const std::vector<Pair>& pairs, const std::filesystem::path& folder) {
  const core::ColumnGroup difference = paired_difference(pairs);
  io::write_csv(folder / "series_difference.csv", difference);
  constexpr std::array shown{"R0_mm", "R2", "R5", "R7", "thickness_mm", "collagen_mg_per_cm2"};
  std::string text = fmt::format("\nTreated minus untreated twin, % of the twin, {} pair{}{}\n{:>7}", pairs.size(),
                                 pairs.size() > 1 ? "s" : "", pairs.size() > 1 ? " (standard error)" : "", "age");
  for (const char* name : shown) text += fmt::format(" {:>19}", name);
  const std::vector<double>& ages = column(difference, "age_years");
  for (std::size_t i = 0; i < ages.size(); ++i) {
    text += fmt::format("\n{:7.2f}", ages[i]);
    for (const std::string name : shown) {
      double twin = 0;
      for (const Pair& p : pairs) twin += column(p.untreated.series(), name)[i] / static_cast<double>(pairs.size());
      const double percent = 100 / twin;
      const std::string mean = fmt::format("{:+.2f}", percent * column(difference, name)[i]);
      text += fmt::format(
          " {:>19}",
          pairs.size() > 1 ? fmt::format("{} ({:.2f})", mean, percent * column(difference, name + "_se")[i]) : mean);
    }
  }
  return text + fmt::format("\nWrote\n  {}\n", (folder / "series_difference.csv").string());
}

}  // namespace hari::cli
