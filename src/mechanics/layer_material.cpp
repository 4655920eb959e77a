// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/layer_material.hpp"

namespace hari::mechanics {

void LayerMaterial::balance() {
  swelling -= resting_stress(*this).through;
}

RestingStress resting_stress(const LayerMaterial& material) {
  Response r;
  MaterialStep(material, core::Seconds(0)).respond(math::Mat3::Identity(), Memory{}, Wanted::stress, r);
  return {r.stress[0], r.stress[1], r.stress[2]};
}

void MaterialStep::respond(const math::Mat3& C, const Memory& memory, Wanted wanted, Response& out) const {
  out.energy = 0.5 * material->traction * (C(0, 0) + C(1, 1) - 2);
  out.stress << material->traction, material->traction, 0, 0, 0, 0;
  if (wanted != Wanted::stress) out.tangent.setZero();
  matrix.add(C, material->swelling, memory, wanted, out);
  if (material->fibres.size() > 0) material->fibres.add(C, wanted, out);
}

}  // namespace hari::mechanics
