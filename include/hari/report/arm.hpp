// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/schedule.hpp"

namespace hari::report {

/// One simulated block: a run folder's readings.
struct Block {
  std::filesystem::path folder;
  std::uint64_t seed = 0;
  bool complete = false;
  core::ColumnGroup series;               ///< one row per reading
  std::vector<core::ColumnGroup> curves;  ///< one per reading
  core::ColumnGroup course;               ///< redness and roughness after each step; empty before format 1.2
};

/// How the suction was applied, as far as a reader has to know.
struct Protocol {
  double aperture_mm = 0, suction_kpa = 0, on_s = 0, off_s = 0;
  friend bool operator==(const Protocol&, const Protocol&) = default;
};

/// A claim that a run takes for true although the evidence does not carry it.
struct Hypothesis {
  std::string claim, product;  ///< by name; the product may be empty
  friend bool operator==(const Hypothesis&, const Hypothesis&) = default;
};

/// How often something is given, as the scenario says it.
struct Plan {
  std::string kind, product;  ///< words of the scenario; the product may be empty
  core::Schedule when;
  double course = 0;  ///< length of a course of what is applied again and again [day]; 0: none
};

/// @brief One scenario as it was run, with one seed or several: what stands as one line in a chart.
struct Arm {
  std::string title, title_ja;    ///< of the scenario; the folder's name where it has none
  std::string label, label_ja;    ///< how the page calls it if not by its title: "untreated"
  std::string sex, site;          ///< words of the scenario
  std::vector<std::string> acts;  ///< kinds of exposures, and of treatments without a product
  std::vector<std::string> products;
  std::vector<Hypothesis> hypotheses;
  std::vector<Plan> plans;
  core::Days end{0};             ///< of the span: nothing is given from then on
  std::vector<double> sessions;  ///< age at each that was given, of all treatments, ascending [day]
  Protocol protocol;
  std::vector<Block> blocks;  ///< ascending in seed, at least one
  std::string scenario;       ///< text of the file
  std::string parameters;     ///< table of the numbers it was run with (CSV)
};

/// @brief Reads a run folder, or one that holds the seeds of a run (seed_1, seed_2, ...).
/// @throws IoError if there is no run, or one without readings; ScenarioError if the seeds are of different scenarios
Arm read_arm(const std::filesystem::path& folder);

/// @brief The untreated twins of a run or of its seeds; none if a block has no twin that was read.
/// It is called untreated.
/// @throws as read_arm
std::optional<Arm> read_twin(const Arm& treated);
/// @brief Calls an arm treated, beside its twin.
void call_treated(Arm& arm);

/// @brief Whose skin it is, between two ages [year]: "woman, cheek, 25 to 75 years".
std::string subject_line(const Arm& arm, double from, double to, bool japanese);

/// @brief The numbers of a column of the series; empty if the run has no such column.
std::vector<double> values_of(const Block& block, const std::string& column);

/// @brief Row of the reading at an age [year], to half a day; -1 if there is none.
int row_at(const Block& block, double age);

/// @brief Ages [year] at which every block of the arm was read, ascending.
std::vector<double> ages_of(const Arm& arm);

}  // namespace hari::report
