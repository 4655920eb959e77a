// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"
#include "slab.hpp"

namespace {

using namespace hari::remodel_test;
using hari::tissue::Ledger;
using hari::tissue::Substance;

TEST(Turnover, StandsStillForSixtyYearsWhenNothingDrivesIt) {
  Tissue t = slab(4000);
  settle(t);
  EXPECT_DOUBLE_EQ(t.homeostasis.open_cuts[1], 4);  // 1 / (5 x 0.05 mm)
  EXPECT_NEAR(mean(t.network.cuts), 4, 0.3);        // bundles of 1 mm; scatter of mass takes 5 %
  const double intact = mean(t.network.mature), cuts = mean(t.network.cuts), slack = mean(t.network.slack);
  live(t, 60, 30);
  EXPECT_NEAR(mean(t.network.mature) / intact, 1, 0.01);
  EXPECT_NEAR(mean(t.network.cuts) / cuts, 1, 0.02);
  EXPECT_NEAR(mean(t.network.slack), slack, 1e-12);
}

TEST(Turnover, SettlingKeepsTheMassOnAverage) {
  Tissue t = slab(4000);
  settle(t);
  // Scatter of one fibre: sqrt(2/3 of the cut share), 18 %.
  EXPECT_NEAR(mean(t.network.mature) + mean(t.network.labile) + mean(t.network.cleaved), 1,
              4 * 0.18 / std::sqrt(4000.0));
}

TEST(Turnover, FollowsTheClosedFormWhenSynthesisHalves) {
  // dC/dt = k (S - C) with S = 1/2: C = 1/2 + 1/2 exp(-k t); after one half-life 3/4 (ageing.md section 4).
  Tissue t = slab(4000);
  settle(t);
  const double before = mean(t.network.mature);
  live(t, 15, 30, 0.5);
  EXPECT_NEAR(mean(t.network.mature) / before, 0.75, 0.01);
}

TEST(Turnover, BooksCloseToRounding) {
  Tissue t = slab(500);
  t.network.kind[7] = static_cast<std::uint8_t>(hari::fibre::Kind::elastic);
  settle(t);
  for (std::size_t a : {Ledger::collagen, Ledger::elastin}) t.ledger.initial[a] = hari::tissue::mass_in_block(t, a);
  live(t, 10, 17, 0.7, {.elastin_loss = 1e-4, .glycation = 1e-4});
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::collagen), 0, 1e-12);
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::elastin), 0, 1e-12);
}

TEST(Turnover, CutsFallAtTheHazardWithPoissonScatter) {
  Tissue t = slab(1000);
  settle(t);
  std::vector<double> hazard(1000);
  const double dt = 30;
  const int steps = 244;
  for (std::size_t f = 0; f < 1000; ++f)
    hazard[f] =
        t.homeostasis.cleavage_hazard[1] * t.network.length[f] * law().exposure_to_cleavage(t.network, f) * dt * steps;
  const auto first = t.network.cut_ordinal;
  live(t, dt * steps / 365.2425, dt);
  double chi = 0, counted = 0, due = 0;
  for (std::size_t f = 0; f < 1000; ++f) {
    const double n = t.network.cut_ordinal[f] - first[f];
    counted += n;
    due += hazard[f];
    chi += (n - hazard[f]) * (n - hazard[f]) / hazard[f];
  }
  EXPECT_NEAR(counted, due, 4 * std::sqrt(due));
  EXPECT_NEAR(chi / 1000, 1, 4 * std::sqrt(2.0 / 1000));  // variance equals mean
}

TEST(Turnover, TautFibresAreCutLessThanSlackOnes) {
  Tissue t = slab(10);
  t.network.slack[0] = 0.99;
  EXPECT_LT(law().exposure_to_cleavage(t.network, 0), 0.3);
  EXPECT_NEAR(law().exposure_to_cleavage(t.network, 9), 1, 1e-12);
}

TEST(Turnover, FreesTheSameLengthFromShortAndLongBundles) {
  Tissue t = slab(2);
  t.network.length = {0.2, 0.05};
  EXPECT_DOUBLE_EQ(law().freed_share(t.network, 0), 0.25);
  EXPECT_DOUBLE_EQ(law().freed_share(t.network, 1), 0.5);  // a cut leaves at least half, on average
}

