// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "cheek.hpp"

namespace hari::lumped {
namespace {

TEST(LumpedSkin, WithoutHeelAndFrictionIsTheStandardLinearSolid) {  // creep 1 + 0.4 (1 - exp(-t/0.7)), V29
  const LumpedReading r = read({.toe = 1 / 1.4, .heel = 0, .heel_start = 0, .gel = 0.4 / 1.4, .gel_time = 0.5}, {});
  EXPECT_NEAR(r.Ue, 1 + 0.4 * (1 - std::exp(-0.1 / 0.7)), 1e-8);
  EXPECT_NEAR(r.R2, 0.99611, 1e-5);
  EXPECT_NEAR(r.R5, 0.99930, 1e-5);
  EXPECT_NEAR(r.R6, 0.32399, 1e-5);
  EXPECT_NEAR(r.R7, 0.75477, 1e-5);
}

TEST(LumpedSkin, SlidesAsABinghamBodyUntilTheForceIsDownToTheThreshold) {
  const LumpedSkin k{
      .toe = 2, .heel = 0, .heel_start = 0, .gel = 0, .gel_time = 1, .friction = 3, .threshold = 0.2, .viscosity = 4};
  const double q0 = k.friction / (k.toe + k.friction), rate = k.toe * q0 / k.viscosity;
  const auto height = [&](double t) {  // toe u + q = 1
    return (1 - k.threshold - (q0 - k.threshold) * std::exp(-rate * t)) / k.toe;
  };
  EXPECT_NEAR(read(k, {}).Ue, height(0.1), 1e-8);
  EXPECT_NEAR(read(k, {}).R0, height(3), 1e-8);
  EXPECT_NEAR(read(k, {.pressure = 0.3}).R0, 0.3 / 5, 1e-12);  // below the threshold it is a spring
  EXPECT_NEAR(read(k, {.pressure = 0.3, .free = 120}).residual, 0, 1e-12);
}

TEST(LumpedSkin, SettlesOnTheRootOfTheHeel) {
  const LumpedSkin k{.toe = 1.45, .heel = 4.7, .heel_start = 0.08, .gel = 0, .gel_time = 1};
  const double u = read(k, {}).R0;
  EXPECT_NEAR(k.toe * u + k.heel * (u - k.heel_start) * (u - k.heel_start), 1, 1e-14);
  EXPECT_NEAR(read(k, {.pressure = 0.1}).R0, 0.1 / k.toe, 1e-14);
}

TEST(LumpedSkin, StoresOrLosesAllWorkDoneOnIt) {
  for (double ramp : {0.0, 0.03, 3.0}) EXPECT_NEAR(read(young, {.cycles = 5, .ramp = ramp}).imbalance, 0, 5e-5) << ramp;
  const LumpedReading fine = read(young, {.cycles = 5}, 0.001);
  EXPECT_NEAR(fine.imbalance, 0, 1e-6);
}

TEST(LumpedSkin, HardlyDependsOnItsStep) {
  const LumpedReading a = read(young, {.cycles = 5, .free = 120}), b = read(young, {.cycles = 5, .free = 120}, 0.001);
  EXPECT_NEAR(a.R0, b.R0, 1e-6);
  EXPECT_NEAR(a.R2, b.R2, 1e-6);
  EXPECT_NEAR(a.R5, b.R5, 1e-6);
  EXPECT_NEAR(a.R9, b.R9, 1e-6);
  EXPECT_NEAR(a.residual, b.residual, 1e-6);
}

TEST(LumpedCheek, ReadsAsAYoungOne) {
  const LumpedReading r = read(young, {});
  EXPECT_NEAR(r.R0, 0.28, 0.002);
  EXPECT_NEAR(r.R2, 0.82, 0.005);
  EXPECT_NEAR(r.R5, 0.85, 0.005);
  EXPECT_NEAR(r.R6, 0.55, 0.01);  // 0.556
  EXPECT_NEAR(r.R7, 0.55, 0.005);
  EXPECT_NEAR(r.hysteresis, 0.624, 0.002);  // of step, hold and release
}

TEST(LumpedCheek, BarelyFeelsTheVacuumsRamp) {
  const LumpedReading step = read(young, {}), ramp = read(young, {.ramp = 0.03});
  for (auto [a, b] : {std::pair{step.R0, ramp.R0}, {step.R2, ramp.R2}, {step.R5, ramp.R5}, {step.R7, ramp.R7}})
    EXPECT_NEAR(b / a, 1, 0.01);
  EXPECT_NEAR(ramp.R6, step.R6 + 0.007, 0.001);
}

TEST(LumpedCheek, SeemsSpringierUnderAShorterProtocol) {
  const LumpedReading of_three = read(young, {}), of_two = read(young, {.on = 2, .off = 2});
  EXPECT_NEAR(of_three.R7, 0.55, 0.005);
  EXPECT_NEAR(of_two.R7, 0.61, 0.005);
}

// Eight parameters for four independent numbers: the other five, fitted without friction to the same five readings, at
// three starts of the heel.
constexpr std::array frictionless{
    LumpedSkin{.toe = 2.1883, .heel = 4.0840, .heel_start = 0.04, .gel = 3.1659, .gel_time = 1.2862},
    LumpedSkin{.toe = 2.3259, .heel = 4.6421, .heel_start = 0.08, .gel = 3.2104, .gel_time = 1.3329},
    LumpedSkin{.toe = 2.4084, .heel = 6.0420, .heel_start = 0.12, .gel = 3.2636, .gel_time = 1.3632}};

TEST(LumpedCheek, WithoutFrictionReadsTheSame) {
  const LumpedReading with = read(young, {});
  for (const LumpedSkin& k : frictionless) {
    const LumpedReading without = read(k, {});
    EXPECT_NEAR(without.R0, with.R0, 1e-4);
    EXPECT_NEAR(without.R2, with.R2, 1e-4);
    EXPECT_NEAR(without.R5, with.R5, 1e-4);
    EXPECT_NEAR(without.R6, with.R6, 1e-4);
    EXPECT_NEAR(without.R7, with.R7, 1e-4);
  }
}

TEST(LumpedCheek, TellsFrictionByALowerPressureByManyCyclesAndByWhatRemains) {
  EXPECT_NEAR(read(young, {.pressure = 1.0 / 3}).R2, 0.89, 0.005);
  EXPECT_NEAR(read(young, {.cycles = 5}).R9, 0.033, 0.0015);  // 0.0340
  const LumpedReading after = read(young, {.free = 120});
  EXPECT_NEAR(after.residual / after.R0, 0.08, 0.005);
  for (const LumpedSkin& k : frictionless) {
    EXPECT_NEAR(read(k, {.pressure = 1.0 / 3}).R2, 0.82, 0.005);
    EXPECT_NEAR(read(k, {.cycles = 5}).R9, 0.012, 0.001);
    EXPECT_NEAR(read(k, {.free = 120}).residual, 0, 1e-9);
  }
}

TEST(LumpedCheek, TellsFrictionByTheHysteresisOfASlowTriangle) {  // the gel has no part in it, friction has
  const LumpedProtocol quick{.on = 1, .off = 1, .ramp = 1}, slow{.on = 30, .off = 30, .ramp = 30};
  EXPECT_NEAR(read(young, quick).hysteresis, 0.36, 0.01);
  EXPECT_NEAR(read(frictionless[1], quick).hysteresis, 0.37, 0.01);
  EXPECT_NEAR(read(young, slow).hysteresis, 0.39, 0.01);
  EXPECT_NEAR(read(frictionless[1], slow).hysteresis, 0.18, 0.01);
}

/// Stiffens the gel until delayed over immediate deformation is one half.
LumpedReading with_half_delayed(LumpedSkin k) {
  double soft = 0.01, stiff = 100;
  for (int i = 0; i < 50; ++i) {
    k.gel = std::sqrt(soft * stiff);
    (read(k, {}).R6 < 0.5 ? soft : stiff) = k.gel;
  }
  return read(k, {});
}

TEST(LumpedCreep, WhenLinearSpringsBackAtOnceByNearlyAllOfItsImmediateDeformation) {
  // Creep is concave, so 1 - R5 <= R6 d / (T - d) with d = 0.1 s, T = 3 s: 0.983 at R6 = 1/2.
  const double bound = 1 - 0.5 * 0.1 / 2.9;
  double least = 1;
  for (double time : {0.1, 0.3, 1.0, 3.0, 4.5})
    for (double second_time : {0.1, 0.5, 2.0, 10.0, 50.0}) {
      LumpedSkin k{.toe = 3, .heel = 0, .heel_start = 0, .gel = 1, .gel_time = time};
      k.friction = 0.3;  // with no threshold: a second Maxwell branch
      k.viscosity = k.friction * second_time;
      const LumpedReading r = with_half_delayed(k);
      EXPECT_NEAR(r.R6, 0.5, 1e-6);
      EXPECT_GT(r.R5, bound - 1e-6);
      least = std::min(least, r.R5);
    }
  EXPECT_LT(least, 0.985);  // the bound is nearly met
}

TEST(LumpedCreep, SpringsBackLessWithAHeelOrWithFriction) {
  const LumpedReading heel = with_half_delayed({.toe = 2.2, .heel = 5, .heel_start = 0.08, .gel = 1, .gel_time = 1.3});
  EXPECT_NEAR(heel.R6, 0.5, 1e-6);
  EXPECT_LT(heel.R5, 0.86);
  // Slip has to be over within the first tenth of a second: the way back then waits for twice the threshold.
  const LumpedReading friction = with_half_delayed({.toe = 2,
                                                    .heel = 0,
                                                    .heel_start = 0,
                                                    .gel = 1,
                                                    .gel_time = 1.3,
                                                    .friction = 3,
                                                    .threshold = 0.17,
                                                    .viscosity = 0.1});
  EXPECT_NEAR(friction.R6, 0.5, 1e-6);
  EXPECT_LT(friction.R5, 0.86);
}

}  // namespace
}  // namespace hari::lumped
