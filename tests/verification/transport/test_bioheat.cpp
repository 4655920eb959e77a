// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/transport/bioheat.hpp"

namespace {

using hari::core::Seconds;
using hari::mesh::Grid;
using hari::mesh::Layer;
using hari::transport::heat_pulse;
using hari::transport::HeatLaw;
using hari::transport::HeatProfile;
using hari::transport::HeatResolution;

constexpr double k = 0.4, rho_c = 4;  // [mW/mm/K], [mJ/mm3/K]

/// One material, no blood, water that never boils.
HeatLaw plain() {
  HeatLaw law;
  law.conductivity.fill(k);
  law.capacity.fill(rho_c);
  law.skin = 300;
  law.boiling = 1e9;
  law.protein = {std::log(1e45), 3.06e5};
  law.death = {std::log(1.5e100), 6.28e5};
  return law;
}

Grid deep() {
  return Grid({0, 1}, {0, 1}, {-5, 0}, {Layer::reticular});
}

HeatLaw skin_law() {
  return HeatLaw::from(hari::scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data"));
}
Grid skin() {
  return Grid({0, 1}, {0, 1}, {-3, -1.176, -0.176, -0.076, 0},
              {Layer::hypodermis, Layer::reticular, Layer::papillary, Layer::epidermis});
}

HeatResolution finer(double factor) {
  HeatResolution r;
  r.first_cell /= factor;
  r.cell_growth = 1 + (r.cell_growth - 1) / factor;
  r.pulse_steps = static_cast<int>(r.pulse_steps * factor);
  r.step_growth = 1 + (r.step_growth - 1) / factor;
  return r;
}

/// Constant flux into a half space (Carslaw and Jaeger 1959, 2.9).
double exact(double z, double flux, double t) {
  const double a = k / rho_c, root = std::sqrt(a * t);
  return 2 * flux / k *
         (root / std::sqrt(std::numbers::pi) * std::exp(-z * z / (4 * a * t)) - z / 2 * std::erfc(z / (2 * root)));
}

double worst(const HeatResolution& r) {
  const double fluence = 20, t = 0.02;
  const HeatProfile p = heat_pulse(plain(), deep(), fluence, Seconds{t}, r);
  double error = 0;
  for (std::size_t i = 0; i + 1 < p.face.size(); ++i)
    error = std::max(error, std::abs(p.at_end[i] - 300 - exact((p.face[i] + p.face[i + 1]) / 2, fluence / t, t)));
  return error / exact(0, fluence / t, t);
}

TEST(BioHeat, FollowsTheErrorFunctionOfAHalfSpaceAndConverges) {
  const double coarse = worst(finer(1)), fine = worst(finer(2));
  EXPECT_LT(coarse, 2e-3);
  EXPECT_LT(fine, coarse / 3);  // second order
}

TEST(BioHeat, BooksClose) {
  HeatLaw law = skin_law();
  for (double fluence : {3.0, 100.0}) {  // the stronger one boils
    const HeatProfile p = heat_pulse(law, skin(), fluence, Seconds{0.01});
    EXPECT_NEAR(p.given, fluence, 1e-10 * fluence);
    EXPECT_NEAR(p.kept + p.carried_off + p.steam, p.given, 1e-9 * fluence);
    EXPECT_GT(p.carried_off, 0);
    EXPECT_EQ(p.steam > 0, fluence > 50);
  }
}

TEST(BioHeat, SteamHoldsTheSurfaceAtBoiling) {
  const HeatProfile p = heat_pulse(skin_law(), skin(), 150, Seconds{0.01});
  EXPECT_DOUBLE_EQ(p.peak[0], skin_law().boiling);
}

TEST(BioHeat, DamageIsConvergedOnThePlainResolution) {
  const HeatProfile coarse = heat_pulse(skin_law(), skin(), 21, Seconds{0.01}),
                    fine = heat_pulse(skin_law(), skin(), 21, Seconds{0.01}, finer(3));
  for (const auto& [upper, lower] : {std::pair{0.0, 0.076}, {0.076, 0.126}, {0.126, 0.176}, {0.176, 0.3}}) {
    EXPECT_NEAR(coarse.harmed(coarse.death, upper, lower), fine.harmed(fine.death, upper, lower), 0.01);
    EXPECT_NEAR(coarse.harmed(coarse.protein, upper, lower), fine.harmed(fine.protein, upper, lower), 0.01);
  }
}

TEST(BioHeat, RefusesAPulseWithoutHeatOrTime) {
  EXPECT_THROW(heat_pulse(plain(), deep(), 0, Seconds{1}), hari::core::ModelError);
  EXPECT_THROW(heat_pulse(plain(), deep(), 1, Seconds{0}), hari::core::ModelError);
}

TEST(Arrhenius, DamageOfAConstantTemperatureIsRateTimesTime) {
  // A pulse so strong that the surface stands where steam breaks out, for as long as it lasts.
  HeatLaw law = plain();
  law.boiling = 318.15;
  HeatResolution r;
  r.cooling = Seconds{0};
  const double duration = 600, step = duration / r.pulse_steps;
  const HeatProfile p = heat_pulse(law, deep(), 1e6, Seconds{duration}, r);
  EXPECT_NEAR(p.death[0] / law.death.rate(318.15), duration, step);  // the first step warms up
}

TEST(Arrhenius, SkinAtItsOwnTemperatureIsNotHarmed) {
  const HeatLaw law = skin_law();
  const HeatProfile p = heat_pulse(law, skin(), 1e-9, Seconds{1});
  EXPECT_NEAR(p.death[0], 0, 1e-12);
  EXPECT_NEAR(p.protein[0], 0, 1e-12);
}

TEST(Arrhenius, TenMinutesOfHeatKillAsInCulture) {
  const HeatLaw law = skin_law();
  const auto dead = [&](double kelvin) { return -std::expm1(-600 * law.death.rate(kelvin)); };
  EXPECT_NEAR(dead(318.15), 0.5, 0.05);  // PLA-041, which it is calibrated on
  EXPECT_LT(dead(316.15), 0.2);          // PLA-040: 0.075
  EXPECT_LT(dead(310.15), 0.01);         // fever-free skin lives
}

TEST(Arrhenius, CellsDieBeforeCollagenDenatures) {
  const HeatProfile p = heat_pulse(skin_law(), skin(), 21, Seconds{0.01});
  for (std::size_t i = 0; i < p.death.size(); ++i)
    if (p.peak[i] < 360) {
      EXPECT_GE(p.death[i], p.protein[i]) << p.peak[i];
    }
}

}  // namespace
