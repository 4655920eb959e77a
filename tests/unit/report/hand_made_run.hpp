// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "hari/core/time.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/report/arm.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/parameters.hpp"
#include "scratch.hpp"
#include "tiny_tissue.hpp"

namespace hari::report::testing {

/// What a hand-made run says of itself.
struct HandMade {
  std::string title = "A cheek", title_ja = {}, arm = "treated";
  std::string sex = "female", aperture = "2 mm", to = "75 years";
  std::string more = {};  ///< further sections of the scenario
  std::uint64_t seed = 1;
  std::map<std::string, std::vector<double>> columns = {};  ///< beside those of `plain_columns`, or instead of them
  bool complete = true;
  std::size_t frames = 2;
  double first_frame = 25, frames_apart = 50;              ///< [year]
  std::map<std::string, std::vector<double>> course = {};  ///< "age" [day], "redness", "roughness"
};

inline std::map<std::string, std::vector<double>> plain_columns() {
  return {{"age_years", {25, 50, 75}},
          {"R0_mm", {0.28, 0.27, 0.26}},
          {"R2", {0.82, 0.75, 0.65}},
          {"R5", {0.85, 0.7, 0.58}},
          {"R6", {0.55, 0.6, 0.66}},
          {"R7", {0.55, 0.45, 0.35}},
          {"thickness_mm", {1.2, 1.0, 0.84}},
          {"collagen_mg_per_cm2", {26, 22, 14}},
          {"hyaluronan_ug_per_cm2", {48, 40, 30}}};
}

inline core::ColumnGroup curve(double highest) {
  core::ColumnGroup g{"curve", {}};
  g.columns.push_back({{"time_s", "s", ""}, std::vector<double>{0, 0.05, 3, 3.1, 6}});
  g.columns.push_back({{"pressure_kpa", "kPa", ""}, std::vector<double>{0, 45, 45, 0, 0}});
  g.columns.push_back(
      {{"height_mm", "mm", ""}, std::vector<double>{0, 0.6 * highest, highest, 0.5 * highest, 0.2 * highest}});
  return g;
}

/// Writes a run folder as `hari run` would leave it.
inline std::filesystem::path write_run(const std::filesystem::path& folder, const HandMade& made = {}) {
  io::RunFolder run = io::RunFolder::create(folder);
  tissue::Tissue t = io::testing::tiny_tissue();
  t.seed = made.seed;
  for (std::size_t i = 0; i < made.frames; ++i) {
    t.age = core::years(made.first_frame + made.frames_apart * static_cast<double>(i));
    run.write_frame(t);
  }
  auto columns = plain_columns();
  for (const auto& [name, values] : made.columns) columns[name] = values;
  core::ColumnGroup series{"series", {}};
  for (const auto& [name, values] : columns) series.columns.push_back({{name, "1", ""}, values});
  core::ColumnGroup course{"course", {}};
  for (const auto& [name, values] : made.course) course.columns.push_back({{name, "1", ""}, values});
  std::vector<core::ColumnGroup> curves;
  for (const double highest : columns.at("R0_mm")) curves.push_back(curve(highest));
  const std::string resolved =
      "title = '''" + made.title + "'''\ntitle_ja = '''" + made.title_ja + "'''\narm = \"" + made.arm +
      "\"\n[subject]\nsex = \"" + made.sex + "\"\nsite = \"cheek\"\n[span]\nfrom = \"25 years\"\nto = \"" + made.to +
      "\"\n[block]\nseed = " + std::to_string(made.seed) + "\n[probe.cutometer]\naperture = \"" + made.aperture +
      "\"\nsuction = \"450 mbar\"\non = \"3 s\"\noff = \"3 s\"\n" + made.more;
  run.write_run({.seed = made.seed,
                 .complete = made.complete,
                 .series = series,
                 .curves = curves,
                 .domes = {},
                 .course = course,
                 .provenance = {{"scenario", resolved},
                                {"resolved_scenario", resolved},
                                {"parameters", std::string(scenario::parameter_table_head)}}});
  return folder;
}

inline const core::ParameterSet& library() {
  static const core::ParameterSet set = scenario::load_parameters(HARI_SOURCE_DIR "/data/report");
  return set;
}

using io::testing::message_of;
using io::testing::Scratch;

}  // namespace hari::report::testing
