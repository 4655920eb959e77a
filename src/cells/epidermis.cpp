// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/epidermis.hpp"

#include <cmath>

namespace hari::cells {

void renew_epidermis(tissue::Tissue& t, const CellLaw& law, const Surroundings& around, core::Days dt) {
  const double vigour = t.body[tissue::Level::epidermal_renewal];
  const double left = std::exp(-dt.count() / law.epidermis_turnover);
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    if (t.grid.layer(static_cast<mesh::ElementIndex>(e)) != mesh::Layer::epidermis) continue;
    const double kept_up = vigour * around.at(e, Role::resident)[index(Behaviour::renewal)];
    t.fields.growth[e] = kept_up + (t.fields.growth[e] - kept_up) * left;
  }
}

}  // namespace hari::cells