TEST(Turnover, ClearsFragmentsByGelatinaseUnlessLinksHoldThem) {
  EXPECT_DOUBLE_EQ(law().clearance(1, 1), 0.03);
  EXPECT_DOUBLE_EQ(law().clearance(2, 1), 0.06);
  EXPECT_DOUBLE_EQ(law().clearance(1, 0.5), 0.03);  // fewer links than at 25 set nothing more free
  EXPECT_DOUBLE_EQ(law().clearance(1, 3), 0.03 * std::exp(-1.0));
  TurnoverLaw held = law();
  held.retention_floor = 0.1;
  EXPECT_DOUBLE_EQ(held.clearance(1, 1), 0.03);
  EXPECT_NEAR(held.clearance(1, 100), 0.003, 1e-15);  // however many hold them
}

TEST(Turnover, GlycatedCollagenIsCutAsMuchButItsFragmentsStay) {
  Tissue plain = slab(2000), linked = slab(2000);
  for (Tissue* t : {&plain, &linked}) settle(*t);
  linked.network.age_links.assign(2000, 6);
  for (Tissue* t : {&plain, &linked}) live(*t, 2, 30, 0);
  EXPECT_EQ(plain.network.mature, linked.network.mature);
  // 4.3 % are cut in a year; 0.03 exp(-0.5 x 5) a day, 0.9 a year, are cleared, in the plain tissue 11 a year.
  EXPECT_NEAR(mean(linked.network.cleaved), 0.043 * (1 - std::exp(-1.8)) / 0.9, 0.004);
  EXPECT_NEAR(mean(plain.network.cleaved), 0.043 / 11, 0.0008);
}

TEST(Turnover, EnzymaticCrossLinksRipenWithTheAgeOfTheCollagen) {
  Tissue t = slab(2000);
  for (auto* column : {&t.network.slack, &t.network.native_slack}) column->assign(2000, 1.15);  // all cut alike
  settle(t);
  EXPECT_NEAR(mean(t.network.lox), 1, 1e-12);
  live(t, 30, 30);
  EXPECT_NEAR(mean(t.network.lox), 1, 0.02);  // renewal of a bundle goes with one over its mass, which scatters
  // Nothing new comes: the rest ripens towards the ceiling, (1.8 - 1) / k = 17 years e-fold.
  t.network.labile.assign(2000, 0);
  const double before = mean(t.network.lox);
  live(t, 20, 30, 0);
  EXPECT_NEAR(mean(t.network.lox), 1.8 - (1.8 - before) * std::exp(-20 * std::log(2.0) / 15 / 0.8), 0.005);
}

// dx/dt = g - k (x - 1): renewal brings collagen without links, sugar links what stays.
TEST(Turnover, LinksBySugarGrowWithAgeAgainstRenewal) {
  const double g = 1e-4, k = law().bulk_rate;
  Tissue t = slab(2000);
  for (auto* column : {&t.network.slack, &t.network.native_slack}) column->assign(2000, 1.15);  // all cut alike
  settle(t);
  const auto links = [&] {  // by mass
    double sum = 0, mass = 0;
    for (std::size_t f = 0; f < 2000; ++f) {
      sum += t.network.mature[f] * t.network.age_links[f];
      mass += t.network.mature[f];
    }
    return sum / mass;
  };
  double last = 1;
  for (int decade = 1; decade <= 5; ++decade) {
    live(t, 10, 30, 1, {.elastin_loss = 0, .glycation = g});
    const double lived = t.age.count() - years(25).count();
    EXPECT_NEAR((links() - 1) / (g / k * -std::expm1(-k * lived)), 1, 0.03) << decade;
    EXPECT_GT(links(), last);
    last = links();
  }
  // Without renewal they add up undiminished.
  Tissue old = slab(10);
  old.network.until_cut.assign(10, 1e9);
  live(old, 10, 30, 0, {.elastin_loss = 0, .glycation = g});
  EXPECT_NEAR(old.network.age_links[3], 1 + g * (old.age.count() - years(25).count()), 1e-9);
}

TEST(Turnover, LostOestradiolTakesTheLabilePoolFirstAndTheMatureOneOverDecades) {
  Tissue with = slab(4000), without = slab(4000);
  for (Tissue* t : {&with, &without}) settle(*t);
  const double labile = mean(with.network.labile), mature = mean(with.network.mature);
  without.body.level[static_cast<std::size_t>(hari::tissue::Level::oestradiol)] = 1.0 / 3;
  // Removal of new collagen rises by 0.6 x 2/3 = 0.4: a share 0.0015 + 0.0985 x 1.4 of it leaves per day, not 0.1.
  const double kept = 0.1 / (0.0015 + 0.0985 * 1.4);
  live(without, 0.5, 10);
  EXPECT_NEAR(mean(without.network.labile) / labile, kept, 0.005);
  EXPECT_GT(mean(without.network.mature) / mature, 0.98);
  live(without, 14.5, 30);
  EXPECT_NEAR(mean(without.network.mature) / mature, (1 + kept) / 2, 0.015);  // half-life of 15 years
  live(with, 15, 30);
  EXPECT_NEAR(mean(with.network.mature) / mature, 1, 0.01);
}

