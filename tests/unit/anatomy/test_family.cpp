// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/anatomy/family.hpp"
#include "hari/anatomy/stratified.hpp"
#include "hari/core/error.hpp"
#include "parameters.hpp"

namespace {

using namespace hari;
using anatomy::families;

TEST(Family, ReadsEveryTraitOfEveryFamilyFromTheData) {
  const core::ParameterSet p = data_parameters();
  double share = 0;
  for (const anatomy::Family& f : families) share += anatomy::traits(f, p).share;
  EXPECT_NEAR(share, 1, 1e-12);
  EXPECT_DOUBLE_EQ(anatomy::traits(families[1], p).diameter, 0.015);
}

TEST(Family, RefusesAWavinessThatAloneExceedsTheDispersion) {
  core::ParameterSet p = data_parameters();
  p.set("anatomy.reticular_collagen.tilt", 5);
  p.set("anatomy.reticular_collagen.waviness", 10);
  EXPECT_THROW(anatomy::traits(families[1], p), core::ModelError);
}

TEST(Family, GivesSlacksWithTheAskedMeanAndSpreadAndNoneBelowTheFloor) {
  const core::ParameterSet p = data_parameters();
  anatomy::FamilyTraits t = anatomy::traits(families[1], p);
  t.slack_sd = 0.1;  // so that the floor cuts off enough to be met
  double mean = 0, square = 0, least = 9;
  constexpr int n = 20000;
  for (int i = 0; i < n; ++i) {
    const double s = anatomy::native_slack(t, (i + 0.5) / n);
    mean += s / n;
    square += s * s / n;
    least = std::min(least, s);
  }
  // Moments of a normal cut off at a = (floor - mean) / sd, by the textbook formula.
  const double a = (t.slack_floor - t.slack_mean) / t.slack_sd;
  const double ratio = std::exp(-a * a / 2) / std::sqrt(2 * M_PI) / (1 - anatomy::normal_probability(a));
  EXPECT_NEAR(mean, t.slack_mean + t.slack_sd * ratio, 1e-5);
  EXPECT_NEAR(std::sqrt(square - mean * mean), t.slack_sd * std::sqrt(1 + a * ratio - ratio * ratio), 1e-4);
  EXPECT_GE(least, t.slack_floor);
  EXPECT_LT(least, t.slack_floor + 1e-3);
}

}  // namespace
