// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/mechanics/laws.hpp"

namespace hari::probe {

/// Skin of one elastic material without fibres: 0.75 mm fat, 1.5 and 0.2 mm dermis, 0.1 mm epidermis.
/// @param shear,bulk moduli [kPa]
inline mechanics::Skin plain_skin(double shear, double bulk) {
  mechanics::Skin skin{};
  skin.thickness = {0.75, 1.5, 0.2, 0.1};
  for (mechanics::LayerMaterial& m : skin.material) m.matrix = {.shear = shear, .bulk = bulk};
  return skin;
}

/// The same, soft and under a tension of its cells.
inline mechanics::Skin taut_skin(double tension_kpa) {
  mechanics::Skin skin = plain_skin(10, 1e4);
  for (mechanics::LayerMaterial& m : skin.material) {
    m.traction = tension_kpa;
    m.balance();
  }
  return skin;
}

}  // namespace hari::probe
