// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/glucocorticoid.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "shipped.hpp"

namespace hari::exposure {
namespace {

using core::Days;
using core::years;
using tissue::Substance;

constexpr Days start = years(40);

Glucocorticoid cream(Potency potency) {
  return {.potency = potency, .begins = {start}, .course = Days(21)};
}

double source(const Glucocorticoid& g, double from, double to) {
  return entering(make_glucocorticoid(g, shipped())->over(start + Days(from), start + Days(to)), Substance::steroid);
}

TEST(Glucocorticoid, DrivesSteroidAndNothingElse) {
  const auto g = make_glucocorticoid(cream(Potency::potent), shipped());
  EXPECT_EQ(moved(g->over(start, start + Days(1))), "steroid ");
  EXPECT_EQ(moved(g->over(start - Days(9), start)), "");
}

TEST(Glucocorticoid, IsStrongerByClass) {
  EXPECT_LT(source(cream(Potency::weak), 0, 7), source(cream(Potency::moderate), 0, 7));
  EXPECT_LT(source(cream(Potency::moderate), 0, 7), source(cream(Potency::potent), 0, 7));
  EXPECT_LT(source(cream(Potency::potent), 0, 7), source(cream(Potency::very_potent), 0, 7));
}

TEST(Glucocorticoid, GoesOnAfterTheLastCoatLongerIfPotent) {
  const auto left = [](Potency p) { return source(cream(p), 28, 28.1) / source(cream(p), 0, 7); };
  EXPECT_NEAR(left(Potency::potent), std::exp(-7 / 3.8), 0.01);  // EX161: none recovered at 7 days
  EXPECT_LT(left(Potency::weak), 0.02);                          // EX167: whole within two weeks
}

TEST(Glucocorticoid, OnSomeDaysOfTheWeekActsLess) {
  Glucocorticoid three = cream(Potency::weak);
  three.days_per_week = 3;
  const double share = source(three, 0, 21) / source(cream(Potency::weak), 0, 21);
  EXPECT_GT(share, 3. / 7);
  EXPECT_LT(share, 1);
  EXPECT_EQ(make_glucocorticoid(three, shipped())->events(start - Days(1), start + Days(30)).size(), 6u);
}

TEST(Glucocorticoid, GivesLongStepsTheMeanOfShortOnes) {
  Glucocorticoid three = cream(Potency::potent);
  three.days_per_week = 3;
  three.begins = {start, start + Days(30)};
  double sum = 0;
  for (int i = 0; i < 240; ++i) sum += source(three, i * 0.25, (i + 1) * 0.25);
  EXPECT_NEAR(source(three, 0, 60), sum / 240, 1e-9 * sum);
}

TEST(Glucocorticoid, NotTakenStopsTheClockAndDoesNothing) {
  Glucocorticoid none = cream(Potency::potent);
  none.taken = false;
  EXPECT_EQ(source(none, 0, 21), 0);
  EXPECT_EQ(make_glucocorticoid(none, shipped())->events(start - Days(1), start + Days(30)),
            make_glucocorticoid(cream(Potency::potent), shipped())->events(start - Days(1), start + Days(30)));
}

TEST(Glucocorticoid, TabletsReachTheWholeSkinAlike) {
  Glucocorticoid tablets = cream(Potency::weak);
  tablets.systemic = true;
  tablets.tablet = 35;
  const auto s = make_glucocorticoid(tablets, shipped())->over(start, start + Days(7));
  ASSERT_EQ(s.sources.size(), 1u);
  EXPECT_FALSE(std::isfinite(s.sources[0].depth));
  EXPECT_EQ(source(tablets, 22, 23), 0);
}

}  // namespace
}  // namespace hari::exposure
