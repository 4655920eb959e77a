// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/fibre/network.hpp"
#include "hari/mechanics/fibre_law.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::mechanics {

/// @brief What the fibres offer to cells and remodelling while the skin rests: writes `collagen_density`, `anchorage`,
/// `tension`, `recoil`, `age_links` and `elastotic` of the tissue's fields. In-plane stretch is fixed by the body, so
/// an even block rests at F = 1 and needs no solve.
/// @param segments of tissue.network on tissue.grid, up to date
void sense_fibres(tissue::Tissue& tissue, const FibreLaw& law, const fibre::SegmentsByElement& segments);

}  // namespace hari::mechanics
