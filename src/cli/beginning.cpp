// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "beginning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>

#include "build_identity.hpp"
#include "hari/core/error.hpp"
#include "hari/io/column_file.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/assemble.hpp"
#include "interruption.hpp"
#include "progress.hpp"
#include "tell.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using scenario::Scenario;

const io::FileKind state_kind{"hari state", 1, 0};

fs::path cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache) return fs::path(cache) / "hari";
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "hari";
  return {};
}

/// FNV-1a, 64 bit: a file name, not a secret. The whole identity is stored beside the state and compared.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (unsigned char c : text) h = (h ^ c) * 0x100000001b3ULL;
  return h;
}

/// For each `key` one.
std::mutex& turn_at(std::uint64_t key) {
  static std::mutex table;
  static std::map<std::uint64_t, std::mutex> turns;
  const std::lock_guard held(table);
  return turns[key];
}

/// The state of `source` at `age`, from the cache or lived through at coarse steps.
tissue::Tissue state_at(Scenario source, core::Days age) {
  source.clock.coarsest *= 2;  // nothing is read on the way
  // No session lies before the span, so all arms share one past.
  source.treatments.clear();
  source.products.clear();
  source.arm = treatment::Arm::treated;
  const std::string identity = scenario::state_identity(source, age) + build_identity();
  // Arms that run side by side share one past: the first lives through it, the others wait and take it from the cache.
  const std::lock_guard held(turn_at(hash(identity)));
  const fs::path folder = cache_folder();
  const fs::path file = folder.empty() ? fs::path{} : folder / fmt::format("state_{:016x}.h5", hash(identity));
  if (!file.empty()) {
    try {
      const io::Stored stored = io::read_groups(file, state_kind);
      if (stored.texts.at("identity") == identity) return tissue::restore(stored.groups);
    } catch (const std::exception&) {
      // A damaged, foreign or unreadable cache file is only a missing one: it is made anew below.
    }
  }
  sim::Simulation simulation = scenario::young(source);
  {
    Progress progress(simulation.tissue().age, age);
    simulation.advance_to(age, [&](const sim::Simulation& s) {
      progress.show(s.tissue().age, NAN, NAN);
      if (wanted_to_stop()) throw Interrupted{};
    });
  }
  if (!file.empty()) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    try {
      if (!failed)
        io::write_groups(file, state_kind, tissue::snapshot(simulation.tissue()), io::Compression::gzip,
                         {{"identity", identity}});
    } catch (const core::IoError& e) {
      tell(fmt::format("hari: note: the state at {:.1f} years was not cached: {}\n", core::in_years(age), e.what()));
    }
  }
  return simulation.tissue();
}

/// The scenario that the run in `folder` ran.
Scenario scenario_of(const fs::path& folder) {
  const io::Stored run = io::read_run(folder);
  const auto text = run.texts.find("provenance/resolved_scenario");
  if (text == run.texts.end())
    throw core::IoError(fmt::format("{} does not say which scenario it ran", folder.string()));
  return scenario::parse_scenario(text->second, folder.string(), scenario::load_library(scenario::data_directory()));
}

/// @param key  of [start], for the place in the file
[[noreturn]] void refuse(const Scenario& s, std::string_view key, std::string_view cause) {
  const auto start = std::ranges::find(s.sections, "start", &scenario::Settings::name);
  throw core::ScenarioError(fmt::format("{}: [start]: {}", start->at(key).place, cause));
}

