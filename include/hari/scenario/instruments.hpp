// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/probe/progress.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::scenario {

/// One number that an instrument reads.
struct Reading {
  std::string name;
  double value = 0;
  std::string unit;
  std::string doc;
};

/// What an instrument says of a tissue.
struct Measurement {
  std::vector<Reading> readings;
  core::ColumnGroup curve;
};

/// Names that `hari measure --probe` takes, alphabetical.
std::vector<std::string> instrument_names();

/// @brief The protocol of an instrument: texts "key=value" over the defaults of its schema, the last one wins.
/// @throws ScenarioError for an unknown name or key (nearest given) or a value of another unit or outside its range
Settings instrument_settings(std::string_view name, std::span<const std::string> sets);

/// @brief The Cutometer as the scenario sets it, as texts for `instrument_settings`.
std::vector<std::string> cutometer_sets(const Scenario& scenario);

/// @brief Puts an instrument to a tissue; nothing of it stays.
/// @param protocol of `instrument_settings`
/// @throws ModelError if the protocol makes no sense on this tissue, SolverError if no equilibrium is found
Measurement measure(const Settings& protocol, const tissue::Tissue& tissue, const core::ParameterSet& parameters,
                    const probe::Progress& progress = {});

}  // namespace hari::scenario
