// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/band.hpp"

#include <gtest/gtest.h>

#include "hand_made_run.hpp"
#include "hari/core/error.hpp"

namespace hari::report {
namespace {

using testing::library;
using testing::Scratch;
using testing::write_run;

TEST(Band, OfASuctionReadingIsTheLiteraturesOwn) {
  Scratch scratch;
  const auto band = band_for(read_arm(write_run(scratch / "run")), "R7", library());
  ASSERT_EQ(band.size(), 3u);
  EXPECT_EQ(band[2].age, 75);
  EXPECT_EQ(band[2].low, 0.28);
  EXPECT_EQ(band[2].value, 0.35);
}

TEST(Band, OfARelativeQuantityStartsAtTheRunsOwnYoungValue) {
  Scratch scratch;
  const auto band = band_for(read_arm(write_run(scratch / "run")), "thickness_mm", library());
  ASSERT_EQ(band.size(), 3u);
  EXPECT_DOUBLE_EQ(band[0].low, 1.2);
  EXPECT_DOUBLE_EQ(band[0].high, 1.2);
  EXPECT_DOUBLE_EQ(band[2].value, 1.2 * 0.70);
}

TEST(Band, OfCollagenDependsOnSex) {
  Scratch scratch;
  const auto at_75 = [&](const char* sex) {
    const auto run = write_run(scratch / sex, {.sex = sex});
    return band_for(read_arm(run), "collagen_mg_per_cm2", library()).at(2).value;
  };
  EXPECT_DOUBLE_EQ(at_75("female"), 26 * 0.53);
  EXPECT_DOUBLE_EQ(at_75("male"), 26 * 0.64);
}

TEST(Band, IsAbsentWhereNoStudyMeasuredTheSame) {
  Scratch scratch;
  EXPECT_TRUE(band_for(read_arm(write_run(scratch / "wide", {.aperture = "8 mm"})), "R7", library()).empty());
  EXPECT_TRUE(band_for(read_arm(write_run(scratch / "run")), "hyaluronan_ug_per_cm2", library()).empty());
  const auto later = write_run(scratch / "later", {.columns = {{"age_years", {50, 60, 70}}}});
  EXPECT_TRUE(band_for(read_arm(later), "thickness_mm", library()).empty());
}

TEST(Band, IsLinearBetweenItsAges) {
  const std::vector<BandPoint> band{{25, 0, 1, 2}, {50, 1, 2, 4}};
  EXPECT_DOUBLE_EQ(band_at(band, 30).high, 2.4);
  EXPECT_DOUBLE_EQ(band_at(band, 50).value, 2);
  EXPECT_THROW(band_at(band, 51), core::ModelError);
  EXPECT_THROW(band_at({}, 30), core::ModelError);
}

TEST(Band, HoldsItsOwnTrajectory) {
  for (const auto& [name, p] : library().all()) {
    EXPECT_LE(p.low, p.value) << name;
    EXPECT_GE(p.high, p.value) << name;
    EXPECT_FALSE(p.source.empty()) << name;
  }
}

}  // namespace
}  // namespace hari::report
