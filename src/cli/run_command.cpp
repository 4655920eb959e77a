// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <thread>

#include "beginning.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/io/csv.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "run.hpp"
#include "side_by_side.hpp"
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

/// One block to live: an arm of one seed.
struct Block {
  Scenario scenario;
  io::RunFolder folder;
  fs::path pair = {};  ///< folder of the treated arm whose twin it is; empty where it is no twin
};

/// Arms of one seed follow one another in the list of folders, but all treated ones are begun first: a twin takes the
/// years before the span from the cache, and would only wait for its pair.
struct Course {
  std::vector<Block> treated, twins;
  std::size_t size() const { return treated.size() + twins.size(); }
  Block& operator[](std::size_t i) { return i < treated.size() ? treated[i] : twins[i - treated.size()]; }
};

Course course_of(const RunOptions& options, const Scenario& scenario, const fs::path& out) {
  Course course;
  for (int k = 0; k < std::max(1, options.seeds); ++k) {
    std::vector<std::string> sets = options.sets;
    fs::path folder = out;
    if (options.seeds > 1) {
      const std::uint64_t seed = scenario.block.seed + static_cast<std::uint64_t>(k);
      sets.push_back(fmt::format("block.seed={}", seed));
      folder = out / fmt::format("seed_{}", seed);
    }
    Scenario s = scenario::read_scenario(options.scenario, sets, options.quick);
    const bool paired = has_twin(s);
    course.treated.push_back({.scenario = std::move(s), .folder = io::RunFolder::create(folder)});
    if (!paired) continue;
    sets.emplace_back("arm=untreated");
    course.twins.push_back({.scenario = scenario::read_scenario(options.scenario, sets, options.quick),
                            .folder = io::RunFolder::create(twin_folder(folder)),
                            .pair = folder});
  }
  return course;
}

/// A twin that had committed something while its pair had not could neither be resumed nor begun anew.
void wait_for_pair(const Block& block) {
  while (!block.pair.empty() && !fs::exists(block.pair / "checkpoint.h5")) {
    if (wanted_to_stop()) throw Interrupted{};
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Outcome live(Block block) {
  const fs::path folder = block.folder.path();
  try {
    wait_for_pair(block);
    Run run(block.scenario, std::move(block.folder), begin(block.scenario), Journal{}, 0,
            provenance_of(block.scenario));
    return outcome_of(run);
  } catch (const Interrupted&) {
    tell("hari: interrupted before the first reading; nothing is written that could be resumed\n");
    return {.scenario = {}, .folder = folder, .code = exit_interrupted, .journal = {}};
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
  Course course = course_of(options, scenario, out);
  std::vector<Outcome> outcomes(course.size());
  for (Outcome& o : outcomes) o.code = exit_interrupted;  // until it has been lived
  side_by_side(course.size(), blocks_at_once(scenario),
               [&](std::size_t i) { outcomes[i] = live(std::move(course[i])); });
  for (const Outcome& o : outcomes)
    if (o.code != ok) return o.code;

  std::vector<Journal> journals;
  std::vector<Pair> pairs;
  const std::size_t seeds = course.treated.size();
  for (std::size_t k = 0; k < seeds; ++k) {
    report(outcomes[k], options.pictures);
    journals.push_back(outcomes[k].journal);
    if (course.twins.empty()) continue;
    report(outcomes[seeds + k], false);
    pairs.push_back({outcomes[k].journal, outcomes[seeds + k].journal});
  }
  if (seeds > 1) report_seeds(journals, out);
  if (!pairs.empty()) fmt::print("{}", report_difference(pairs, out));
  return ok;
}

}  // namespace hari::cli
