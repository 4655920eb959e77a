// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <numbers>

#include "hari/mesh/suction_mesh.hpp"
#include "solids.hpp"

namespace hari::mechanics {
namespace {

mesh::SuctionSpec half_space(int refine, double half_width) {
  mesh::SuctionSpec s;
  s.core = 2 * refine;
  s.rings = {2 * refine, 4 * refine, 4 * refine};
  s.half_width = half_width;
  s.grading[2] = 1.5;
  s.sheets = {{mesh::Layer::reticular, half_width, 9 * refine, -3.2}};
  return s;
}

using math::Vec3;

constexpr double E = 100, nu = 0.48;  // [kPa], [-]

Equilibrium skin(const mesh::SuctionSpec& spec, Contact contact) {
  return {suction_problem(mesh::suction_mesh(spec), {LayerMaterial{}, neo_hookean(E, nu), {}, {}}, contact),
          {.reference_force = 1}};
}

/// Height over that of the closed form for a small suction inside a frictionless ring that cannot lift; it ends at
/// three radii here and is endless there, a fraction of a per cent.
double height_under_ring(int refine) {
  const double p = 0.01;
  Equilibrium e = skin(half_space(refine, 16), Contact::frictionless);
  e.advance({.suction = p}, core::Seconds(1));
  return e.displacement(e.mesh().apex).z() / (4 * (1 - nu * nu) * p / (std::numbers::pi * E));
}

TEST(Suction, OfASmallPressureOnAHalfSpaceConvergesToTheClosedForm) {  // V8
  const double one = height_under_ring(1), two = height_under_ring(2), three = height_under_ring(3);
  EXPECT_LT(std::abs(two - 1), std::abs(one - 1));
  EXPECT_LT(std::abs(three - 1), std::abs(two - 1));
  EXPECT_NEAR(three, 1, 0.02);
}

TEST(Suction, WithoutARingRaisesCentreAndEdgeAsTheClosedForm) {  // V9
  // Without a ring the deflection fades only as one over the distance: the border has to be far away.
  mesh::SuctionSpec spec = half_space(2, 200);
  spec.rings[2] = 16;
  spec.sheets[0].divisions = 24;
  spec.grading[2] = 4.5;
  spec.sheets[0].grading = -6.5;
  mesh::HexMesh mesh = mesh::suction_mesh(spec);
  Problem problem = suction_problem(mesh, {LayerMaterial{}, neo_hookean(E, nu)}, Contact::frictionless);
  for (mesh::NodeIndex n : mesh.probe)  // let go of what the ring held; sides stay on their rollers
    problem.fixed[static_cast<std::size_t>(n)] &= 3;
  const double p = 0.01, unit = (1 - nu * nu) * p / E;
  Equilibrium e(problem, {.reference_force = p});
  e.advance({.suction = p}, core::Seconds(1));
  const double centre = e.displacement(mesh.apex).z(), edge = e.displacement(node_at(mesh, {1, 0, 0})).z();
  EXPECT_NEAR(centre, 2 * unit, 0.03 * 2 * unit);
  EXPECT_NEAR(edge, 4 * unit / std::numbers::pi, 0.03 * 4 * unit / std::numbers::pi);
}

TEST(Suction, OfHomogeneousSkinIsThatOfAnIndependentComputation) {  // V10: bonded ring, coarse reference, 3 %
  // Height follows from suction over modulus, so that four moduli at 45 kPa are four suctions of one skin.
  Equilibrium e = skin(half_space(2, 8), Contact::bonded);
  for (auto [modulus, height] :
       {std::array{300.0, 0.140}, std::array{200.0, 0.206}, std::array{150.0, 0.269}, std::array{100.0, 0.386}}) {
    e.advance({.suction = 45 * E / modulus}, core::Seconds(1));
    EXPECT_NEAR(e.displacement(e.mesh().apex).z(), height, 0.03 * height);
  }
}

TEST(Suction, NewtonConvergesQuadraticallyWithTheConsistentStiffness) {  // V21
  mesh::HexMesh mesh = mesh::suction_mesh(half_space(1, 6));
  Equilibrium block(suction_problem(std::move(mesh), {LayerMaterial{}, neo_hookean(E, nu)}, Contact::frictionless),
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
