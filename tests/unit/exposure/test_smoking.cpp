// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/smoking.hpp"

#include <gtest/gtest.h>

#include "hari/exposure/air_pollution.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "shipped.hpp"

namespace hari::exposure {
namespace {

using core::years;
using stimulus::Rate;
using stimulus::Stimulus;
using tissue::Level;
using tissue::Substance;

Stimulus smoke(double packs, double age, double to = 110) {
  return make_smoking({.packs_per_day = packs, .from = years(18), .to = years(to)}, shipped())
      ->over(years(age), years(age + 1));
}

TEST(Smoking, DrivesWhatSmokeDrives) {
  EXPECT_EQ(moved(smoke(1, 40)), "glycation blood_flow collagenase oxidant ");
  EXPECT_EQ(moved(smoke(0, 40)), "");
  EXPECT_EQ(moved(smoke(1, 10)), "");
}

TEST(Smoking, RaisesActiveCollagenaseByNeutrophilsAndLostInhibitor) {
  // (1 + 0.1 x 100 %) / (1 - 14 %): EX140, EX141.
  const double held =
      entering(smoke(1, 40), Substance::collagenase) / shipped().value("collagenase.clearance", "1/day");
  EXPECT_NEAR(held, 1.1 / 0.86 - 1, 1e-9);
}

TEST(Smoking, ActsLessThanInProportionToTheDose) {
  const double half = 1 - smoke(0.5, 40)[Level::blood_flow], full = 1 - smoke(1, 40)[Level::blood_flow],
               twice = 1 - smoke(2, 40)[Level::blood_flow];
  EXPECT_LT(half, full);
  EXPECT_LT(twice, 2 * full);
  EXPECT_NEAR(full, shipped().value("smoking.blood_flow_fall", "1"), 1e-9);
}

TEST(Smoking, LeavesWithinMonthsWhatItDidPromptly) {
  const Stimulus before = smoke(1, 39, 40), after = smoke(1, 41, 40);
  EXPECT_LT(entering(after, Substance::oxidant), 0.05 * entering(before, Substance::oxidant));
  EXPECT_GT(after[Level::blood_flow], 0.99);
  EXPECT_EQ(after[Rate::glycation], 0);
}

TEST(Smoking, LeavesLinksThatAgeByYearsPerPackYears) {
  // EX107: +0.16 AU, 7-8 years of EX108's slope, laid on 20 pack-years.
  const double years_of_age = 20 * smoke(1, 40)[Rate::glycation] / shipped().value("intrinsic.glycation", "1/day");
  EXPECT_NEAR(years_of_age, 7.5, 0.5);
}

TEST(AirPollution, IsAWeakOxidantAtTheSurfaceAndNothingElse) {
  const auto dust = [](double amount) {
    return make_air_pollution({.fine_dust = amount, .from = years(0), .to = years(110)}, shipped())
        ->over(years(40), years(41));
  };
  EXPECT_EQ(moved(dust(25)), "oxidant ");
  EXPECT_EQ(moved(dust(0)), "");
  EXPECT_NEAR(entering(dust(50), Substance::oxidant), 2 * entering(dust(25), Substance::oxidant), 1e-9);
  EXPECT_LT(entering(dust(25), Substance::oxidant), entering(smoke(1, 40), Substance::oxidant));
}

TEST(Exposures, ActTogether) {
  Stimulus both = smoke(1, 40);
  both += make_intrinsic_ageing({.speed = 1}, shipped())->over(years(40), years(41));
  both +=
      make_air_pollution({.fine_dust = 25, .from = years(0), .to = years(110)}, shipped())->over(years(40), years(41));
  EXPECT_EQ(both.sources.size(), 3u);
  EXPECT_DOUBLE_EQ(both[Rate::glycation],
                   smoke(1, 40)[Rate::glycation] + shipped().value("intrinsic.glycation", "1/day"));
}

}  // namespace
}  // namespace hari::exposure
