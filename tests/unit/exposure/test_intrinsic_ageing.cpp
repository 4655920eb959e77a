// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/exposure/intrinsic_ageing.hpp"

namespace {

using hari::stimulus::Rate;

hari::core::ParameterSet parameters() {
  hari::core::ParameterSet set;
  for (const char* name : {"intrinsic.elastin_loss", "intrinsic.cell_damage", "intrinsic.stem_loss",
                           "intrinsic.glycation", "intrinsic.renewal_loss"})
    set.add({.name = name,
             .value = 0.0365,
             .unit = "1/day",
             .low = 0,
             .high = 1,
             .status = {},
             .source = "",
             .doc = "",
             .place = ""});
  return set;
}

TEST(IntrinsicAgeing, DrivesRatesInProportionToItsSpeed) {
  const auto once = hari::exposure::make_intrinsic_ageing({.speed = 1}, parameters());
  const auto twice = hari::exposure::make_intrinsic_ageing({.speed = 2}, parameters());
  for (Rate r : {Rate::elastin_loss, Rate::cell_damage, Rate::stem_loss, Rate::glycation}) {
    EXPECT_DOUBLE_EQ(once->over(hari::core::years(40), hari::core::years(41))[r], 0.0365);
    EXPECT_DOUBLE_EQ(twice->over(hari::core::years(70), hari::core::years(71))[r], 0.073);
  }
}

TEST(IntrinsicAgeing, KeratinocytesRenewLessAndLessAfter25) {
  const auto once = hari::exposure::make_intrinsic_ageing({.speed = 1}, parameters());
  const auto renewal = [&](double years) {
    const hari::core::Days at = hari::core::years(years);
    return once->over(at, at)[hari::tissue::Level::epidermal_renewal];
  };
  EXPECT_EQ(renewal(20), 1);
  EXPECT_EQ(renewal(25), 1);
  EXPECT_NEAR(renewal(25.2), std::exp(-0.0365 * 0.2 * 365.2425), 1e-9);
}

TEST(IntrinsicAgeing, AtSpeedZeroDrivesNothing) {
  const auto none = hari::exposure::make_intrinsic_ageing({.speed = 0}, parameters());
  for (double r : none->over(hari::core::years(40), hari::core::years(41)).rates) EXPECT_EQ(r, 0);
}

TEST(Stimulus, AddsUp) {
  hari::stimulus::Stimulus a, b;
  a[Rate::glycation] = 1;
  b[Rate::glycation] = 2;
  b[Rate::stem_loss] = 3;
  a += b;
  EXPECT_EQ(a[Rate::glycation], 3);
  EXPECT_EQ(a[Rate::stem_loss], 3);
}

}  // namespace
