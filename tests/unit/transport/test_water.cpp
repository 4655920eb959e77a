// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/transport/deposit.hpp"
#include "hari/transport/water.hpp"
#include "tissue_of.hpp"

namespace {

using namespace hari;
using mesh::Layer;
using tissue::Substance;
using tissue::Tissue;
using transport::WaterLaw;

constexpr double collagen = 230, hyaluronan = 0.37, proteoglycan = 0.5;  // of young dermis [ug/mm3]

WaterLaw law() {
  return WaterLaw::from(test::parameters());
}

Tissue young() {
  Tissue t = test::tissue_of(test::skin());
  const std::size_t n = t.grid.n_elements();
  t.fields.collagen_density.assign(n, collagen);
  t.fields[Substance::hyaluronan_high].assign(n, hyaluronan);
  t.fields[Substance::proteoglycan].assign(n, proteoglycan);
  t.homeostasis.collagen_density.assign(mesh::n_layers, collagen);
  t.homeostasis.hyaluronan.assign(mesh::n_layers, hyaluronan);
  for (std::size_t l = 0; l < mesh::n_layers; ++l)
    t.homeostasis.signal[l * tissue::n_substances + index(Substance::proteoglycan)] = proteoglycan;
  return t;
}

void scale(std::vector<double>& v, double factor) {
  for (double& x : v) x *= factor;
}

// V26.
TEST(Donnan, PressureIsTheIdealOne) {
  for (const auto& [charge, kpa] : {std::pair{20.0, 1.7163}, {50.0, 10.6654}, {100.0, 41.8245}})
    EXPECT_NEAR(transport::donnan_pressure(charge, 150, 310) / kpa, 1, 1e-4);
  // Far below the bath's salt, RT c^2 / 4 c0: no digits may be lost.
  EXPECT_NEAR(transport::donnan_pressure(1e-6, 150, 310) / (8.314462618e-3 * 310 * 1e-12 / 600), 1, 1e-12);
}

TEST(Water, OfYoungSkinIsInBalance) {
  Tissue t = young();
  hydrate(t, law());
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) ASSERT_NEAR(t.fields.growth[e], 1, 1e-14);
  const double solids = test::parameters().value("matrix.solid_share", "1");
  EXPECT_NEAR(tissue::layer_mean(t, Layer::reticular, t.fields.water), 1 - solids, 1e-14);
  EXPECT_NEAR(tissue::composition(t).hydration, 1 - solids, 1e-12);
}

TEST(Water, BalancesThePressureOfChargeAgainstTheNetwork) {
  const WaterLaw w = law();
  const double before = transport::donnan_pressure(7 / (1 - w.solid_share), w.bath_salt, w.temperature);
  for (const double charge : {1.0, 5.0, 7.0, 20.0, 70.0})
    for (const double c : {0.3, 1.0, 1.5}) {
      const double g = w.growth(charge, 7, c);
      ASSERT_GT(g, w.solid_share * c);
      const double now = transport::donnan_pressure(charge / (g - w.solid_share * c), w.bath_salt, w.temperature);
      EXPECT_NEAR(now, before + w.stiffness * (g / c - 1), 1e-11 * now) << charge << " " << c;
    }
}

TEST(Water, ScalesWithATissueOfTheSameMake) {
  EXPECT_NEAR(law().growth(0.6 * 8, 8, 0.6), 0.6, 1e-13);
}

// What water.network_stiffness was set by: EX172, EX174, EX178, with the collagen that eight weeks without synthesis
// cost.
TEST(Water, LeavesSkinTwelvePercentThinnerAfterACourseOfSteroid) {
  Tissue t = young();
  scale(t.fields.collagen_density, 0.93);
  scale(t.fields[Substance::hyaluronan_high], 0.5);
  scale(t.fields[Substance::proteoglycan], 0.5);
  hydrate(t, law());
  EXPECT_NEAR(tissue::layer_growth(t, Layer::reticular), 0.88, 0.01);
}

TEST(Water, IsHeldByWhatIsLeftIntactOfTheNetwork) {
  const WaterLaw w = law();
  const double rest = transport::donnan_pressure(7 / (1 - w.solid_share), w.bath_salt, w.temperature);
  for (const double intact : {0.2, 0.6, 1.0}) {
    const double g = w.growth(7, 7, 1, intact);
    const double now = transport::donnan_pressure(7 / (g - w.solid_share), w.bath_salt, w.temperature);
    EXPECT_NEAR(now, intact * (rest + w.stiffness * (g - 1)), 1e-11 * now);
  }
  Tissue t = young();
  t.fields.anchorage.assign(t.grid.n_elements(), 0.6 * collagen);  // the rest is cut, and still there
  t.homeostasis.anchorage.assign(mesh::n_layers, collagen);
  hydrate(t, w);
  EXPECT_GT(tissue::layer_growth(t, Layer::reticular), 1.02);
}

TEST(Water, FillsMoreOfADermisThatLostMoreCollagenThanCharge) {
  Tissue t = young();
  scale(t.fields.collagen_density, 0.64);
  scale(t.fields[Substance::hyaluronan_high], 0.8);
  scale(t.fields[Substance::proteoglycan], 0.8);
  const double before = 1 - law().solid_share;
  hydrate(t, law());
  EXPECT_GT(tissue::layer_mean(t, Layer::reticular, t.fields.water), before + 0.005);
  EXPECT_NEAR(tissue::layer_growth(t, Layer::reticular), 0.7, 0.05);
}

TEST(Water, SwellsADepotWhereItIsAndLeavesTheRest) {
  Tissue t = young();
  hydrate(t, law());
  const double before = tissue::layer_growth(t, Layer::reticular);
  transport::deposit(t, Substance::hyaluronan_high,
                     {.amount = 2, .depth = 0.7, .spread_plane = 0.15, .spread_depth = 0.15});
  hydrate(t, law());
  const std::size_t middle = static_cast<std::size_t>(t.grid.index(5, 5, 4));
  EXPECT_GT(t.fields.growth[middle], 1.1);
  EXPECT_NEAR(t.fields.growth[static_cast<std::size_t>(t.grid.index(0, 0, 4))], 1, 0.02);
  EXPECT_GT(tissue::layer_growth(t, Layer::reticular), before);
  EXPECT_EQ(t.fields.growth[static_cast<std::size_t>(t.grid.index(5, 5, 0))], 1);  // fat
}

}  // namespace
