// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/mechanics/fibre_law.hpp"
#include "hari/mesh/window.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::mechanics {

/// @brief What one layer of a window holds. Means weigh elements by volume; contents are per reference volume.
struct LayerContents {
  double volume = 0;              ///< reference [mm3]; 0: layer absent
  double growth = 0;              ///< [-]
  double hyaluronan = 0;          ///< [ug/mm3]
  double collagen = 0;            ///< all of it [ug/mm3]
  double intact = 0;              ///< what holds of it (FibreLaw::holding_mass) [ug/mm3]
  double age_links = 1, lox = 1;  ///< of the collagen of the layer's own fibres, means over load-bearing volume [-]
  double fibroblasts = 0;         ///< simulated ones, whatever they stand for [-]
  double spread = 0;              ///< of all its fibroblasts, summed over real cells [-]
  double carrying = 0;            ///< load-bearing collagen [mm3]
  double carrying_squared = 0;    ///< the same, squared for each fibre and summed [mm6]: how few carry it
};

/// One per mesh::Layer.
using Contents = std::array<LayerContents, mesh::n_layers>;

/// @brief Contents of every window, in one pass over elements, cells and segments.
std::vector<Contents> contents(const tissue::Tissue& tissue, const mesh::Windows& windows, const FibreLaw& law);

}  // namespace hari::mechanics
