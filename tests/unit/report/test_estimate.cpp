// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "hand_made_run.hpp"

namespace hari::report {
namespace {

/// An arm whose blocks read these values of R7 at 30 years.
Arm arm_of(const std::vector<std::pair<std::uint64_t, double>>& seeds) {
  Arm arm;
  for (const auto& [seed, r7] : seeds) {
    Block b;
    b.seed = seed;
    b.series = {
        "series",
        {{{"age_years", "year", ""}, std::vector<double>{25, 30}}, {{"R7", "1", ""}, std::vector<double>{0.5, r7}}}};
    arm.blocks.push_back(b);
  }
  return arm;
}

TEST(Estimate, IsTheMeanWithItsStandardError) {
  const Estimate e = estimate({1, 2, 3, 6});
  EXPECT_DOUBLE_EQ(e.mean, 3);
  EXPECT_DOUBLE_EQ(e.error, std::sqrt((4 + 1 + 0 + 9) / 3.0 / 4.0));
  EXPECT_EQ(e.n, 4u);
}

TEST(Estimate, KnowsNoErrorOfOneBlock) {
  EXPECT_TRUE(std::isnan(estimate({0.5}).error));
  EXPECT_TRUE(std::isnan(estimate({}).mean));
}

TEST(Estimate, PairsBlocksOfEqualSeedWhateverTheirOrder) {
  const Arm a = arm_of({{1, 0.40}, {2, 0.50}, {3, 0.60}}), b = arm_of({{3, 0.71}, {1, 0.50}, {2, 0.60}});
  const Difference d = *difference_at(a, b, "R7", 30);
  EXPECT_TRUE(d.paired);
  EXPECT_NEAR(d.change.mean, (0.10 + 0.10 + 0.11) / 3, 1e-12);
  // The blocks scatter by 0.1, their differences hardly.
  EXPECT_NEAR(d.change.error, std::sqrt(2.0 / 3.0 * 1e-4 / 2 / 3), 1e-12);
  EXPECT_EQ(d.change.n, 3u);
}

TEST(Estimate, AddsTheErrorsOfArmsWithoutSharedSeeds) {
  const Arm a = arm_of({{1, 0.4}, {2, 0.6}}), b = arm_of({{1, 0.5}, {7, 0.9}});
  const Difference d = *difference_at(a, b, "R7", 30);
  EXPECT_FALSE(d.paired);
  EXPECT_NEAR(d.change.mean, 0.2, 1e-12);
  EXPECT_NEAR(d.change.error, std::hypot(0.1, 0.2), 1e-12);
}

TEST(Estimate, HasNothingToSayOfAnAgeOrColumnThatIsMissing) {
  const Arm a = arm_of({{1, 0.4}});
  EXPECT_FALSE(mean_at(a, "R7", 31));
  EXPECT_FALSE(mean_at(a, "R99", 30));
  EXPECT_FALSE(difference_at(a, arm_of({{1, 0.2}}), "R7", 31));
}

TEST(Estimate, SharesTheAgesAtWhichEveryBlockWasRead) {
  Arm b = arm_of({{1, 0.4}, {2, 0.5}});
  b.blocks[1].series.columns[0].values = std::vector<double>{25.0005, 31};
  EXPECT_EQ(common_ages(arm_of({{1, 0.4}}), b), std::vector<double>{25});
}

}  // namespace
}  // namespace hari::report
