// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/layer_material.hpp"

#include <algorithm>
#include <vector>

namespace hari::mechanics {

void LayerMaterial::balance() {
  swelling -= resting_stress(*this).through;
}

RestingStress resting_stress(const LayerMaterial& material) {
  Response r;
  std::vector<double> memory(material.memory_size());
  material.rest(memory);
  MaterialStep(material, core::Seconds(0)).respond(math::Mat3::Identity(), memory, Wanted::stress, r);
  return {r.stress[0], r.stress[1], r.stress[2]};
}

std::size_t LayerMaterial::memory_size() const {
  return MatrixStep::memory_size;
}

void LayerMaterial::rest(std::span<double> memory) const {
  std::fill(memory.begin(), memory.end(), 0.0);
}

Energies MaterialStep::remember(const math::Mat3& C, std::span<double> memory) const {
  matrix.remember(C, memory);
  return {};
}

void MaterialStep::respond(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const {
  out.energy = 0.5 * material->traction * (C(0, 0) + C(1, 1) - 2);
  out.stress << material->traction, material->traction, 0, 0, 0, 0;
  if (wanted != Wanted::stress) out.tangent.setZero();
  matrix.add(C, material->swelling, memory, wanted, out);
  if (material->fibres.size() > 0) material->fibres.add(C, wanted, out);
}

}  // namespace hari::mechanics
