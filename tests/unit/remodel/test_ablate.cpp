// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <numbers>

#include "hari/core/parallel.hpp"
#include "hari/remodel/ablate.hpp"
#include "slab.hpp"

namespace {

using namespace hari::remodel_test;
using hari::remodel::Wound;
using hari::tissue::Ledger;

Wound even(const Tissue& t, double removed, double denatured) {
  return {std::vector<double>(t.grid.n_elements(), removed), std::vector<double>(t.grid.n_elements(), denatured)};
}

/// Settled, with every seventh fibre elastic, and its books opened.
Tissue skin(std::size_t fibres) {
  Tissue t = slab(fibres);
  for (std::size_t f = 0; f < fibres; f += 7) t.network.kind[f] = static_cast<std::uint8_t>(hari::fibre::Kind::elastic);
  settle(t);
  for (std::size_t a : {Ledger::collagen, Ledger::elastin}) t.ledger.initial[a] = hari::tissue::mass_in_block(t, a);
  return t;
}

TEST(Ablate, TakesTheSharesItIsToldAndClosesTheBooks) {
  Tissue t = skin(700);
  const double collagen = t.ledger.initial[Ledger::collagen], elastin = t.ledger.initial[Ledger::elastin];
  const auto report = hari::remodel::ablate(t, law(), even(t, 0.2, 0.3));
  EXPECT_NEAR(report.collagen / collagen, 0.2, 1e-9);  // what is denatured is still there
  EXPECT_NEAR(report.elastin / elastin, 0.5, 1e-9);
  EXPECT_EQ(report.lost, 0U);
  for (std::size_t a : {Ledger::collagen, Ledger::elastin}) EXPECT_NEAR(hari::tissue::ledger_error(t, a), 0, 1e-12);
}

TEST(Ablate, LeavesDenaturedCollagenThatCarriesNoLoad) {
  Tissue t = skin(7);
  const hari::fibre::Network before = t.network;
  hari::remodel::ablate(t, law(), even(t, 0, 0.4));
  EXPECT_NEAR(t.network.mature[3], 0.6 * before.mature[3], 1e-12);
  EXPECT_NEAR(t.network.labile[3], 0.6 * before.labile[3], 1e-12);
  EXPECT_NEAR(t.network.cleaved[3], before.cleaved[3] + 0.4 * (before.mature[3] + before.labile[3]), 1e-12);
}

TEST(Ablate, ShortensEveryFibreByWhatHeatShrinks) {
  Tissue t = skin(7), cold = skin(7);
  const hari::fibre::Network before = t.network;
  Wound w = even(t, 0.2, 0.4);
  hari::remodel::ablate(cold, law(), w);
  w.shrinkage = 0.3;
  hari::remodel::ablate(t, law(), w);
  EXPECT_EQ(cold.network.slack, before.slack);
  for (std::size_t f = 0; f < 7; ++f) {
    EXPECT_NEAR(t.network.slack[f], 0.88 * before.slack[f], 1e-12);
    EXPECT_NEAR(t.network.native_slack[f], 0.88 * before.native_slack[f], 1e-12);
  }
}

TEST(Ablate, SparesFibresThatPassByAndHurtsTheOthersByWhatLiesInside) {
  Tissue t = skin(70);
  Wound w = even(t, 0, 0);
  const auto half = static_cast<std::size_t>(t.grid.locate(1.5, 0.5, -0.5));  // x above 1, y below 1
  w.removed[half] = 0.8;
  const hari::fibre::Network before = t.network;
  hari::remodel::ablate(t, law(), w);
  std::size_t hurt = 0;
  for (std::size_t f = 0; f < 70; ++f) {
    // Each fibre runs from x = 0.5 to 1.5: half of it may lie inside.
    const bool inside = before.vertex[3 * before.first_vertex[f] + 1] < 1;
    EXPECT_NEAR(t.network.mature[f] / before.mature[f], inside ? 0.6 : 1.0, 1e-9);
    hurt += inside;
  }
  EXPECT_GT(hurt, 20U);
}

TEST(Ablate, CutsAFibreOncePerColumnItMeets) {
  Tissue t = skin(7);
  Wound w = even(t, 0.05, 0.05);
  w.column = 0.12;
  const double before = t.network.cuts[3];
  hari::remodel::ablate(t, law(), w);
  // Random discs of diameter d that cover a tenth: 4 x 0.1 / (pi d) on a millimetre.
  EXPECT_NEAR(t.network.cuts[3] - before, 0.4 / (std::numbers::pi * 0.12), 1e-9);
}

TEST(Ablate, LosesFibresOfWhichTooLittleIsLeftWithTheirWholeMass) {
  Tissue t = skin(700);
  const auto report = hari::remodel::ablate(t, law(), even(t, 0.5, 0.48));
  EXPECT_GT(report.lost, 600U);
  for (std::size_t f = 0; f < 700; ++f) EXPECT_EQ(t.network.alive[f] == 0, t.network.mature[f] == 0);
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::collagen), 0, 1e-12);
}

