// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/mechanics/ground_substance.hpp"
#include "random_network.hpp"

namespace hari::mechanics {
namespace {

constexpr auto reticular = static_cast<std::size_t>(mesh::Layer::reticular);

const GroundSubstance ground{.solid_share = 0.3,
                             .time_by_hyaluronan = 0.5,
                             .time_by_water = 2,
                             .weight_by_web = 1,
                             .lasting_by_intact = 2,
                             .slow_time_by_intact = 2,
                             .friction = {40, 4, 5},
                             .yield_by_glycation = 0.3,
                             .yield_by_lox = 0.2};
const MatrixLaw young{.shear = 100, .bulk = 10000, .share = {0.6, 0.2}, .time = {1, 7}};

/// One layer of dermis in the state of its youth.
tissue::Tissue dermis() {
  tissue::Tissue t;
  t.grid = dermis_grid();
  t.network = random_network(50, t.grid);
  for (double& a : t.network.age_links) a = 1;
  for (double& a : t.network.lox) a = 1;
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields[tissue::Substance::hyaluronan_high].assign(t.grid.n_elements(), 0.37);
  t.fields.collagen_density.assign(t.grid.n_elements(), 250);
  t.homeostasis.columns([](const core::ColumnInfo&, auto& column) { column.assign(mesh::n_layers, 0.0); });
  t.homeostasis.hyaluronan[reticular] = 0.37;
  t.homeostasis.collagen_density[reticular] = 250;
  return t;
}

Makeup makeup(const tissue::Tissue& t) {
  const Contents now = contents(t, {t.grid, {mesh::whole(t.grid)}}, soft_tissue_fibres())[0];
  return ground.makeup(now[reticular], t.homeostasis, mesh::Layer::reticular);
}

TEST(GroundSubstance, OfYoungTissueIsTheYoungMatrix) {
  const Makeup m = makeup(dermis());
  for (double x : {m.water, m.hyaluronan, m.collagen, m.web, m.intact, m.age_links, m.lox}) EXPECT_NEAR(x, 1, 1e-14);
  const MatrixLaw now = ground.matrix(young, m);
  EXPECT_NEAR(now.shear, young.shear, 1e-12);
  for (std::size_t i = 0; i < n_branches; ++i) {
    EXPECT_NEAR(now.share[i], young.share[i], 1e-14);
    EXPECT_NEAR(now.time[i], young.time[i], 1e-14);
  }
  EXPECT_NEAR(now.friction.modulus, 40, 1e-12);
  EXPECT_NEAR(now.friction.yield, 4, 1e-12);
}

TEST(GroundSubstance, SwollenTissueRelaxesFasterAndItsStrandsAreSpreadOverMoreVolume) {
  tissue::Tissue t = dermis();
  for (double& g : t.fields.growth) g = 1.2;
  for (double& c : t.fields[tissue::Substance::hyaluronan_high]) c *= 1.2;  // the same concentration
  const Makeup m = makeup(t);
  EXPECT_NEAR(m.water, 0.9 / 0.7 / 1.2, 1e-14);
  EXPECT_NEAR(m.hyaluronan, 1, 1e-14);
  const MatrixLaw now = ground.matrix(young, m);
  EXPECT_LT(now.time[0], young.time[0]);
  EXPECT_NEAR(now.shear, 100 / 1.2, 1e-12);  // a sheet of it is as stiff as before
  EXPECT_NEAR(now.share[0], 0.6, 1e-14);
}

TEST(GroundSubstance, WhatACutWebNoLongerHoldsCreeps) {
  tissue::Tissue t = dermis();
  const auto intact = [&] {
    return contents(t, {t.grid, {mesh::whole(t.grid)}}, soft_tissue_fibres())[0][reticular].intact;
  };
  t.homeostasis.anchorage[reticular] = intact();
  EXPECT_NEAR(makeup(t).intact, 1, 1e-14);
  for (std::size_t f = 0; f < t.network.n_fibres(); ++f) {  // what was cut is still there: collagen_density stays
    t.network.cleaved[f] = 0.3 * t.network.mature[f];
    t.network.mature[f] *= 0.7;
  }
  const Makeup m = makeup(t);
  EXPECT_NEAR(m.intact, 0.7, 1e-14);
  const MatrixLaw now = ground.matrix(young, m);
  EXPECT_NEAR(now.shear, young.shear, 1e-12);
  EXPECT_NEAR(now.shear * (1 - now.share[0] - now.share[1]), 20 * 0.49, 1e-12);
  EXPECT_NEAR(now.shear * now.share[slow_branch], 20 + 20 * 0.51, 1e-12);
  EXPECT_NEAR(now.time[slow_branch], 7 * 0.49, 1e-12);  // short pieces slide out sooner
  EXPECT_NEAR(now.time[fast_branch], 1, 1e-12);
  for (double& mass : t.network.mature) mass *= 0.1;
  EXPECT_NEAR(ground.matrix(young, makeup(t)).time[slow_branch], 1, 1e-12);  // no sooner than fast
}

TEST(GroundSubstance, CollagenThatIsNewlyLaidCutsNothing) {
  const FibreLaw law = soft_tissue_fibres();
  tissue::Tissue t = dermis();
  fibre::Network& n = t.network;
  n.cuts[0] = 0;
  const double whole = n.weight[0] * n.mature[0];
  EXPECT_NEAR(law.holding_mass(n, 0), whole, 1e-14 * whole);
  n.labile[0] = 0.5 * n.mature[0];
  EXPECT_NEAR(law.holding_mass(n, 0), 1.5 * whole, 1e-13 * whole);
  n.cleaved[0] = 0.25 * n.mature[0];  // a fifth of what has settled is cut, and what lies on it holds no better
  EXPECT_NEAR(law.holding_mass(n, 0), 0.8 * 1.75 * whole, 1e-13 * whole);
  n.mature[0] = n.cleaved[0] = 0;  // a bundle just begun
  EXPECT_NEAR(law.holding_mass(n, 0), 0.5 * whole, 1e-13 * whole);
  EXPECT_EQ(law.carrying_volume(n, 0), 0);
}

TEST(GroundSubstance, HyaluronanMakesItMoreViscous) {
  tissue::Tissue t = dermis();
  for (double& c : t.fields[tissue::Substance::hyaluronan_high]) c *= 4;
  const MatrixLaw now = ground.matrix(young, makeup(t));
  EXPECT_NEAR(now.time[1], 14, 1e-12);
  EXPECT_NEAR(now.shear, young.shear, 1e-12);
}

TEST(GroundSubstance, FrictionFollowsCollagenAndItsLinks) {
  tissue::Tissue t = dermis();
  for (double& c : t.fields.collagen_density) c *= 0.8;
  for (double& a : t.network.age_links) a = 3;
  const MatrixLaw now = ground.matrix(young, makeup(t));
  EXPECT_NEAR(now.shear, 80, 1e-12);
  EXPECT_NEAR(now.friction.modulus, 32, 1e-12);
  EXPECT_NEAR(now.friction.yield, 4 * 0.8 * 1.6, 1e-12);
}

TEST(GroundSubstance, AnEpidermisThatThinsDoesNotDry) {
  LayerContents thin;
  thin.volume = 1;
  thin.growth = 0.25;  // less than the young solids would fill
  thin.hyaluronan = 0.5;
  tissue::Homeostasis young = dermis().homeostasis;
  young.hyaluronan[static_cast<std::size_t>(mesh::Layer::epidermis)] = 2;
  const Makeup m = ground.makeup(thin, young, mesh::Layer::epidermis);
  EXPECT_NEAR(m.water, 1, 1e-14);
  EXPECT_NEAR(m.hyaluronan, 1, 1e-14) << "per living volume";
}

TEST(GroundSubstance, RefusesALayerWithoutRoomForItsSolids) {
  tissue::Tissue t = dermis();
  for (double& c : t.fields.collagen_density) c *= 4;
  EXPECT_THROW(makeup(t), core::ModelError);
}

}  // namespace
}  // namespace hari::mechanics
