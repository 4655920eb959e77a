// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hari/mechanics/equilibrium.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Vec3;

bool inside(const Vec3& x) {
  return x.minCoeff() > 1e-9 && x.maxCoeff() < 1 - 1e-9;
}

class Patch : public testing::TestWithParam<Formulation> {};

TEST_P(Patch, OfDistortedElementsCarriesAUniformStress) {  // V19
  mesh::HexMesh mesh = mesh::box_mesh({0, 0, 0}, {1, 1, 1}, {3, 3, 3}, mesh::Layer::reticular);
  Supports fixed(mesh.n_nodes(), 0);
  Mat3 F;
  F << 1.15, 0.1, 0.05, 0, 0.95, -0.1, 0.07, 0, 1.05;
  std::vector<Vec3> u(mesh.n_nodes(), Vec3::Zero());
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n) {
    Vec3& x = mesh.node[n];
    if (inside(x)) {
      for (int i = 0; i < 3; ++i) x[i] += 0.06 * std::sin(7.0 * double(n) + 2 * i);
    } else {
      fixed[n] = 7;
      u[n] = (F - Mat3::Identity()) * x;
    }
  }
  std::vector<LayerMaterial> m(2);
  m[1].matrix = {.shear = 10, .bulk = 500};
  Equilibrium patch({.mesh = mesh, .material = m, .material_of = material_by_region(mesh), .fixed = fixed},
                    {.formulation = GetParam(), .reference_force = 10, .tolerance = 1e-13, .linear_tolerance = 1e-8});
  patch.set_displacement(u);
  ASSERT_TRUE(patch.step({}, core::Seconds(1)).converged);
  Response r;
  std::vector<double> memory(m[1].memory_size());
  m[1].rest(memory);
  MaterialStep(m[1], core::Seconds(0)).respond(F.transpose() * F, memory, Wanted::stress, r);
  Mat3 S;
  S << r.stress[0], r.stress[3], r.stress[5], r.stress[3], r.stress[1], r.stress[4], r.stress[5], r.stress[4],
      r.stress[2];
  const Mat3 expected = F * S * F.transpose() / (1.15 * 0.95 * 1.05 + 0.1 * -0.1 * 0.07 - 0.05 * 0.95 * 0.07);
  for (std::size_t e = 0; e < mesh.n_elements(); ++e)
    for (const Mat3& s : patch.stress(e)) EXPECT_LT((s - expected).norm(), 1e-10 * expected.norm());
}

INSTANTIATE_TEST_SUITE_P(Both, Patch, testing::Values(Formulation::mean_dilatation, Formulation::displacement));

/// Height of a block bent by suction on its free surface, nearly incompressible: half-space-like, bottom fixed.
double height(Formulation formulation, int n) {
  mesh::HexMesh mesh = mesh::box_mesh({0, 0, -1}, {2, 2, 0}, {2 * n, 2 * n, n}, mesh::Layer::reticular);
  const int nx = 2 * n + 1, top = nx * nx * n;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      mesh.aperture.push_back(
          {top + i + nx * j, top + i + 1 + nx * j, top + i + 1 + nx * (j + 1), top + i + nx * (j + 1)});
  std::vector<LayerMaterial> m(2);
  m[1].matrix = {.shear = 20, .bulk = 20 * 500};  // Poisson's ratio 0.499
  Supports fixed = suction_supports(mesh, Contact::frictionless);
  Equilibrium block({.mesh = mesh, .material = m, .material_of = material_by_region(mesh), .fixed = fixed},
                    {.formulation = formulation, .reference_force = 5});
  block.advance({.suction = 5}, core::Seconds(1));
  return block.displacement(mesh.apex).z();
}

TEST(Locking, TheMeanDilatationElementIsFreeOfItWhereThePlainOneIsNot) {
  const double fine = height(Formulation::mean_dilatation, 8);
  const double ours = height(Formulation::mean_dilatation, 4), plain = height(Formulation::displacement, 4);
  EXPECT_NEAR(ours, fine, 0.06 * fine);
  EXPECT_LT(plain, 0.85 * fine);
}

}  // namespace
}  // namespace hari::mechanics
