// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <array>

#include "solids.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Vec3;

/// A block under suction at the middle of its surface, on a fixed base: bends, shears and swells unevenly.
Equilibrium block(const LayerMaterial& m, Formulation formulation) {
  Problem p = body(box({0, 0, -1}, {2, 2, 0}, {4, 4, 2}), m);
  hold(p, 7, [](const Vec3& x) { return near(x.z(), -1); });
  // Held round the aperture, so that the work of the suction is pressure times swept volume.
  hold(p, 7, [](const Vec3& x) { return near(x.z(), 0) && (std::abs(x.x() - 1) > 0.4 || std::abs(x.y() - 1) > 0.4); });
  const int top = 50;
  for (int j : {1, 2})
    for (int i : {1, 2}) {
      const int a = top + i + 5 * j;
      p.mesh.aperture.push_back({a, a + 1, a + 6, a + 5});
    }
  return {p, {.formulation = formulation, .reference_force = 10, .tolerance = 1e-10, .linear_tolerance = 1e-6}};
}

/// Only this form is told by a free energy when it relaxes.
LayerMaterial relaxing() {
  LayerMaterial m;
  m.matrix = {.shear = 20, .bulk = 200, .share = {0.4, 0.3}, .time = {0.3, 2}};
  return m;
}

class EnergyOf : public testing::TestWithParam<Formulation> {};

void expect_elastic_loop(const LayerMaterial& m, Formulation formulation) {
  Equilibrium e = block(m, formulation);
  constexpr int up = 64, down = 48;  // the way back is not the way out
  for (int i = 1; i <= up; ++i) ASSERT_TRUE(e.step({.suction = 30.0 * i / up}, Seconds(1)).converged);
  const EnergyBalance top = e.energies();
  ASSERT_GT(top.work, 0);
  EXPECT_NEAR(top.stored, top.work, 1e-3 * top.work);  // sums of forces by trapezoids: second order in the step
  EXPECT_NEAR(top.dissipated, 0, 1e-9 * top.work);
  for (int i = 1; i <= down; ++i) ASSERT_TRUE(e.step({.suction = 30.0 - 30.0 * i / down}, Seconds(1)).converged);
  EXPECT_NEAR(e.energies().work, 0, 1e-3 * top.work);
  EXPECT_NEAR(e.energies().stored, 0, 1e-9 * top.work);
}

TEST_P(EnergyOf, AnElasticLoopIsZeroAndItsWorkIsStored) {  // V30
  LayerMaterial m;
  m.matrix = {.shear = 20, .bulk = 200};
  expect_elastic_loop(m, GetParam());
  m.matrix.form = MatrixForm::coupled;
  expect_elastic_loop(m, GetParam());
}

/// What is missing after a pull of 0.5 s and a release of 0.5 s in n steps each, over the most work that was done.
double missing(Formulation formulation, int n) {
  Equilibrium e = block(relaxing(), formulation);
  double most = 0;
  for (int i = 1; i <= n; ++i) {
    EXPECT_TRUE(e.step({.suction = 30.0 * i / n}, Seconds(0.5 / n)).converged);
    most = std::max(most, e.energies().work);
  }
  for (int i = 1; i <= n; ++i) EXPECT_TRUE(e.step({.suction = 30 - 30.0 * i / n}, Seconds(0.5 / n)).converged);
  const EnergyBalance b = e.energies();
  EXPECT_GT(b.dissipated, 0.05 * most);
  return (b.work - b.stored - b.dissipated) / most;
}

TEST_P(EnergyOf, ARelaxingLoopIsStoredOrTurnedIntoHeatToSecondOrder) {  // V30
  const double coarse = std::abs(missing(GetParam(), 8)), fine = std::abs(missing(GetParam(), 16)),
               finer = std::abs(missing(GetParam(), 32));
  EXPECT_LT(finer, 1e-3);
  EXPECT_NEAR(std::log2(coarse / fine), 2, 0.4);
  EXPECT_NEAR(std::log2(fine / finer), 2, 0.3);
}

TEST_P(EnergyOf, WhatIsMissingInARelaxingLoopIsTheStepsAloneAndVanishesWithThem) {  // V30: 1e-6
  // Second order: extrapolated once to steps of no length.
  std::array<double, 3> at;
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = missing(GetParam(), 32 << i);
  const auto towards = [](double coarse, double fine, double order) {
    return fine + (fine - coarse) / (std::pow(2, order) - 1);
  };
  const double once = towards(at[1], at[2], 2), before = towards(at[0], at[1], 2);
  EXPECT_GT(std::abs(at[2]), 1e-6);  // no step of these is enough by itself
  EXPECT_LT(std::abs(once), 1e-6);
  EXPECT_LT(std::abs(once), std::abs(before));
  RecordProperty("missing", std::to_string(1e6 * at[2]) + "e-6");
  RecordProperty("once", std::to_string(1e6 * once) + "e-6");
  RecordProperty("before", std::to_string(1e6 * before) + "e-6");
}

TEST_P(EnergyOf, HeldSkinOnlyTurnsIntoHeat) {  // V30: nothing moves, so no work is done
  Problem p = body(box({0, 0, 0}, {1, 1, 1}, {2, 2, 2}), relaxing());
  drive(
      p, 7, [](const Vec3& x) { return outside(x, Vec3::Zero(), Vec3::Ones()); },
      [](const Vec3& x) { return Vec3(0.2 * x.z(), 0, 0.1 * x.z()); });
  Equilibrium e(p, {.formulation = GetParam(), .reference_force = 10, .tolerance = 1e-10});
  ASSERT_TRUE(e.step({.travel = 1}, Seconds(1e-6)).converged);
  const EnergyBalance before = e.energies();
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(e.step({.travel = 1}, Seconds(0.1)).converged);
  const EnergyBalance after = e.energies();
  EXPECT_NEAR(after.work, before.work, 1e-6 * before.work);
  EXPECT_LT(after.stored, 0.8 * before.stored);
  EXPECT_NEAR(after.stored + after.dissipated, before.stored + before.dissipated, 2e-3 * before.stored);
}

INSTANTIATE_TEST_SUITE_P(Both, EnergyOf, testing::Values(Formulation::mean_dilatation, Formulation::displacement));

}  // namespace
}  // namespace hari::mechanics