/// A state is of its own subject and block: a scenario that says otherwise would be told a lie.
/// @param origin  whence the state of `theirs` comes, for the message
void check_same_skin(const Scenario& s, const Scenario& theirs, std::string_view origin) {
  std::string differs;
  const auto compare = [&](bool same, std::string_view key, const auto& mine, const auto& other) {
    if (!same) differs += fmt::format("{}{} is {} here and {} there", differs.empty() ? "" : ", ", key, mine, other);
  };
  const auto sex = [](const Scenario& x) { return x.subject.sex == scenario::Sex::male ? "male" : "female"; };
  compare(s.subject.sex == theirs.subject.sex, "sex", sex(s), sex(theirs));
  compare(s.subject.site == theirs.subject.site, "site", s.subject.site, theirs.subject.site);
  compare(s.block.width == theirs.block.width, "width", s.block.width, theirs.block.width);
  compare(s.block.subcutis == theirs.block.subcutis, "subcutis", s.block.subcutis, theirs.block.subcutis);
  compare(s.block.fibres == theirs.block.fibres, "fibres", s.block.fibres, theirs.block.fibres);
  compare(s.block.cells == theirs.block.cells, "cells", s.block.cells, theirs.block.cells);
  compare(s.block.elements_across == theirs.block.elements_across, "elements_across", s.block.elements_across,
          theirs.block.elements_across);
  compare(s.block.seed == theirs.block.seed, "seed", s.block.seed, theirs.block.seed);
  if (!differs.empty()) refuse(s, "run", fmt::format("{} is of other skin: {}", origin, differs));
}

bool from_a_run(const Scenario& s) {
  std::error_code unknown;
  return fs::is_directory(s.start->run, unknown);
}

/// The frame of the run that it begins from. A younger one lives on to the age asked for, an older one cannot.
tissue::Tissue frame_of(const Scenario& s) {
  const fs::path folder(s.start->run);
  check_same_skin(s, scenario_of(folder), fmt::format("the run in {}", folder.string()));
  const std::vector<double> ages = io::read_frame_ages(folder);
  std::string known;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    const double younger = s.start->age.count() - ages[i];
    if (younger >= 0 && younger < 0.5) return tissue::restore(io::read_frame(folder, i).groups);
    known += fmt::format("{}{:.7g}", i ? ", " : "", core::in_years(core::Days{ages[i]}));
  }
  refuse(s, "age",
         fmt::format("the run \"{}\" has no frame at {:.7g} years; it has frames at {} years", folder.string(),
                     core::in_years(s.start->age), known));
}

/// The scenario that it begins from, with the block of this one.
Scenario source_of(const Scenario& s) {
  const std::string& name = s.start->run;
  fs::path file = s.folder / name;
  std::error_code unknown;
  if (!fs::exists(file, unknown)) file += ".toml";
  if (!fs::exists(file, unknown))
    refuse(s, "run", fmt::format("\"{}\" is neither a run folder nor a scenario beside {}", name, s.name));
  Scenario source = scenario::read_scenario(file);
  if (source.start) refuse(s, "run", fmt::format("\"{}\" itself begins from another run", name));
  const double age = core::in_years(s.start->age);
  if (s.start->age < source.span.from)
    refuse(s, "age",
           fmt::format("\"{}\" begins at {:.1f} years, after the {:.1f} years asked for", name,
                       core::in_years(source.span.from), age));
  if (s.start->age > source.span.to)
    refuse(s, "age",
           fmt::format("\"{}\" ends at {:.1f} years, before the {:.1f} years asked for", name,
                       core::in_years(source.span.to), age));
  source.block = s.block;  // the same size, fibres and seed as this run
  check_same_skin(s, source, fmt::format("the scenario in {}", file.string()));
  source.parameters = s.parameters;
  return source;
}

}  // namespace

void check_start(const Scenario& s) {
  if (!s.start) return;
  if (from_a_run(s))
    frame_of(s);
  else
    source_of(s);
}

sim::Simulation begin(const Scenario& s) {
  if (s.start && from_a_run(s)) return scenario::continued(s, frame_of(s));
  if (s.start) {
    Scenario source = source_of(s);
    tell(fmt::format(
        "hari: note: \"{}\" is lived through to {:g} years at coarse steps (or taken from the cache); to begin from "
        "a run of it, name its folder\n",
        s.start->run, core::in_years(s.start->age)));
    return scenario::continued(s, state_at(std::move(source), s.start->age));
  }
  if (s.span.from <= anatomy::build_age) return scenario::young(s);
  return scenario::continued(s, state_at(s, s.span.from));
}

}  // namespace hari::cli
