// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "../mechanics/random_network.hpp"
#include "hari/core/error.hpp"
#include "hari/probe/tension.hpp"
#include "plain_skin.hpp"

namespace hari::probe {
namespace {

TEST(Tension, OfPlainNeoHookeanDermisIsTheClosedForm) {  // V1, nominal: mu (l - 1/l^2)
  const TensionCurve curve = measure({.strain = 0.5, .unload = false}, plain_skin(10, 1e5));
  EXPECT_NEAR(curve.retraction, 0, 1e-9);
  ASSERT_EQ(curve.strain.size(), 41u);
  for (std::size_t i : {8u, 20u, 40u}) {
    const double l = 1 + curve.strain[i];
    EXPECT_NEAR(curve.stress_kpa[i], 10 * (l - 1 / (l * l)), 2e-3) << l;
    EXPECT_NEAR(curve.force_mn[i], curve.stress_kpa[i] * 5 * 1.5, 1e-9) << l;  // 5 mm wide, 1.5 mm thick
  }
  const TensionReadings r = readings(curve);
  EXPECT_NEAR(r.toe_modulus, 30, 1.5);  // three times the shear modulus at no strain
  EXPECT_LT(r.ratio, 1);                // neo-Hookean softens in nominal stress
}

TEST(Tension, SkinUnderTensionRetractsUntilNothingPullsWhenItIsCutOut) {
  const mechanics::Skin skin = taut_skin(2.0);  // isotropic tension of 2 kPa in plane
  const TensionCurve curve = measure({.strain = 0.1}, skin);
  EXPECT_NEAR(curve.stress_kpa.front(), 0, 1e-4);
  EXPECT_GT(curve.retraction, 0.005);
  EXPECT_NEAR(curve.retraction, curve.retraction_aside, 1e-9);
  EXPECT_GT(curve.thickness_mm, 1.5);  // it thickens as it shrinks
}

TEST(Tension, RelaxationMakesTheHysteresisAndNothingElseDoes) {
  EXPECT_NEAR(readings(measure({.strain = 0.1}, plain_skin(10, 1e4))).hysteresis, 0, 1e-6);
  mechanics::Skin viscous = plain_skin(10, 1e4);
  for (auto& m : viscous.material) {
    m.matrix.share = {0.5, 0};
    m.matrix.time = {5, 1};
  }
  const double lost = readings(measure({.strain = 0.1}, viscous)).hysteresis;
  EXPECT_GT(lost, 0.1);
  EXPECT_LT(lost, 0.9);
}

TEST(Tension, FibresMakeAToeAndAreStifferAlongTheirLines) {
  const mesh::Grid grid = mechanics::dermis_grid();
  mechanics::Skin skin = plain_skin(10, 1e3);
  mechanics::LayerMaterial& dermis = skin.material[1];
  dermis.fibres = mechanics::fibre_fans(mechanics::random_network(2000, grid), grid, {1, 1, 1, 1},
                                        mechanics::soft_tissue_fibres())[1];
  dermis.balance();
  const TensionReadings along = readings(measure({.strain = 0.3}, skin));
  const TensionReadings across = readings(measure({.direction = Direction::across, .strain = 0.3}, skin));
  EXPECT_GT(along.ratio, 3);
  EXPECT_GT(along.heel, 0.02);
  EXPECT_GT(along.peak_stress, 2 * across.peak_stress);
}

TEST(Tension, RefusesWhatTheSchemaDoesNotAllow) {
  EXPECT_THROW(measure({.strain = 3}, plain_skin(10, 1e3)), core::ModelError);
  EXPECT_THROW(measure({.layer = mesh::Layer::epidermis}, plain_skin(10, 1e3)), core::ModelError);
}

TEST(Tension, ReadsTheHeelOffABentLine) {
  TensionCurve curve;
  for (int i = 0; i <= 40; ++i) {
    const double e = 0.01 * i;
    curve.strain.push_back(e);
    curve.stress_kpa.push_back(5 * e + 1000 * std::max(0.0, e - 0.25));
    curve.time_s.push_back(i);
    curve.force_mn.push_back(0);
  }
  const TensionReadings r = readings(curve);
  EXPECT_NEAR(r.toe_modulus, 5, 1e-9);
  EXPECT_NEAR(r.linear_modulus, 1005, 1e-9);
  EXPECT_NEAR(r.ratio, 201, 1e-9);
  EXPECT_NEAR(r.heel, 250.0 / 1005, 1e-9);
}

}  // namespace
}  // namespace hari::probe
