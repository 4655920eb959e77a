// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace hari::mechanics {
namespace {

LayerMaterial neo_hookean(double E, double nu) {
  LayerMaterial m;
  m.matrix = {.form = MatrixForm::coupled, .shear = E / (2 * (1 + nu)), .bulk = E * nu / ((1 + nu) * (1 - 2 * nu))};
  return m;
}

mesh::SuctionSpec half_space(int refine, double half_width) {
  mesh::SuctionSpec s;
  s.core = 2 * refine;
  s.rings = {2 * refine, 4 * refine, 4 * refine};
  s.half_width = half_width;
  s.grading[2] = 1.5;
  s.sheets = {{mesh::Layer::reticular, half_width, 9 * refine, -3.2}};
  return s;
}

double apex_height(const mesh::SuctionSpec& spec, const std::vector<LayerMaterial>& m, Formulation formulation,
                   Contact contact, double suction, int steps) {
  mesh::HexMesh mesh = mesh::suction_mesh(spec);
  const auto apex = mesh.apex;
  Equilibrium block(suction_problem(std::move(mesh), m, contact),
                    {.formulation = formulation, .reference_force = suction});
  for (int i = 1; i <= steps; ++i) block.advance({.suction = suction * i / steps}, core::Seconds(1));
  return block.displacement(apex).z();
}

TEST(Suction, OfASmallPressureOnAHalfSpaceIsTheClosedForm) {  // V8: frictionless ring without lift
  const double E = 100, nu = 0.48, p = 0.01;
  const double expected = 4 * (1 - nu * nu) * p / (std::numbers::pi * E);
  // The ring ends at three radii here and is endless there: a fraction of a per cent.
  const double height = apex_height(half_space(2, 16), {LayerMaterial{}, neo_hookean(E, nu), {}, {}},
                                    Formulation::mean_dilatation, Contact::frictionless, p, 1);
  EXPECT_NEAR(height, expected, 0.03 * expected);
}

TEST(Suction, OfHomogeneousSkinIsThatOfAnIndependentComputation) {  // V10: bonded ring, coarse reference, 3 %
  const double expected = 0.269;
  const double height = apex_height(half_space(2, 8), {LayerMaterial{}, neo_hookean(150, 0.48), {}, {}},
                                    Formulation::mean_dilatation, Contact::bonded, 45, 2);
  EXPECT_NEAR(height, expected, 0.05 * expected);
}

TEST(Suction, OnTheBenchmarkBlockIsThatOfAnotherProgramToFourDigits) {  // S1, displacement element, first pressure
  const std::vector<LayerMaterial> m{neo_hookean(10, 0.48), neo_hookean(100, 0.48), {}, neo_hookean(1000, 0.48)};
  EXPECT_NEAR(apex_height(mesh::benchmark_spec(1), m, Formulation::displacement, Contact::frictionless, 4.5, 1),
              0.039291, 4e-6);
}

TEST(Suction, NewtonConvergesQuadraticallyWithTheConsistentStiffness) {  // V21
  mesh::HexMesh mesh = mesh::suction_mesh(half_space(1, 6));
  Equilibrium block(suction_problem(std::move(mesh), {LayerMaterial{}, neo_hookean(100, 0.48)}, Contact::frictionless),
                    {.reference_force = 35, .tolerance = 1e-11, .linear_tolerance = 1e-12, .stale_ratio = 0});
  const StepReport r = block.step({.suction = 30}, core::Seconds(1));
  ASSERT_TRUE(r.converged);
  // The last corrections square the residual, up to rounding.
  const std::size_t n = r.history.size();
  ASSERT_GE(n, 4u);
  const double before = r.history[n - 3], after = r.history[n - 2];
  EXPECT_LT(after, 50 * before * before);
  EXPECT_LE(r.iterations, 8);
}

}  // namespace
}  // namespace hari::mechanics
