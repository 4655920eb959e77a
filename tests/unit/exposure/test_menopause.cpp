// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/menopause.hpp"

#include <gtest/gtest.h>

#include "shipped.hpp"

namespace hari::exposure {
namespace {

using core::years;
constexpr auto oestradiol = tissue::Level::oestradiol;

double at(const stimulus::Intervention& i, double age) {
  return i.over(years(age), years(age + 0.01))[oestradiol];
}

TEST(Menopause, FollowsOestradiolOfTheCohort) {
  const auto m = make_menopause({.age = years(51)}, shipped());
  EXPECT_EQ(at(*m, 30), 1);
  EXPECT_EQ(at(*m, 48.9), 1);
  EXPECT_NEAR(64.5 * at(*m, 53.2), 21, 0.1);  // EX196
  EXPECT_NEAR(64.5 * at(*m, 80), 21, 0.1);
  double fastest = 0, when = 0;
  for (double age = 48; age < 54; age += 0.05)
    if (const double fall = at(*m, age) - at(*m, age + 0.05); fall > fastest) fastest = fall, when = age;
  EXPECT_NEAR(when, 51, 0.2);  // EX193: fastest at the final period
}

TEST(Menopause, MeansOverLongStepsAreThoseOfShortOnes) {
  const auto m = make_menopause(
      {.age = years(51), .replacement = Replacement::low, .from = years(51.3), .to = years(52.1)}, shipped());
  double sum = 0;
  for (int i = 0; i < 600; ++i) sum += m->over(years(48 + i * 0.01), years(48 + (i + 1) * 0.01))[oestradiol];
  EXPECT_NEAR(m->over(years(48), years(54))[oestradiol], sum / 600, 1e-9);
}

TEST(Menopause, ReplacementPutsBackByDoseAndRouteAndOnlyWhileTaken) {
  const auto with = [](Replacement dose, bool oral) {
    return make_menopause({.age = years(45), .replacement = dose, .from = years(50), .to = years(60), .oral = oral},
                          shipped());
  };
  const double none = at(*make_menopause({.age = years(45)}, shipped()), 55);
  const double low = at(*with(Replacement::low, false), 55), high = at(*with(Replacement::high, false), 55);
  const double oral = at(*with(Replacement::low, true), 55);
  EXPECT_LT(none, oral);
  EXPECT_LT(oral, low);
  EXPECT_LT(low, high);
  EXPECT_EQ(at(*with(Replacement::high, false), 49), at(*make_menopause({.age = years(45)}, shipped()), 49));
  EXPECT_NEAR(at(*with(Replacement::high, false), 60.5), none, 1e-12);
  EXPECT_EQ(with(Replacement::low, false)->events(years(40), years(70)).size(), 2u);
}

TEST(Menopause, DrivesOestradiolAndNothingElse) {
  EXPECT_EQ(moved(make_menopause({.age = years(51)}, shipped())->over(years(52), years(53))), "oestradiol ");
  EXPECT_EQ(moved(make_menopause({.age = years(51)}, shipped())->over(years(30), years(31))), "");
}

}  // namespace
}  // namespace hari::exposure
