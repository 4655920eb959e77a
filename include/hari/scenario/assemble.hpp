// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>

#include "hari/anatomy/block.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::scenario {

/// From a checked scenario to the parts of a run.
anatomy::BlockSpec block_spec(const Scenario& scenario);
sim::ClockSettings clock_settings(const Scenario& scenario);
sim::Simulation::Interventions interventions(const Scenario& scenario);
probe::CutometerProtocol cutometer_protocol(const Scenario& scenario);

/// @brief A settled young block: at age 25, or at the start of the span if that is younger.
sim::Simulation young(const Scenario& scenario);
/// @brief Goes on from a stored state, with the scenario's interventions.
sim::Simulation continued(const Scenario& scenario, tissue::Tissue tissue);

/// @brief Everything that decides the state of the tissue at `age`, as text: block, subject, beginning of the span
/// (where the calendar begins), what acts, clock, every parameter, and this version of hari. Equal texts, equal states.
std::string state_identity(const Scenario& scenario, core::Days age);

/// @brief The files of the products that the scenario uses, word for word, one after another; stored with a run.
std::string product_texts(const Scenario& scenario);

/// First line of `parameter_table`.
inline constexpr std::string_view parameter_table_head = "name,value,unit,low,high,status,source,doc\n";

/// @brief All parameters as a CSV table, one line each, in the order of their names.
std::string parameter_table(const core::ParameterSet& parameters);

/// @brief The parameters that `parameter_table` wrote: equal sets, equal tables.
/// @param place  file, for messages
/// @throws IoError for anything that it would not have written
core::ParameterSet stored_parameters(std::string_view table, std::string_view place);

}  // namespace hari::scenario