TEST(Turnover, CrimpFollowsTheRecoilOfElasticFibres) {
  Tissue t = slab(400);
  settle(t);
  t.homeostasis.recoil[1] = 4;
  t.fields.recoil.assign(t.grid.n_elements(), 2);  // half of the young recoil: half of the crimp in the long run
  live(t, 200, 60);
  for (std::size_t f : {100u, 300u})
    EXPECT_NEAR(t.network.slack[f] - 1, (t.network.native_slack[f] - 1) / 2, 0.02 * (t.network.native_slack[f] - 1));
}

TEST(Turnover, FibresForgetAFalseSlackAtTheRateTheyAreRenewed) {  // V28: a constrained mixture with half-life 15 years
  Tissue t = slab(4000);
  t.network.native_slack.assign(4000, 1.1);
  t.network.slack.assign(4000, 1.12);  // slack before and after: no fibre is protected
  settle(t);
  const auto carried = [&] {  // by the mass there is: what is cut takes its slack along, what is new brings its own
    double sum = 0;
    for (std::size_t f = 0; f < 4000; ++f) sum += t.network.mature[f] * (t.network.slack[f] - 1.1);
    return sum;
  };
  const double before = carried(), intact = mean(t.network.mature);
  live(t, 15, 30);
  EXPECT_NEAR(carried() / before, 0.5, 0.01);
  EXPECT_NEAR(mean(t.network.mature) / intact, 1, 0.01);
}

TEST(Turnover, LostBundlesAreLaidAgainByFibroblasts) {
  Tissue t = slab(50);
  settle(t);
  t.network.alive.assign(50, 0);
  for (auto* column : {&t.network.mature, &t.network.labile, &t.network.cleaved}) column->assign(50, 0.0);
  auto& c = t.cells;
  c.weight = {1};
  c.id = {99};
  c.kind = {1};
  c.state = {0};
  c.position = {1.9, 1.0, -0.5};
  c.axis = {1, 0, 0};
  c.element = {t.grid.locate(1.9, 1.0, -0.5)};
  c.ordinal = {0};
  const auto by = hari::fibre::segments_by_element(t.network, t.grid.n_elements());
  feed(t, 1);
  std::size_t laid = 0;
  for (int i = 0; i < 50; ++i) laid += hari::remodel::advance(t, law(), by, {}, Days{60}).laid;
  EXPECT_GT(laid, 45u);
  for (std::size_t f = 0; f < 50; ++f) {
    if (!t.network.alive[f]) continue;
    EXPECT_GT(t.network.id[f], 50u);  // an identity of its own, after the cell's
    for (std::uint32_t v = t.network.first_vertex[f]; v < t.network.first_vertex[f + 1]; ++v) {
      EXPECT_LE(t.network.vertex[3 * v], 2.0F);  // folded back at the side of the block
      EXPECT_NEAR(t.network.vertex[3 * v + 1], 1.0F, 1e-6);
    }
  }
}

TEST(Turnover, ElastinDecaysExponentially) {
  Tissue t = slab(4);
  t.network.kind.assign(4, static_cast<std::uint8_t>(hari::fibre::Kind::elastic));
  live(t, 10, 30, 1, {.elastin_loss = 1e-4, .glycation = 0});
  const double lived = t.age.count() - years(25).count();
  EXPECT_NEAR(t.network.mature[2], std::exp(-1e-4 * lived), 1e-12);
}

Tissue elastic_under_twice_the_gelatinase() {
  Tissue t = slab(4);
  t.network.kind.assign(4, static_cast<std::uint8_t>(hari::fibre::Kind::elastic));
  const std::size_t young =
      static_cast<std::size_t>(Layer::reticular) * hari::tissue::n_substances + index(Substance::gelatinase);
  t.homeostasis.signal[young] = 0.5;
  t.fields[Substance::gelatinase].assign(t.grid.n_elements(), 1.0);
  t.ledger.initial[Ledger::elastin] = hari::tissue::mass_in_block(t, Ledger::elastin);
  return t;
}

TEST(Turnover, ExcessGelatinaseDestroysElastinAndLeavesElastoticMass) {
  Tissue t = elastic_under_twice_the_gelatinase();
  live(t, 10, 30, 1, {.elastin_loss = 1e-4, .glycation = 0});
  const double lived = t.age.count() - years(25).count();
  EXPECT_NEAR(t.network.mature[2], std::exp(-2e-4 * lived), 1e-12);
  EXPECT_NEAR(t.network.cleaved[2], 1e-4 * lived, 1e-12);
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::elastin), 0, 1e-12);
}

