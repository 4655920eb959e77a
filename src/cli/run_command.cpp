// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "beginning.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/io/csv.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "run.hpp"
#include "tell.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::Column;
using core::ColumnGroup;
using scenario::Scenario;

/// results/NAME, unless the name of the scenario would lead out of there.
fs::path default_folder(const Scenario& s) {
  if (s.name.empty() || s.name == "." || s.name == "..")
    throw core::ScenarioError(
        fmt::format("a scenario called \"{}\" has no folder of its own; name one with --out", s.name));
  return fs::path("results") / s.name;
}

void report_seeds(const std::vector<Journal>& journals, const fs::path& out) {
  ColumnGroup summary{"seeds", {}};
  fmt::print("\n{} seeds: mean (standard deviation, % of mean)\n", journals.size());
  const auto values = [](const Journal& j, const std::string& name) -> const std::vector<double>& {
    return std::get<std::vector<double>>(core::find_column(j.series(), name).values);
  };
  const std::size_t rows = journals.front().readings();
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

/// The run of one seed; its journal is added for the summary.
int run_one(const Scenario& s, const fs::path& out, bool pictures, std::vector<Journal>& journals) {
  io::RunFolder folder = io::RunFolder::create(out);
  try {
    Run run(s, std::move(folder), begin(s), Journal{}, 0, provenance_of(s));
    const int code = finish(run, pictures);
    if (code == ok) journals.push_back(run.journal());
    return code;
  } catch (const Interrupted&) {
    tell("hari: interrupted before the first reading; nothing is written that could be resumed\n");
    return exit_interrupted;
  }
}

}  // namespace

int run_command(const RunOptions& options) {
  heed_signals();
  if (options.threads > 0) core::set_threads(options.threads);
  const Scenario scenario = scenario::read_scenario(options.scenario, options.sets, options.quick);
  if (scenario.start && std::abs((scenario.start->age - scenario.span.from).count()) > 0.5)
    throw core::ScenarioError(fmt::format(
        "{}: [span] from is {:g} years but [start] age is {:g} years; they must agree", options.scenario.string(),
        core::in_years(scenario.span.from), core::in_years(scenario.start->age)));
  if (!options.ignore_memory) check_memory(scenario);
  const fs::path out = options.out.empty() ? default_folder(scenario) : options.out;
  std::vector<Journal> journals;
  std::vector<Pair> pairs;
  for (int k = 0; k < std::max(1, options.seeds); ++k) {
    Scenario s = scenario;
    fs::path folder = out;
    std::vector<std::string> sets = options.sets;
    if (options.seeds > 1) {
      sets.push_back(fmt::format("block.seed={}", scenario.block.seed + static_cast<std::uint64_t>(k)));
      s = scenario::read_scenario(options.scenario, sets, options.quick);
      folder = out / fmt::format("seed_{}", s.block.seed);
    }
    if (const int code = run_one(s, folder, options.pictures, journals); code != ok) return code;
    if (!has_twin(s)) continue;
    sets.emplace_back("arm=untreated");
    std::vector<Journal> twin;
    const Scenario beside = scenario::read_scenario(options.scenario, sets, options.quick);
    if (const int code = run_one(beside, twin_folder(folder), false, twin); code != ok) return code;
    pairs.push_back({journals.back(), std::move(twin.front())});
  }
  if (options.seeds > 1) report_seeds(journals, out);
  if (!pairs.empty()) fmt::print("{}", report_difference(pairs, out));
  return ok;
}

}  // namespace hari::cli
