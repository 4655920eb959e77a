// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/layer.hpp"

namespace hari::probe {

/// What was viscous in an excised piece has relaxed by then.
inline constexpr core::Seconds left_to_retract{3600};

/// @brief A unit cube of one layer as it lives, without supports; node 0 is its lowest corner, node 7 its highest.
mechanics::Problem living_cube(const mechanics::LayerMaterial& material);

/// Equilibrium of a few elements of one material.
mechanics::Equilibrium small_equilibrium(mechanics::Problem problem);

/// @brief Stretch of a piece that is cut out and left to itself, of its living size along x, y, z [-].
/// @throws SolverError if it finds no equilibrium
math::Vec3 excised_stretch(const mechanics::LayerMaterial& material);

}  // namespace hari::probe
