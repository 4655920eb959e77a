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
  return matrix.memory_size() + fibres.memory_size();
}

void LayerMaterial::rest(std::span<double> memory) const {
  matrix.rest(memory.first(matrix.memory_size()));
  std::fill(memory.begin() + static_cast<std::ptrdiff_t>(matrix.memory_size()), memory.end(), 0.0);
}

MaterialStep::MaterialStep(const LayerMaterial& m, core::Seconds dt)
    : material_(&m), matrix_(m.matrix, dt), fibres_(m.fibres, dt), matrix_memory_(m.matrix.memory_size()) {}

void MaterialStep::respond_without_fibres(const math::Mat3& C, std::span<const double> memory, Wanted wanted,
                                          Response& out) const {
  out.energy = 0.5 * material_->traction * (C(0, 0) + C(1, 1) - 2);
  out.stress << material_->traction, material_->traction, 0, 0, 0, 0;
  if (wanted != Wanted::stress) out.tangent.setZero();
  matrix_.add(C, material_->swelling, memory.first(matrix_memory_), wanted, out);
}

void MaterialStep::add_fibres(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const {
  if (has_fibres()) fibres_.add(C, memory.subspan(matrix_memory_), wanted, out);
}

Energies MaterialStep::remember_without_fibres(const math::Mat3& C, std::span<double> memory) const {
  Energies all{.stored = 0.5 * material_->traction * (C(0, 0) + C(1, 1) - 2)};
  return all += matrix_.remember(C, material_->swelling, memory.first(matrix_memory_));
}

Energies MaterialStep::remember_fibres(const math::Mat3& C, std::span<double> memory, Account account) const {
  return has_fibres() ? fibres_.remember(C, memory.subspan(matrix_memory_), account) : Energies{};
}

double MaterialStep::fibre_energy(const math::Mat3& C, std::span<const double> memory) const {
  return has_fibres() ? fibres_.free_energy(C, memory.subspan(matrix_memory_)) : 0;
}

}  // namespace hari::mechanics
