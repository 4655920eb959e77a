// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>

#include "hari/remodel/turnover.hpp"

namespace hari::remodel {

/// Empties the slot of fibre f; returns the mass that leaves, of one real fibre [ug].
double take_away(fibre::Network& network, std::size_t f);

/// @brief Fibroblasts lay new bundles where some were lost, at the renewal rate times the vigour of their layer: what
/// it makes per native mass that is left there, relative to young tissue.
/// @return bundles laid
std::size_t renew(tissue::Tissue& tissue, const TurnoverLaw& law, double dt);

}  // namespace hari::remodel
