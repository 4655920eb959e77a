// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/scenario/scenario.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::cli {

/// @brief The simulation at the start of the scenario's span: from the state of another run if `start` says so, else a
/// young block aged under the scenario's own exposures. What had to be lived through before the span is kept in the
/// user's cache folder, under a hash of everything that decides it.
sim::Simulation begin(const scenario::Scenario& scenario);

}  // namespace hari::cli
