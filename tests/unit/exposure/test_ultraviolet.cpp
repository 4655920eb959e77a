// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/ultraviolet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "../../../src/exposure/dose_response.hpp"
#include "shipped.hpp"

namespace hari::exposure {
namespace {

using core::Days;
using core::years;
using tissue::Substance;

Ultraviolet life() {
  Ultraviolet u;
  u.latitude = 36;
  u.calendar = Calendar::beginning(years(40), 1);
  u.site = "cheek";
  u.to = years(110);
  return u;
}

Ultraviolet burnt_once() {
  Ultraviolet u = life();
  u.dose_factor = 0;
  u.burns = {years(40)};
  u.burn_dose = 2;
  return u;
}

double oxidant(const Ultraviolet& u, Days from, Days to) {
  return entering(make_ultraviolet(u, shipped())->over(from, to), Substance::oxidant);
}
double oxidant_of_a_year(const Ultraviolet& u) {
  return oxidant(u, years(40), years(41));
}

TEST(Ultraviolet, DrivesOxidantCytokinesAndDamageAndNothingElse) {
  EXPECT_EQ(moved(make_ultraviolet(life(), shipped())->over(years(40), years(41))),
            "cell_damage oxidant inflammation ");
  Ultraviolet later = life();
  later.from = years(50);
  EXPECT_EQ(moved(make_ultraviolet(later, shipped())->over(years(40), years(41))), "");
}

TEST(Ultraviolet, AveragesTheResponseOverDaysInsteadOfAnsweringTheMeanDay) {
  const DoseResponse r = DoseResponse::from(shipped());
  const LogNormal days(0.5, 1.2);
  double dose = days.mean([](double d) { return d; });
  EXPECT_NEAR(dose, 0.5, 1e-3);
  EXPECT_LT(days.mean([&](double d) { return r.oxidant(d); }), 0.9 * r.oxidant(0.5));
  EXPECT_NEAR(LogNormal(0.5, 0).mean([&](double d) { return r.oxidant(d); }), r.oxidant(0.5), 1e-12);
}

TEST(Ultraviolet, AnswersTwoReddeningDosesWithOne) {
  const DoseResponse r = DoseResponse::from(shipped());
  EXPECT_DOUBLE_EQ(r.oxidant(2), 1);
  EXPECT_DOUBLE_EQ(r.inflammation(2), 1);
  EXPECT_GT(r.oxidant(0.1), 0.1);        // EX006: well below reddening
  EXPECT_LT(r.inflammation(0.1), 0.02);  // which hardly reddens
}

TEST(Ultraviolet, FadesOverDaysAfterABurn) {
  const double first = oxidant(burnt_once(), years(40), years(40) + Days(0.25));
  const double next = oxidant(burnt_once(), years(40) + Days(1.125), years(40) + Days(1.375));  // 27 h later
  EXPECT_NEAR(next / first, std::exp(-1), 0.02);
  EXPECT_LT(oxidant(burnt_once(), years(40) + Days(7), years(40) + Days(8)), 0.02 * first);
  EXPECT_EQ(oxidant(burnt_once(), years(40) - Days(1), years(40)), 0);
}

TEST(Ultraviolet, GivesLongStepsTheMeanOfShortOnes) {
  Ultraviolet u = life();
  u.burns = {years(40) + Days(3)};
  u.burn_dose = 2;
  u.holiday_days = 10;
  u.holiday_month = 1;
  u.holiday_dose = 4.3;
  double sum = 0;
  for (int d = 0; d < 30; ++d) sum += oxidant(u, years(40) + Days(d), years(40) + Days(d + 1));
  EXPECT_NEAR(oxidant(u, years(40), years(40) + Days(30)), sum / 30, 1e-9 * sum);
}

TEST(Ultraviolet, GrowsWithHabitAndShrinksWithPigmentAndSunscreen) {
  Ultraviolet outdoor = life(), dark = life(), screened = life(), thick = life();
  outdoor.habit = Habit::outdoor;
  dark.phototype = 6;
  screened.sunscreen = {.use = Sunscreen::Use::always, .factor = 30, .applied = 0.5, .to = years(110)};
  thick = screened;
  thick.sunscreen.applied = 1;
  const double indoor = oxidant_of_a_year(life());
  EXPECT_GT(oxidant_of_a_year(outdoor), indoor);
  EXPECT_LT(oxidant_of_a_year(outdoor), 83. / 34 * indoor);  // less than in proportion
  EXPECT_LT(oxidant_of_a_year(dark), indoor);
  EXPECT_LT(oxidant_of_a_year(screened), 0.5 * indoor);
  EXPECT_LT(oxidant_of_a_year(thick), oxidant_of_a_year(screened));
}

TEST(Ultraviolet, HolidaySunscreenSparesHolidaysOnly) {
  Ultraviolet bare = life();
  bare.holiday_days = 14;
  bare.holiday_month = 7;
  bare.holiday_dose = 4.3;
  Ultraviolet screened = bare;
  screened.sunscreen = {.use = Sunscreen::Use::holidays, .factor = 30, .applied = 0.5, .to = years(110)};
  const Days july = years(40 + 6.0 / 12);
  EXPECT_LT(oxidant(screened, july + Days(2), july + Days(12)), oxidant(bare, july + Days(2), july + Days(12)));
  EXPECT_EQ(oxidant(screened, years(40), july - Days(1)), oxidant(bare, years(40), july - Days(1)));
}

TEST(Ultraviolet, HabituallyExposedSkinAnswersLessThanSkinThatDoesNotAdapt) {
  core::ParameterSet never = shipped();
  never.set("ultraviolet.adaptation_gain", 0);
  const auto of = [](const Ultraviolet& u, const core::ParameterSet& p) {
    return entering(make_ultraviolet(u, p)->over(years(40), years(41)), Substance::oxidant);
  };
  Ultraviolet outdoor = life();
  outdoor.habit = Habit::outdoor;
  const double indoors = of(life(), shipped()) / of(life(), never);
  const double outdoors = of(outdoor, shipped()) / of(outdoor, never);
  EXPECT_LT(indoors, 0.7);
  EXPECT_GT(indoors, 0.2);                                   // the dose that reddens rises to four times at most
  EXPECT_LT(of(life(), shipped()), of(outdoor, shipped()));  // more light is still more
  EXPECT_GT(outdoors, 0.2);
  EXPECT_EQ(of(burnt_once(), shipped()), of(burnt_once(), never));  // a burn is given as it reaches the skin
}

TEST(Ultraviolet, PlannedSunscreenActsAsThatOfHabitWhileThePlanLasts) {
  Ultraviolet habit = life(), plan = life(), weekdays = life(), both = life();
  const Sunscreen coat{.use = Sunscreen::Use::always, .factor = 30, .applied = 0.5, .from = years(40), .to = years(41)};
  habit.sunscreen = coat;
  plan.planned = both.planned = {coat};
  const auto in = [](const Ultraviolet& u, double age) { return oxidant(u, years(age), years(age) + Days(30)); };
  EXPECT_EQ(in(plan, 40.5), in(habit, 40.5));
  EXPECT_EQ(in(plan, 41.5), in(life(), 41.5));
  weekdays.planned = {coat};
  weekdays.planned[0].worn = 5. / 7;
  EXPECT_GT(in(weekdays, 40.5), in(plan, 40.5));
  EXPECT_LT(in(weekdays, 40.5), in(life(), 40.5));
  both.sunscreen = {.use = Sunscreen::Use::always, .factor = 50, .applied = 1, .to = years(110)};
  EXPECT_LT(in(both, 40.5), in(plan, 40.5));  // the stronger of the two
}

TEST(Ultraviolet, PlannedSunscreenOnSomeDaysLeavesThatOfHabitOnTheOthers) {
  Ultraviolet habit = life();
  habit.holiday_days = 14;
  habit.holiday_dose = 4.3;
  habit.sunscreen = {.use = Sunscreen::Use::always, .factor = 30, .applied = 0.5, .to = years(110)};
  const Sunscreen stronger{
      .use = Sunscreen::Use::always, .factor = 50, .applied = 1, .from = years(40), .to = years(41)};
  const auto of_the_year = [&](std::vector<Sunscreen> planned) {
    Ultraviolet u = habit;
    u.planned = std::move(planned);
    return make_ultraviolet(u, shipped())->over(years(40), years(41));
  };
  const auto on = [&](double worn) {
    Sunscreen coat = stronger;
    coat.worn = worn;
    return of_the_year({coat});
  };
  using Read = double (*)(const stimulus::Stimulus&);
  const Read damage = [](const stimulus::Stimulus& s) { return s[stimulus::Rate::cell_damage]; };
  const Read oxidants = [](const stimulus::Stimulus& s) { return entering(s, Substance::oxidant); };
  const Read cytokines = [](const stimulus::Stimulus& s) { return entering(s, Substance::inflammation); };
  for (const Read& read : {damage, oxidants, cytokines}) {
    double more = read(of_the_year({}));
    for (const double worn : {1. / 7, 3. / 7, 5. / 7, 1.}) {
      EXPECT_LT(read(on(worn)), more) << worn;
      more = read(on(worn));
    }
  }
  // A weaker plan changes nothing.
  Sunscreen weaker = stronger;
  weaker.factor = 4;
  EXPECT_EQ(damage(of_the_year({weaker})), damage(of_the_year({})));
}

TEST(Ultraviolet, HolidaysFallOnSkinAsAdaptedAsItsEverydayAllows) {
  const auto added = [](Sunscreen::Use use) {
    Ultraviolet u = life();
    u.sunscreen = {.use = use, .factor = 30, .applied = 0.5, .to = years(110)};
    const double everyday = oxidant_of_a_year(u);
    u.holiday_days = 14;
    u.holiday_dose = 4.3;
    return oxidant_of_a_year(u) - everyday;
  };
  EXPECT_LT(added(Sunscreen::Use::holidays), 0.9 * added(Sunscreen::Use::always));
}

TEST(Ultraviolet, StopsTheClockAtTheEndOfAStretchAsWell) {
  Ultraviolet u = life();
  u.holiday_days = 14;
  u.burns = {years(41.9)};
  const auto sun = make_ultraviolet(u, shipped());
  const auto all = sun->events(years(41), years(42));  // begin and end of a holiday, and a burn
  ASSERT_EQ(all.size(), 3u);
  for (const Days b : all) {
    EXPECT_EQ(sun->events(b - Days(1), b), std::vector<Days>{b});
    EXPECT_TRUE(sun->events(b, b + Days(1)).empty());
  }
}

TEST(Ultraviolet, StopsTheClockAtHolidaysAndBurns) {
  Ultraviolet u = life();
  u.holiday_days = 14;
  u.burns = {years(42.5), years(41.9)};
  const auto at = make_ultraviolet(u, shipped())->events(years(41), years(43));
  ASSERT_EQ(at.size(), 6u);
  EXPECT_TRUE(std::is_sorted(at.begin(), at.end()));
  EXPECT_NEAR((at[1] - at[0]).count(), 14, 1e-9);
}

TEST(Ultraviolet, HardlyReachesTheDermisWithItsSunburningPart) {
  const auto s = make_ultraviolet(burnt_once(), shipped())->over(years(40), years(40) + Days(1));
  for (const stimulus::Source& source : s.sources) {
    if (source.substance != Substance::inflammation) continue;
    EXPECT_LT(source.mean(0.1, 0.101, 0) / source.mean(0, 0.001, 0), 0.015);  // EX057: 1 % at 100 um
  }
}

TEST(Ultraviolet, AddsUpDailyUvaButNotOneDose) {
  // 20 J/cm2 of UVA1 without sunburning light is not sunlight; what is tested is that four days do more than four times
  // one.
  const auto uva = [&](std::vector<Days> burns, Days after) {
    Ultraviolet u = burnt_once();
    u.burns = std::move(burns);
    const auto s = make_ultraviolet(u, shipped())->over(after, after + Days(0.25));
    double deep = 0;
    for (const stimulus::Source& source : s.sources)
      if (source.substance == Substance::oxidant && source.depth > 0.03) deep += source.rate;
    return deep;
  };
  const Days t = years(40);
  EXPECT_GT(uva({t, t + Days(1), t + Days(2), t + Days(3)}, t + Days(3)), 4 * uva({t}, t));
}

}  // namespace
}  // namespace hari::exposure
