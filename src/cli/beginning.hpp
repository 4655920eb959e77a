// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/scenario/scenario.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::cli {

/// @brief Looks for the run or scenario that `start` names, if it does, before anything is made.
/// @throws ScenarioError, with the place in the file, if there is none of this skin and age; IoError if its run cannot
/// be read
void check_start(const scenario::Scenario& scenario);

/// @brief The simulation at the start of the scenario's span: from the state of another run if `start` says so, else a
/// young block aged under the scenario's own exposures. What had to be lived through before the span is kept in the
/// user's cache folder, under a hash of everything that decides it.
sim::Simulation begin(const scenario::Scenario& scenario);

}  // namespace hari::cli