TEST(Ablate, GivesTheSameBitsOnOneAndTwoThreads) {
  Tissue a = skin(3000), b = skin(3000);
  hari::core::set_threads(1);
  hari::remodel::ablate(a, law(), even(a, 0.1, 0.2));
  hari::core::set_threads(2);
  hari::remodel::ablate(b, law(), even(b, 0.1, 0.2));
  EXPECT_EQ(a.network.mature, b.network.mature);
  EXPECT_EQ(a.ledger.removed, b.ledger.removed);
}

/// Bundles laid in place of lost ones by one fibroblast that lies along x, where so much of the young anchorage and
/// recoil is left.
Tissue healed(double left) {
  Tissue t = slab(400);
  t.network.native_slack.assign(400, 1.2);
  settle(t);
  t.homeostasis.anchorage[1] = t.homeostasis.recoil[1] = 1;
  t.fields.anchorage.assign(t.grid.n_elements(), left);
  t.fields.recoil.assign(t.grid.n_elements(), left);
  hari::remodel::ablate(t, law(), even(t, 1, 0));
  auto& c = t.cells;
  c.weight = {1};
  c.id = {99};
  c.kind = {1};
  c.state = {0};
  c.position = {1.0, 1.0, -0.5};
  c.axis = {1, 0, 0};
  c.element = {t.grid.locate(1.0, 1.0, -0.5)};
  c.ordinal = {0};
  const auto by = hari::fibre::segments_by_element(t.network, t.grid.n_elements());
  feed(t, 1);
  std::size_t laid = 0;
  for (int i = 0; i < 40; ++i) laid += hari::remodel::advance(t, law(), by, {}, Days{60}).laid;
  EXPECT_GT(laid, 390U);
  return t;
}

double along_x(const Tissue& t) {
  double sum = 0, all = 0;
  for (std::size_t f = 0; f < 400; ++f) {
    if (!t.network.alive[f]) continue;
    const auto d = hari::fibre::segment(t.network, t.network.first_vertex[f]);
    sum += d.x() * d.x() / d.squaredNorm();
    all += 1;
  }
  return sum / all;
}

TEST(Ablate, LetsNewBundlesLieAnyhowAndStraightWhereNothingGuidesThem) {
  const Tissue guided = healed(1), scar = healed(0);
  EXPECT_NEAR(along_x(guided), 1, 1e-6);
  EXPECT_NEAR(along_x(scar), 1.0 / 3, 0.06);
  EXPECT_NEAR(guided.network.slack[5], 1.2, 1e-12);
  EXPECT_NEAR(scar.network.slack[5], 1.0, 1e-12);
  EXPECT_LT(mean(scar.network.lox), 0.7);  // at most 7 years old: not ripe yet
}

}  // namespace
