// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"
#include "hari/remodel/turnover.hpp"

namespace {

using hari::core::Days;
using hari::core::years;
using hari::mesh::Layer;
using hari::remodel::TurnoverLaw;
using hari::tissue::Ledger;
using hari::tissue::Tissue;

TurnoverLaw law() {
  TurnoverLaw l{};
  l.bulk_rate = std::log(2.0) / years(15).count();
  l.mature_rate = 0.0015;
  l.labile_rate = 0.0985;
  l.freed_length = 0.05;
  l.gelatinase_rate = 0.03;
  l.mending = 5;
  l.protection_stress = 1100;
  l.protection_floor = 0.05;
  l.age_resistance = 0.1;
  l.lost_share = 0.1;
  l.renewal_rate = 1 / years(1).count();
  l.crimp_power = 1;
  l.fibril_modulus = 250e3;
  l.bundle_spread = 0.02;
  l.collagen_charge = 0.75;
  l.hyaluronan_content = 0.37;
  return l;
}

/// A reticular slab full of straight level fibres of equal mass, slack spread evenly from 1.0 to 1.2.
Tissue slab(std::size_t fibres, std::uint64_t seed = 1) {
  Tissue t;
  t.seed = seed;
  t.age = years(25);
  t.grid = hari::mesh::Grid({0, 1, 2}, {0, 1, 2}, {-1, 0}, {Layer::reticular});
  hari::fibre::Network& n = t.network;
  n.first_vertex.push_back(0);
  for (std::size_t f = 0; f < fibres; ++f) {
    n.id.push_back(f + 1);
    n.kind.push_back(0);
    n.layer.push_back(static_cast<std::uint8_t>(Layer::reticular));
    n.alive.push_back(1);
    n.weight.push_back(2);
    n.length.push_back(0);
    for (auto* column : {&n.labile, &n.cleaved, &n.cuts, &n.until_cut}) column->push_back(0);
    for (auto* column : {&n.calibre, &n.mature}) column->push_back(1);
    const double slack = 1.0 + 0.2 * static_cast<double>(f) / static_cast<double>(fibres);
    n.slack.push_back(slack);
    n.native_slack.push_back(slack);
    n.lox.push_back(1);
    n.age_links.push_back(1);
    n.cut_ordinal.push_back(0);
    n.born.push_back(t.age.count());
    const float y = 0.1F + 1.8F * static_cast<float>(f % 7) / 7;
    for (int v = 0; v <= 4; ++v) {
      n.vertex.insert(n.vertex.end(), {0.5F + 0.25F * static_cast<float>(v), y, -0.5F});
      n.host.push_back(-1);
    }
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    hari::fibre::place(n, f, t.grid);
  }
  hari::tissue::Fields& fields = t.fields;
  fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  fields.growth.assign(t.grid.n_elements(), 1.0);
  fields[hari::tissue::Substance::collagenase].assign(t.grid.n_elements(), 1.0);
  t.homeostasis.columns([](const auto&, auto& column) { column.assign(hari::mesh::n_layers, 0.0); });
  return t;
}

void settle(Tissue& t) {
  hari::remodel::settle(t, law());
}

/// What young cells would make: exactly what the settled fibres take, in proportion to the capacity in each element.
void feed(Tissue& t, double share) {
  const hari::fibre::Network& n = t.network;
  std::fill(t.fields.collagen_source.begin(), t.fields.collagen_source.end(), 0.0);
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    for (std::uint32_t s = n.first_vertex[f]; s + 1 < n.first_vertex[f + 1]; ++s)
      t.fields.collagen_source[static_cast<std::size_t>(n.host[s])] +=
          share * n.weight[f] * n.calibre[f] / 4 * t.homeostasis.deposition[n.layer[f]];
}

hari::remodel::TurnoverReport live(Tissue& t, double duration_years, double step_days, double share = 1,
                                   const hari::remodel::Drivers& drivers = {}) {
  const auto by = hari::fibre::segments_by_element(t.network, t.grid.n_elements());
  feed(t, share);
  hari::remodel::TurnoverReport total;
  const auto steps = static_cast<int>(years(duration_years).count() / step_days);
  for (int i = 0; i < steps; ++i) {
    const auto r = hari::remodel::advance(t, law(), by, drivers, Days{step_days});
    total.cuts += r.cuts;
    total.lost += r.lost;
    t.age += Days{step_days};
  }
  return total;
}

double mean(const std::vector<double>& v) {
  double s = 0;
  for (double x : v) s += x;
  return s / static_cast<double>(v.size());
}

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

TEST(Turnover, AgeCrossLinksHoldWhatIsCut) {
  Tissue plain = slab(2000), linked = slab(2000);
  for (Tissue* t : {&plain, &linked}) settle(*t);
  linked.network.age_links.assign(2000, 6);  // 1 + 0.1 x 5: two thirds of the mass go with each cut
  const auto freed = [](Tissue& t) {
    const double before = mean(t.network.mature);
    const auto cuts = live(t, 1, 30, 0).cuts;
    return (before - mean(t.network.mature)) * 2000 / static_cast<double>(cuts);
  };
  EXPECT_NEAR(freed(linked) / freed(plain), 1 / 1.5, 0.04);
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

TEST(Growth, FollowsCollagenAndHyaluronan) {
  Tissue t = slab(10);
  t.homeostasis.collagen_density[1] = 200;
  t.homeostasis.hyaluronan[1] = 0.4;
  t.fields.collagen_density.assign(t.grid.n_elements(), 100);
  t.fields[hari::tissue::Substance::hyaluronan_high].assign(t.grid.n_elements(), 0.4);
  hari::remodel::grow(t, law());
  EXPECT_NEAR(t.fields.growth[0], 0.75 * 0.5 + 0.25, 1e-12);
}

}  // namespace
