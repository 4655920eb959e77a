// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <thread>

#include "beginning.hpp"
#include "blocks.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/scenario/catalogue.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "run.hpp"
#include "side_by_side.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using scenario::Scenario;

/// results/NAME, unless the name of the scenario would lead out of there.
fs::path default_folder(const Scenario& s) {
  if (s.name.empty() || s.name == "." || s.name == "..")
    throw core::ScenarioError(
        fmt::format("a scenario called \"{}\" has no folder of its own; name one with --out", s.name));
  return fs::path("results") / s.name;
}

/// @throws ScenarioError unless all are seeds
void check_seeds(std::uint64_t first, std::uint64_t last, const scenario::Library& library) {
  for (const scenario::Entry& entry : scenario::catalogue()) {
    if (entry.name != "block") continue;
    for (const core::Key& key : scenario::schema_of(entry, library).keys)
      if (key.name == "seed" && static_cast<double>(last) > key.high)
        throw core::ScenarioError(
            fmt::format("--seeds {}: [block] seed is {}, so the last seed would be {}; allowed is up to {:.0f}",
                        last - first + 1, first, last, key.high));
  }
}

/// Several seeds share a folder with no other block: whatever is there goes into the tables.
/// @throws IoError if something of another run is there
void check_may_hold(const fs::path& out, std::uint64_t first, std::uint64_t last) {
  bool begun = fs::exists(out / "checkpoint.h5");
  for (const auto& [seed, folder] : seed_folders(out)) {
    begun = begun || fs::exists(folder / "checkpoint.h5");
    if (!begun && (seed < first || seed > last))
      throw core::IoError(fmt::format("{} holds {}, which is of another run: name a new folder", out.string(),
                                      folder.filename().string()));
  }
  if (begun)
    throw core::IoError(fmt::format(
        "{0} holds a run already: resume it with \"hari resume {0}\", or name another folder", out.string()));
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

/// The file is not read again: a pipe gives its text but once, and all arms are to be of one scenario.
Course course_of(const RunOptions& options, const Scenario& scenario, const fs::path& out) {
  const scenario::Library library = scenario::load_library(scenario::data_directory());
  const auto with = [&](const std::vector<std::string>& sets) {
    return scenario::parse_scenario(scenario.text, options.scenario.string(), library, sets, options.quick);
  };
  const bool several = options.seeds > 1;
  const std::uint64_t first = scenario.block.seed;
  const std::uint64_t last = several ? first + static_cast<std::uint64_t>(options.seeds) - 1 : first;
  if (several) {
    check_seeds(first, last, library);
    check_may_hold(out, first, last);
  }
  Course course;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const fs::path folder = several ? seed_folder(out, seed) : out;
    std::vector<std::string> sets = options.sets;
    if (several) sets.push_back(fmt::format("block.seed={}", seed));
    course.treated.push_back({.scenario = with(sets), .folder = io::RunFolder::create(folder)});
    if (!has_twin(scenario)) continue;
    sets.emplace_back("arm=untreated");
    course.twins.push_back(
        {.scenario = with(sets), .folder = io::RunFolder::create(twin_folder(folder)), .pair = folder});
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

Outcome live(Block block, const std::string& go_on) {
  const fs::path folder = block.folder.path();
  try {
    wait_for_pair(block);
    Run run(block.scenario, std::move(block.folder), begin(block.scenario), Journal{}, 0,
            provenance_of(block.scenario));
    return outcome_of(run, go_on);
  } catch (const Interrupted&) {
    return interrupted(folder);
  }
}

}  // namespace

int run_command(const RunOptions& options) {
  heed_signals();
  if (options.threads > 0) core::set_threads(options.threads);
  const Scenario scenario = scenario::read_scenario(options.scenario, options.sets, options.quick);
  for (int k = 0; k < std::max(1, options.seeds); ++k) {  // a frame to start from has one seed
    Scenario seeded = scenario;
    seeded.block.seed += static_cast<std::uint64_t>(k);
    check_start(seeded);
  }
  if (!options.ignore_memory) check_memory(scenario);
  const fs::path out = options.out.empty() ? default_folder(scenario) : options.out;
  Course course = course_of(options, scenario, out);
  const std::string go_on = fmt::format("hari resume {}", out.string());
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < course.size(); ++i) outcomes.push_back(interrupted(course[i].folder.path()));
  side_by_side(course.size(), blocks_at_once(scenario),
               [&](std::size_t i) { outcomes[i] = live(std::move(course[i]), go_on); });
  return conclude(outcomes, course.treated.size(), out, options.pictures, go_on);
}

}  // namespace hari::cli
