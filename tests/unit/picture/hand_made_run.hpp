// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>

#include "hand_made_tissue.hpp"
#include "hari/io/run_folder.hpp"

namespace hari::picture::tests {

inline core::Column numbers(const char* name, std::vector<double> values) {
  return {{name, "1", ""}, std::move(values)};
}

/// A pull of three nodes: the apex rises to `highest`, the rim stays.
inline core::ColumnGroup hand_made_curve(double highest) {
  return {"curve",
          {numbers("time_s", {0, 0.1, 3, 3.1, 6}), numbers("pressure_kpa", {0, 45, 45, 0, 0}),
           numbers("height_mm", {0, 0.7 * highest, highest, 0.4 * highest, 0.1 * highest})}};
}
inline core::ColumnGroup hand_made_dome(double highest) {
  std::vector<float> position;
  for (const double share : {0.0, 0.7, 1.0, 0.4, 0.1})
    for (const auto& [x, of_it] : {std::pair{0.0, 1.0}, {0.5, 0.7}, {1.0, 0.0}})
      for (const double c : {x, 0.0, of_it * share * highest}) position.push_back(static_cast<float>(c));
  return {"dome", {{{"position", "mm", "", 3}, std::move(position)}}};
}

/// The columns that a picture does not ask for and a file does, filled with zeros.
inline tissue::Tissue storable(tissue::Tissue t) {
  const auto fill = [](auto& state, std::size_t rows) {
    state.columns([&](const core::ColumnInfo& info, auto& values) {
      if (info.name != "weight") values.resize(rows * static_cast<std::size_t>(info.width));
    });
  };
  fill(t.cells, t.cells.size());
  fill(t.fields, t.grid.n_elements());
  fill(t.homeostasis, mesh::n_layers);
  t.seed = 7;  // as the record of its run
  return t;
}

/// A run of two frames, young at 25 and worn at 75, as `hari run` would leave it. `thickness`: of the worn skin [mm].
inline std::filesystem::path write_run(const std::filesystem::path& folder, std::size_t fibres, double thickness = 1) {
  io::RunFolder run = io::RunFolder::create(folder);
  run.write_frame(storable(young_tissue(fibres)));
  run.write_frame(storable(worn_tissue(fibres)));
  io::RunRecord record;
  record.seed = 7;
  record.complete = true;
  record.series = {"series",
                   {numbers("age_years", {25, 75}), numbers("R0_mm", {0.4, 0.3}), numbers("R2", {0.8, 0.6}),
                    numbers("R7", {0.6, 0.4}), numbers("collagen_mg_per_cm2", {26, 14}), numbers("spread", {1, 0.5}),
                    numbers("hyaluronan_ug_per_cm2", {48, 30}), numbers("age_links", {1, 4}),
                    numbers("elastin_mg_per_cm2", {1, 0.8}), numbers("thickness_mm", {1.4, thickness}),
                    numbers("collagenase", {1, 2})}};
  for (const double highest : {0.4, 0.3}) {
    record.curves.push_back(hand_made_curve(highest));
    record.domes.push_back(hand_made_dome(highest));
  }
  run.write_run(record);
  return folder;
}

/// A run of two years that swells and goes down again: a reading between two frames finds the most, a reading at a
/// frame nearly as much, and from 50.5 on there is none. `swelling`: growth at that frame, 1 for an untreated twin.
inline std::filesystem::path write_swelling_run(const std::filesystem::path& folder, double swelling) {
  io::RunFolder run = io::RunFolder::create(folder);
  const double share = swelling - 1;
  for (const auto& [age, grown] : {std::pair{50.0, 1.0}, {50.2, swelling}, {51.0, 1.0}, {52.0, 1.0}}) {
    tissue::Tissue t = storable(young_tissue(300));
    t.age = core::years(age);
    for (double& g : t.fields.growth) g *= grown;
    run.write_frame(t);
  }
  const std::vector<double> ages{50, 50.1, 50.2, 50.5, 51, 52}, grown{0, 1.5 * share, share, 0, 0, 0};
  const auto column = [&](const char* name, double value, double gain) {
    std::vector<double> values;
    for (const double g : grown) values.push_back(value * (1 + gain * g));
    return numbers(name, std::move(values));
  };
  io::RunRecord record;
  record.seed = 7;
  record.complete = true;
  record.series = {"series",
                   {numbers("age_years", ages), column("R0_mm", 0.4, 0), column("R2", 0.8, 0), column("R7", 0.6, 0),
                    column("collagen_mg_per_cm2", 26, 0), column("spread", 1, 0),
                    column("hyaluronan_ug_per_cm2", 48, 3), column("age_links", 1, 0),
                    column("elastin_mg_per_cm2", 1, 0), column("thickness_mm", 1.4, 1), column("collagenase", 1, 0)}};
  for (std::size_t i = 0; i < ages.size(); ++i) {
    record.curves.push_back(hand_made_curve(0.4));
    record.domes.push_back(hand_made_dome(0.4));
  }
  run.write_run(record);
  return folder;
}

}  // namespace hari::picture::tests
