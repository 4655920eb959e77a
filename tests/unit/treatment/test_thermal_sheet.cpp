// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/treatment/thermal_sheet.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using stimulus::HeatPulse;

TEST(ThermalSheet, GivesTheSkinItsShareOfThePulse) {
  const auto sheet = make_thermal_sheet(prescribed(thermal_sheet_schema(), {Days{5}}), data());
  const auto acts = sheet->acts(Days{5}, Days{6});
  ASSERT_EQ(acts.size(), 1U);
  const auto& pulse = std::get<HeatPulse>(acts[0].what);
  EXPECT_NEAR(pulse.fluence, data().value("sheet.absorbed", "1") * 1500 / 28, 1e-9);  // [mJ/mm2]
  EXPECT_DOUBLE_EQ(pulse.duration.count(), 0.010);
}

TEST(ThermalSheet, TwoPassesAreTwoPulses) {
  const auto sheet = make_thermal_sheet(prescribed(thermal_sheet_schema(), {Days{5}}, {{"passes", 2}}), data());
  EXPECT_EQ(sheet->acts(Days{5}, Days{6}).size(), 2U);
}

TEST(ThermalSheet, UntreatedTwinKeepsTheClock) {
  Prescription rx = prescribed(thermal_sheet_schema(), {Days{5}});
  rx.arm = Arm::untreated;
  const auto none = make_thermal_sheet(rx, data());
  EXPECT_TRUE(none->acts(Days{0}, Days{9}).empty());
  EXPECT_EQ(none->events(Days{0}, Days{9}).size(), 1U);
}

}  // namespace
}  // namespace hari::treatment
