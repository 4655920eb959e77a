// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/treatment/fractional_ablation.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;

ColumnLaw law() {
  return ColumnLaw::from(data());
}

TEST(FractionalAblation, DepthFollowsTheHistologyOfThreeSpots) {
  struct Row {
    double spot, energy, ablated, whole;
  };
  // CO2-100 to CO2-111 [mm, mJ, mm, mm]
  constexpr Row rows[] = {{0.12, 80, 0.52, 0.72},  {0.12, 160, 0.90, 1.00}, {0.30, 100, 0.20, 0.32},
                          {0.30, 180, 0.55, 0.72}, {1.00, 60, 0.125, 0.15}, {1.00, 220, 0.15, 0.35}};
  for (const Row& r : rows) {
    const AblatedColumn c = law().column(r.spot, r.energy);
    EXPECT_NEAR(c.coagulated_depth / r.whole, 1, 0.35) << r.spot << " mm, " << r.energy << " mJ";
    EXPECT_NEAR(c.depth / r.ablated, 1, 0.70) << r.spot << " mm, " << r.energy << " mJ";
  }
}

TEST(FractionalAblation, GrowsWithEnergyAsRowsKeptForValidationSay) {
  const AblatedColumn weak = law().column(0.12, 5), strong = law().column(0.12, 30);
  EXPECT_GT(strong.depth / weak.depth, 3);               // CO2-113
  EXPECT_NEAR(strong.diameter / weak.diameter, 2, 0.2);  // CO2-114, which the threshold is calibrated on
}

TEST(FractionalAblation, NothingHappensBelowTheThreshold) {
  const AblatedColumn c = law().column(2, 1);
  EXPECT_EQ(c.diameter, 0);
  EXPECT_EQ(c.coagulated_depth, 0);
  const stimulus::Columns none = columns_of({.spot = 2, .energy = 1}, law());
  EXPECT_EQ(none.ablated_share + none.coagulated_share, 0);
}

TEST(FractionalAblation, ColumnsOfAPassStandApartAndPassesFallAtRandom) {
  const stimulus::Columns one = columns_of({.density = 1, .passes = 1}, law()),
                          dense = columns_of({.density = 2, .passes = 1}, law()),
                          twice = columns_of({.density = 1, .passes = 2}, law());
  EXPECT_DOUBLE_EQ(dense.ablated_share, 2 * one.ablated_share);
  EXPECT_DOUBLE_EQ(twice.ablated_share, one.ablated_share * (2 - one.ablated_share));
  EXPECT_LT(twice.ablated_share, dense.ablated_share);
}

TEST(FractionalAblation, SharesStaySharesHoweverDense) {
  for (double density : {1.0, 10.0, 20.0}) {
    const stimulus::Columns c = columns_of({.energy = 300, .density = density, .passes = 10}, law());
    EXPECT_GE(c.ablated_share, 0);
    EXPECT_GE(c.coagulated_share, 0);
    EXPECT_LE(c.ablated_share + c.coagulated_share, 1);
    EXPECT_GT(c.coagulated_depth, c.ablated_depth);
  }
}

TEST(FractionalAblation, WarnsOfColumnsThatReachThroughTheDermis) {
  constexpr double epidermis = 0.049, dermis = 0.811;  // upper eyelid: ANA-031, ANA-032
  EXPECT_EQ(perforation_warning({.energy = 30}, law(), epidermis, dermis), "");
  EXPECT_NE(perforation_warning({.energy = 130}, law(), epidermis, dermis).find("coagulate all"), std::string::npos);
  EXPECT_NE(perforation_warning({.energy = 220}, law(), epidermis, dermis).find("perforate"), std::string::npos);
}

TEST(FractionalAblation, ActsOnceASessionAndStopsTheClockThere) {
  const auto laser = make_fractional_ablation(prescribed(fractional_ablation_schema(), {Days{100}, Days{142}}), data());
  EXPECT_EQ(laser->acts(Days{0}, Days{100}).size(), 0U);
  EXPECT_EQ(laser->acts(Days{100}, Days{142}).size(), 1U);
  EXPECT_EQ(laser->acts(Days{100}, Days{143}).size(), 2U);
  EXPECT_EQ(laser->events(Days{0}, Days{142}), (std::vector<Days>{Days{100}, Days{142}}));
  EXPECT_TRUE(laser->over(Days{0}, Days{200}).sources.empty());
}

TEST(FractionalAblation, UntreatedTwinKeepsTheClockAndIsLeftAlone) {
  Prescription rx = prescribed(fractional_ablation_schema(), {Days{100}});
  rx.arm = Arm::untreated;
  const auto none = make_fractional_ablation(rx, data());
  EXPECT_TRUE(none->acts(Days{0}, Days{200}).empty());
  EXPECT_EQ(none->events(Days{0}, Days{200}).size(), 1U);
}

TEST(FractionalAblation, ObjectsToSpotsThatLeaveNoSkin) {
  const auto rx = [](double density) {
    return prescribed(fractional_ablation_schema(), {Days{1}}, {{"spot", 1.0}, {"density", density}});
  };
  EXPECT_TRUE(fractional_ablation_objections(rx(1)).empty());
  ASSERT_EQ(fractional_ablation_objections(rx(2)).size(), 1U);
  EXPECT_EQ(fractional_ablation_objections(rx(2))[0].key, "density");
}

}  // namespace
}  // namespace hari::treatment
