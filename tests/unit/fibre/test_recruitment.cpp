// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/fibre/recruitment.hpp"

namespace hari::fibre {
namespace {

TEST(Recruitment, CarriesNothingBeforeTheFirstFibrilIsTaut) {
  EXPECT_EQ(recruit(1.0, 1.2, 0.05).strain, 0);
  EXPECT_EQ(recruit(1.0, 1.2, 0.05).energy, 0);
}

TEST(Recruitment, StressAndSlopeAreTheDerivativesOfTheEnergy) {
  const double h = 1e-6;
  for (double stretch : {1.06, 1.09, 1.11, 1.14, 1.3}) {
    const auto at = [](double x) { return recruit(x, 1.1, 0.05); };
    EXPECT_NEAR(at(stretch).strain, (at(stretch + h).energy - at(stretch - h).energy) / (2 * h), 1e-9);
    EXPECT_NEAR(at(stretch).stiffness, (at(stretch + h).strain - at(stretch - h).strain) / (2 * h), 1e-6);
  }
}

TEST(Recruitment, FarBeyondItsSlackABundleIsOneFibril) {
  EXPECT_NEAR(recruit(1.5, 1.2, 0.05).strain, 1.5 / 1.2 - 1, 1e-14);
  EXPECT_NEAR(recruit(1.5, 1.2, 0.05).stiffness, 1 / 1.2, 1e-14);
}

TEST(Recruitment, MeanStrainIsThatOfManyFibrils) {
  const double slack = 1.1, spread = 0.05, stretch = 1.11;
  double sum = 0;
  const int n = 20000;
  for (int i = 0; i < n; ++i) {
    const double u = (i + 0.5) / n;  // quantile of the triangular distribution
    const double x = u < 0.5 ? std::sqrt(2 * u) - 1 : 1 - std::sqrt(2 * (1 - u));
    sum += std::max(0.0, stretch - (slack + spread * x)) / slack;
  }
  EXPECT_NEAR(recruit(stretch, slack, spread).strain, sum / n, 1e-7);
}

TEST(LoadTransfer, FallsFromOneToNothingWithShorterPieces) {
  EXPECT_NEAR(load_transfer(100, 0.01), 1, 1e-3);
  EXPECT_NEAR(load_transfer(0.02, 0.01), 1 - std::tanh(1.0), 1e-12);
  EXPECT_NEAR(load_transfer(2e-6, 0.01), 1e-8 / 3, 1e-12);
}

}  // namespace
}  // namespace hari::fibre
