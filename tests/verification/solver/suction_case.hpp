// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "../../unit/mechanics/random_network.hpp"
#include "block_stiffness.hpp"
#include "hari/math/block_solver.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace hari::mechanics {

/// A block of skin under a probe, in the terms that make its linear systems hard.
struct SuctionCase {
  mesh::SuctionSpec spec = mesh::benchmark_spec(1);
  double poisson = 0.48;
  double contrast = 100;  ///< shear modulus of the epidermis over that of the hypodermis; the dermis lies between
  double fibres = 0;      ///< stiffness of the dermis along its fibres over the shear modulus between them
  double bulge = 0;       ///< lift of the surface over the aperture [mm]
  Formulation formulation = Formulation::mean_dilatation;
};

struct SuctionSystem {
  mesh::HexMesh mesh;
  Stiffness stiffness;
};

inline LayerMaterial nearly_incompressible(double shear, double poisson) {
  LayerMaterial m;
  m.matrix = {.shear = shear, .bulk = 2 * shear * (1 + poisson) / (3 * (1 - 2 * poisson))};
  return m;
}

/// The test network pulled taut in a matrix as soft as asked for, in balance across the layer as living skin is.
inline LayerMaterial fibrous(double ratio, double poisson) {
  const mesh::Grid grid = dermis_grid();
  fibre::Network network = random_network(500, grid);
  for (auto& slack : network.slack) slack -= 0.12;
  LayerMaterial m = nearly_incompressible(1e-3, poisson);
  m.fibres = fibre_fans(network, grid, {1, 1, 1, 1}, soft_tissue_fibres())[1];
  Response r;
  std::vector<double> rested(m.memory_size());
  m.rest(rested);
  MaterialStep(m, core::Seconds(0)).respond(math::Mat3::Identity(), rested, Wanted::tangent, r);
  m.matrix = nearly_incompressible(r.tangent(0, 0) / ratio, poisson).matrix;
  m.balance();
  return m;
}

inline SuctionSystem assemble(const SuctionCase& c) {
  const double fat = 3.4;  // [kPa]
  LayerMaterials m{nearly_incompressible(fat, c.poisson), nearly_incompressible(fat * std::sqrt(c.contrast), c.poisson),
                   nearly_incompressible(fat * std::sqrt(c.contrast), c.poisson),
                   nearly_incompressible(fat * c.contrast, c.poisson)};
  if (c.fibres > 0) {
    m[1] = m[2] = fibrous(c.fibres, c.poisson);
    m[0] = nearly_incompressible(m[1].matrix.shear / 3, c.poisson);
    m[3] = nearly_incompressible(m[0].matrix.shear * c.contrast, c.poisson);
  }
  mesh::HexMesh mesh = mesh::suction_mesh(c.spec);
  const double depth = -mesh.node.front().z();
  const auto displacement = [&](const math::Vec3& x) -> math::Vec3 {
    return {0, 0, c.bulge * std::exp(-x.head<2>().squaredNorm()) * (1 + x.z() / depth)};
  };
  Stiffness s = stiffness_of(mesh, m, suction_supports(mesh, Contact::frictionless), c.formulation, displacement);
  return {std::move(mesh), std::move(s)};
}

/// Steps that a fresh preconditioner takes to a relative residual.
inline int steps_to(double tolerance, const SuctionSystem& s, const math::BlockSolverOptions& options = {}) {
  math::BlockSolver solver(s.mesh.node, options);
  Eigen::VectorXd x;
  const math::LinearReport report =
      solver.solve(s.stiffness.matrix, s.stiffness.load, x, tolerance, s.stiffness.volumes);
  return report.converged && !report.indefinite ? report.iterations : -1;
}

}  // namespace hari::mechanics