TEST(Turnover, ElastinThatIsGainedGrowsAlikeWhateverTheGelatinaseAndLeavesNoElastoticMass) {
  Tissue t = elastic_under_twice_the_gelatinase();
  live(t, 10, 30, 1, {.elastin_gain = 3e-4});
  const double lived = t.age.count() - years(25).count();
  EXPECT_NEAR(t.network.mature[2], std::exp(3e-4 * lived), 1e-12);
  EXPECT_EQ(t.network.cleaved[2], 0);
  live(t, 10, 30, 1, {.elastin_loss = 1e-4, .elastin_gain = 2e-4});
  EXPECT_NEAR(t.network.mature[2], std::exp(3e-4 * lived), 1e-12);  // loss at twice the gelatinase balances the gain
  EXPECT_GT(t.network.cleaved[2], 0);
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::elastin), 0, 1e-12);
}

TEST(Turnover, OxidantWearsElasticFibresAndTheyLoseStretchWithTheirSubstance) {
  Tissue t = slab(4);
  t.network.kind.assign(4, static_cast<std::uint8_t>(hari::fibre::Kind::elastic));
  t.network.slack.assign(4, 0.8);
  t.fields[Substance::oxidant].assign(t.grid.n_elements(), 0.5);
  t.ledger.initial[Ledger::elastin] = hari::tissue::mass_in_block(t, Ledger::elastin);
  hari::remodel::TurnoverLaw l = law();
  l.oxidant_wear = 2e-4;
  l.slackening = 1.5;
  for (int i = 0; i < 100; ++i)
    hari::remodel::advance(t, l, hari::fibre::segments_by_element(t.network, t.grid.n_elements()),
                           {.elastin_loss = 1e-4, .glycation = 0}, hari::core::Days(30));
  const double worn = (1e-4 + 0.5 * 2e-4) * 3000;
  EXPECT_NEAR(t.network.mature[2], std::exp(-worn), 1e-12);
  EXPECT_NEAR(1 - t.network.slack[2], 0.2 * std::exp(-1.5 * worn), 1e-12);
  EXPECT_NEAR(t.network.cleaved[2], 1e-4 * 3000, 1e-12);  // what oxidant destroyed, not what age did
  EXPECT_NEAR(hari::tissue::ledger_error(t, Ledger::elastin), 0, 1e-12);
}

TEST(Turnover, ScavengersClearWhatIsDeadFromAWoundHoweverItIsLinked) {
  Tissue sound = slab(10), wound = slab(10);
  hari::remodel::TurnoverLaw l = law();
  l.scavenging = 0.1;
  for (Tissue* t : {&sound, &wound}) {
    t->network.cleaved.assign(10, 0.25);
    t->network.age_links.assign(10, 20);
    t->network.until_cut.assign(10, 1);  // no cut falls
  }
  wound.fields.clearing.assign(wound.grid.n_elements(), 0.05);
  for (Tissue* t : {&sound, &wound})
    hari::remodel::advance(*t, l, hari::fibre::segments_by_element(t->network, t->grid.n_elements()), {},
                           hari::core::Days(1));
  // 0.05 of the tissue is being cleared and a fifth of it is dead: a quarter of the fragments may lie there.
  EXPECT_NEAR(wound.network.cleaved[3] / sound.network.cleaved[3], std::exp(-0.1 * 0.25), 1e-9);
  EXPECT_GT(sound.network.cleaved[3], 0.249);
}

TEST(Turnover, GivesTheSameBitsOnOneAndTwoThreads) {
  Tissue a = slab(3000), b = slab(3000);
  hari::core::set_threads(1);
  settle(a);
  live(a, 3, 30);
  hari::core::set_threads(2);
  settle(b);
  live(b, 3, 30);
  EXPECT_EQ(a.network.mature, b.network.mature);
  EXPECT_EQ(a.network.until_cut, b.network.until_cut);
  EXPECT_EQ(a.ledger.removed, b.ledger.removed);
}

TEST(Turnover, LaysStraightCollagenWhereAWoundIsBuilt) {
  Tissue sound = slab(1000), wound = slab(1000);
  wound.fields.building.assign(wound.grid.n_elements(), 1.0);
  for (Tissue* t : {&sound, &wound}) {
    settle(*t);
    live(*t, 15, 30);
  }
  EXPECT_NEAR(mean(sound.network.slack), mean(sound.network.native_slack), 1e-9);
  EXPECT_LT(mean(wound.network.slack) - 1, 0.7 * (mean(sound.network.slack) - 1));
}

}  // namespace
