// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/core/time.hpp"
#include "hari/io/csv.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/instruments.hpp"
#include "progress.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::Days;

const std::string& provenance(const io::Stored& run, const fs::path& folder, const std::string& name) {
  const auto text = run.texts.find("provenance/" + name);
  if (text == run.texts.end())
    throw core::IoError(fmt::format("{} holds no \"{}\"; it was not written by `hari run`", folder.string(), name));
  return text->second;
}

/// The frame at an age; the nearest one is not the one that was asked for.
std::size_t frame_at(const fs::path& folder, double age_years) {
  const std::vector<double> ages = io::read_frame_ages(folder);
  if (ages.empty()) throw core::IoError(fmt::format("{} holds no frames", folder.string()));
  if (std::isnan(age_years)) return ages.size() - 1;
  constexpr double same_day = 0.5;
  std::string known;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    if (std::abs(ages[i] - core::years(age_years).count()) < same_day) return i;
    known += fmt::format("{}{:.6g}", i ? ", " : "", core::in_years(Days{ages[i]}));
  }
  throw core::ScenarioError(fmt::format("--age: {} has no frame at {:.6g} years; it has frames at {} years",
                                        folder.string(), age_years, known));
}

/// The numbers the run was made with; those it did not know yet are taken from data/, and that is said.
core::ParameterSet parameters_of(const io::Stored& run, const fs::path& folder) {
  core::ParameterSet parameters =
      scenario::stored_parameters(provenance(run, folder, "parameters"), (folder / "run.h5").string());
  const core::ParameterSet present = scenario::load_parameters(scenario::data_directory());
  std::string added;
  for (const auto& [name, p] : present.all())
    if (!parameters.find(name)) {
      parameters.add(p);
      added += (added.empty() ? "" : ", ") + name;
    }
  if (!added.empty()) fmt::print(stderr, "hari: note: the run did not know {}; taken from data/ as it is now\n", added);
  return parameters;
}

scenario::Settings protocol_of(const MeasureOptions& options, const io::Stored& run) {
  std::vector<std::string> sets;
  if (options.probe == "cutometer")
    // As the run itself reads, so that a frame gives the row of its series.
    sets = scenario::cutometer_sets(scenario::parse_scenario(provenance(run, options.run, "resolved_scenario"),
                                                             options.run.string(),
                                                             scenario::load_library(scenario::data_directory())));
  sets.insert(sets.end(), options.sets.begin(), options.sets.end());
  return scenario::instrument_settings(options.probe, sets);
}

std::string shown(const scenario::Reading& r) {
  if (std::isnan(r.value)) return fmt::format("{:>12} {:<4}", "none", "");
  return fmt::format("{:>12.5g} {:<4}", r.value, r.unit == "1" ? "" : r.unit);
}

void report(const scenario::Settings& protocol, const scenario::Measurement& m) {
  for (const scenario::Setting& s : protocol.values) fmt::print("  {} = {}\n", s.key, s.text);
  std::size_t width = 0;
  for (const scenario::Reading& r : m.readings) width = std::max(width, r.name.size());
  fmt::print("\n");
  for (const scenario::Reading& r : m.readings) fmt::print("{:<{}}{}  {}\n", r.name, width, shown(r), r.doc);
}

}  // namespace

int measure_command(const MeasureOptions& options) {
  if (options.threads > 0) core::set_threads(options.threads);
  // What was typed is checked before anything large is read.
  if (const auto known = scenario::instrument_names(); std::ranges::find(known, options.probe) == known.end())
    scenario::instrument_settings(options.probe, {});
  const io::Stored run = io::read_run(options.run);
  const scenario::Settings protocol = protocol_of(options, run);
  const core::ParameterSet parameters = parameters_of(run, options.run);
  const tissue::Tissue tissue =
      tissue::restore(io::read_frame(options.run, frame_at(options.run, options.age_years)).groups);

  scenario::Measurement measured;
  {
    Percent percent(options.probe);
    measured = scenario::measure(protocol, tissue, parameters, [&](double done) { percent.show(done); });
  }
  fmt::print("Virtual {} at {:.6g} years, {}\n", options.probe, core::in_years(tissue.age), options.run.string());
  report(protocol, measured);
  if (!options.csv.empty()) {
    io::write_csv(options.csv, measured.curve);
    fmt::print("\nWrote\n  {}  curve\n", options.csv.string());
  }
  fmt::print("\n{}\n", core::disclaimer);
  return ok;
}

}  // namespace hari::cli
