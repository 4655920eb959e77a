// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "excised.hpp"

namespace hari::probe {

mechanics::Problem living_cube(const mechanics::LayerMaterial& material) {
  mechanics::Problem p;
  p.mesh = mesh::box_mesh({0, 0, -1}, {1, 1, 0}, {1, 1, 1}, mesh::Layer::hypodermis);
  p.material = {material};
  p.material_of = {0};
  p.fixed.assign(p.mesh.n_nodes(), 0);
  return p;
}

mechanics::Equilibrium small_equilibrium(mechanics::Problem problem) {
  mechanics::EquilibriumOptions options;
  options.reference_force = problem.material.front().matrix.shear;  // over one square millimetre
  options.stale_ratio = 0;                                          // eight nodes: a stiffness costs nothing
  return mechanics::Equilibrium(std::move(problem), options);
}

math::Vec3 excised_stretch(const mechanics::LayerMaterial& material) {
  mechanics::Problem p = living_cube(material);
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    for (int i = 0; i < 3; ++i)
      if (p.mesh.node[n][i] == p.mesh.node[0][i]) p.fixed[n] |= static_cast<std::uint8_t>(1 << i);
  mechanics::Equilibrium loose = small_equilibrium(std::move(p));
  loose.advance({}, left_to_retract);
  return math::Vec3::Ones() + loose.displacement(7);
}

}  // namespace hari::probe
