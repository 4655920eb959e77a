// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "solids.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Vec3;

/// A cube of skin between rollers that suction pulls up at its upper face; all of its stress relaxes.
Problem pulled_cube() {
  LayerMaterial m = neo_hookean(100, 0.4);
  m.matrix.share = {0.4, 0.2};
  m.matrix.time = {0.3, 2};
  Problem p = body(box({0, 0, 0}, {1, 1, 1}, {2, 2, 2}), m);
  hold(p, 1, [](const Vec3& x) { return near(x.x(), 0) || near(x.x(), 1); });
  hold(p, 2, [](const Vec3& x) { return near(x.y(), 0) || near(x.y(), 1); });
  hold(p, 4, [](const Vec3& x) { return near(x.z(), 0); });
  for (int j : {0, 1})
    for (int i : {0, 1}) {
      const int a = 18 + i + 3 * j;
      p.mesh.aperture.push_back({a, a + 1, a + 4, a + 3});
    }
  return p;
}

Equilibrium cube() {
  return {pulled_cube(), {.reference_force = 40, .tolerance = 1e-10, .linear_tolerance = 1e-6}};
}

double height(const Equilibrium& e) {
  return e.displacement(26).z();
}

/// Rise after a ramp of 0.05 s and a hold until 1 s, each in n equal steps.
double in_equal_steps(int n) {
  Equilibrium e = cube();
  for (int i = 1; i <= n; ++i) e.step({.suction = 40.0 * i / n}, Seconds(0.05 / n));
  for (int i = 1; i <= n; ++i) e.step({.suction = 40}, Seconds(0.95 / n));
  return height(e);
}

TEST(Pace, EqualStepsConvergeWithTheirSquare) {
  const double exact = in_equal_steps(512);
  const double a = std::abs(in_equal_steps(16) - exact), b = std::abs(in_equal_steps(32) - exact),
               c = std::abs(in_equal_steps(64) - exact);
  EXPECT_NEAR(std::log2(a / b), 2, 0.25);
  EXPECT_NEAR(std::log2(b / c), 2, 0.15);
}

TEST(Pace, ASmallerToleranceGivesASmallerErrorWithMoreSteps) {
  const double exact = in_equal_steps(512);
  std::vector<double> error;
  std::vector<std::size_t> steps;
  for (double tolerance : {1e-2, 1e-3, 1e-4}) {
    Equilibrium e = cube();
    const Pace pace{.first = Seconds(0.01 * std::sqrt(tolerance / 1e-2)), .tolerance = tolerance};
    std::size_t n = e.advance({.suction = 40}, Seconds(0.05), pace).size();
    n += e.advance({.suction = 40}, Seconds(0.95), pace).size();
    error.push_back(std::abs(height(e) - exact));
    steps.push_back(n);
    EXPECT_NEAR(e.time().count(), 1, 1e-12);
    EXPECT_LT(error.back(), 3 * tolerance);  // local errors add up
  }
  EXPECT_LT(error[1], 0.6 * error[0]);
  EXPECT_LT(error[2], 0.3 * error[1]);
  EXPECT_LT(steps[0], steps[1]);
  EXPECT_LT(steps[1], steps[2]);
  EXPECT_LT(steps[2], 200u);
}

TEST(Pace, ARefusedStepLeavesNothingBehind) {
  Equilibrium disturbed = cube(), calm = cube();
  for (Equilibrium* e : {&disturbed, &calm}) ASSERT_TRUE(e->step({.suction = 10}, Seconds(0.1)).converged);
  ASSERT_FALSE(disturbed.step({.suction = 1e7}, Seconds(0.1)).converged);
  EXPECT_EQ(disturbed.time(), calm.time());
  EXPECT_EQ(disturbed.drive().suction, 10);
  EXPECT_EQ(height(disturbed), height(calm));
  EXPECT_EQ(disturbed.energies().work, calm.energies().work);
  EXPECT_EQ(disturbed.stress(0)[0], calm.stress(0)[0]);
  // The next step may start from another guess and an older stiffness, but ends in the same place.
  for (Equilibrium* e : {&disturbed, &calm}) ASSERT_TRUE(e->step({.suction = 20}, Seconds(0.1)).converged);
  EXPECT_NEAR(height(disturbed), height(calm), 1e-9);
}

TEST(Pace, EveryStepThatWasTakenIsSeenAndAddsUpToTheWhole) {
  Equilibrium e = cube();
  double last = 0, longest = 0;
  int seen = 0;
  const auto reports = e.advance({.suction = 40}, Seconds(0.3), {.first = Seconds(0.01), .tolerance = 1e-3}, [&] {
    EXPECT_GT(e.time().count(), last);
    longest = std::max(longest, e.time().count() - last);
    last = e.time().count();
    ++seen;
    EXPECT_NEAR(e.drive().suction, 40 * last / 0.3, 1e-9);
  });
  EXPECT_EQ(seen, std::count_if(reports.begin(), reports.end(), [](const StepReport& r) { return r.converged; }));
  EXPECT_NEAR(last, 0.3, 1e-12);
  EXPECT_GT(longest, 0.01);
}

}  // namespace
}  // namespace hari::mechanics
