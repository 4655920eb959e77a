// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/mechanics/equilibrium.hpp"

namespace hari::mechanics {

/// @brief A problem in balance with nothing acting on it. Uneven growth and uneven tension pull at each other until
/// then; growth comes in shares, each given far longer than any branch takes to relax. What friction holds against
/// its yield stress stays.
/// @param reports  every step tried is added, if wanted
/// @throws ModelError as Equilibrium; SolverError if the smallest share of growth finds no balance
Equilibrium settled(const Problem& problem, const EquilibriumOptions& options,
                    std::vector<StepReport>* reports = nullptr);

}  // namespace hari::mechanics
