// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/column.hpp"
#include "hari/fibre/network.hpp"
#include "hari/mechanics/fibre_law.hpp"

namespace hari::cli {

/// @brief Group "looks" of a frame: what a viewer of fibres asks for and the state does not hold, one row per fibre,
/// float32. Derived; a run is continued without it.
///
/// "radius" of the bundle as a round rod of its mass, "strain" at rest beyond the length at which it begins to carry
/// (negative: slack), "free_length" between open cuts, "crimp" of its waves; 0 in an empty slot.
core::ColumnGroup fibre_looks(const fibre::Network& network, const mechanics::FibreLaw& law);

}  // namespace hari::cli
