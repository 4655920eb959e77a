// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/hari_index.hpp"

#include <gtest/gtest.h>

#include "hand_made_run.hpp"
#include "hari/core/error.hpp"

namespace hari::report {
namespace {

using testing::library;
using testing::message_of;

double reference(const char* name) {
  return library().find(name)->value;
}

TEST(HariIndex, IsAHundredForTheYoungReferenceGroup) {
  const HariIndex index =
      hari_index({reference("band.R2.age_25"), reference("band.R5.age_25"), reference("band.R7.age_25")}, library());
  EXPECT_NEAR(index.total, 100, 1e-9);
  for (const IndexPart& p : index.parts) EXPECT_FALSE(p.beyond) << p.reading;
}

TEST(HariIndex, IsNoughtAtTheLowEndOfSeventyFive) {
  const HariIndex index = hari_index({library().find("band.R2.age_75")->low, library().find("band.R5.age_75")->low,
                                      library().find("band.R7.age_75")->low},
                                     library());
  EXPECT_NEAR(index.total, 0, 1e-9);
}

TEST(HariIndex, FallsAlongTheTrajectoryOfTheLiterature) {
  const auto at = [](const char* age) {
    const std::string a(age);
    return hari_index({reference(("band.R2." + a).c_str()), reference(("band.R5." + a).c_str()),
                       reference(("band.R7." + a).c_str())},
                      library())
        .total;
  };
  EXPECT_GT(at("age_25"), at("age_50") + 10);
  EXPECT_GT(at("age_50"), at("age_75") + 10);
}

TEST(HariIndex, WeighsElasticRecoveryDouble) {
  const std::array<double, 3> young{0.82, 0.85, 0.55};
  std::array<double, 3> less = young;
  less[2] = 0.415;  // half way from 0.55 to 0.28
  EXPECT_NEAR(hari_index(less, library()).total, 75, 1e-9);
  less = young;
  less[0] = 0.685;  // half way from 0.82 to 0.55
  EXPECT_NEAR(hari_index(less, library()).total, 87.5, 1e-9);
}

TEST(HariIndex, SaysWhenAReadingLiesBeyondItsScale) {
  const HariIndex index = hari_index({0.95, 0.3, 0.4}, library());
  EXPECT_TRUE(index.parts[0].beyond);
  EXPECT_EQ(index.parts[0].score, 100);
  EXPECT_TRUE(index.parts[1].beyond);
  EXPECT_EQ(index.parts[1].score, 0);
  EXPECT_FALSE(index.parts[2].beyond);
}

TEST(HariIndex, RefusesWeightsThatDoNotAddUp) {
  core::ParameterSet set = library();
  set.set("index.weight.R7", 0.4);
  EXPECT_NE(message_of<core::ModelError>([&] { hari_index({0.8, 0.8, 0.5}, set); }).find("0.9"), std::string::npos);
}

}  // namespace
}  // namespace hari::report
