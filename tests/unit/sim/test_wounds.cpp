// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "hari/anatomy/block.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/sim/simulation.hpp"
#include "hari/sim/wounds.hpp"

namespace {

using namespace hari;
using core::Days;
using core::years;
using mesh::Layer;
using sim::Simulation;
using sim::WoundLaw;
using tissue::Ledger;
using tissue::Tissue;

const core::ParameterSet& parameters() {
  static const auto set = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

const remodel::TurnoverLaw& turnover() {
  static const auto law = remodel::TurnoverLaw::from(parameters());
  return law;
}

const WoundLaw& law() {
  static const auto all = WoundLaw::from(parameters());
  return all;
}

/// One young block for all tests of this file.
const Tissue& young() {
  static const Tissue block = [] {
    const anatomy::BlockSpec spec{.site = "cheek",
                                  .male = false,
                                  .width_mm = 4,
                                  .subcutis_mm = 0.75,
                                  .elements_across = 4,
                                  .fibres = 2000,
                                  .cells = 1000,
                                  .seed = 1};
    Simulation s(anatomy::build(spec, parameters()), parameters(), {}, {});
    s.settle();
    return s.tissue();
  }();
  return block;
}

constexpr stimulus::Columns laser{
    .ablated_share = 0.02, .ablated_depth = 0.4, .coagulated_share = 0.05, .coagulated_depth = 0.5, .diameter = 0.27};

stimulus::HeatPulse plasma(double fluence) {
  return {.fluence = fluence, .duration = core::Seconds{0.01}, .shedding = Days{1.5}, .closing = Days{5.5}};
}

/// Simulation of a block with one laser session at the age at which it stands.
struct Session final : stimulus::Intervention {
  Days at;
  stimulus::Columns columns;
  Session(Days age, const stimulus::Columns& c) : at(age), columns(c) {}
  std::string_view name() const override { return "session"; }
  stimulus::Stimulus over(Days, Days) const override { return {}; }
  std::vector<stimulus::Act> acts(Days from, Days to) const override {
    return from <= at && at < to ? std::vector<stimulus::Act>{{at, columns}} : std::vector<stimulus::Act>{};
  }
  std::vector<Days> events(Days from, Days to) const override {
    return from < at && at <= to ? std::vector<Days>{at} : std::vector<Days>{};
  }
};

Tissue after(const stimulus::Columns& columns, Days time, std::vector<double>* redness = nullptr) {
  Simulation::Interventions acting;
  acting.push_back(std::make_unique<Session>(young().age, columns));
  Simulation s(young(), parameters(), std::move(acting), {Days{1}, Days{7}, 1.2});
  s.advance_to(young().age + time, [&](const Simulation& now) {
    if (redness) redness->push_back(cells::redness(now.tissue()));
  });
  return s.tissue();
}

void expect_closed_books(const Tissue& t) {
  for (std::size_t account = 0; account < Ledger::n_accounts; ++account)
    EXPECT_NEAR(tissue::ledger_error(t, account), 0, 1e-9) << account;
}

TEST(Wounds, BooksCloseAfterEveryKindOfWound) {
  Tissue t = young();
  const double before = tissue::mass_in_block(t, Ledger::collagen);
  sim::wound(t, turnover(), law(), laser, 0);
  expect_closed_books(t);
  const double gone = before - tissue::mass_in_block(t, Ledger::collagen);
  EXPECT_GT(gone, 0);
  EXPECT_LT(gone, 0.02 * before);  // not all of the depth
  sim::wound(t, turnover(), law(),
             stimulus::Channels{.share = 0.01, .depth = 0.5, .diameter = 0.07, .closing = Days{0.3}}, 1);
  sim::wound(t, turnover(), law(), plasma(60), 2);
  expect_closed_books(t);
}

TEST(Wounds, ColumnsTakeTheirShareDownToTheirDepth) {
  Tissue t = young();
  sim::wound(t, turnover(), law(), laser, 0);
  const auto s = index(tissue::Substance::proteoglycan);
  const std::vector<double>& z = t.grid.z();
  const double alarmed_depth = laser.coagulated_depth + law().reach;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto k = static_cast<std::size_t>(t.grid.ijk(static_cast<mesh::ElementIndex>(e))[2]);
    const double upper = z.back() - z[k + 1], lower = z.back() - z[k];  // of the element [mm]
    const double before = young().fields.amount[s][e];
    if (upper > laser.ablated_depth) {
      EXPECT_EQ(t.fields.amount[s][e], before);
    }
    if (upper > alarmed_depth) {
      EXPECT_EQ(t.fields.alarmed[e], 0);
    }
    if (lower < laser.ablated_depth) {
      EXPECT_NEAR(t.fields.amount[s][e], 0.98 * before, 1e-9 * before);
      EXPECT_GT(t.fields.alarmed[e], 0.07);  // the alarm goes beyond what is hurt
    }
  }
  EXPECT_NEAR(t.barrier.open(t.age), 0.02, 1e-12);
}

TEST(Wounds, AlarmSaturatesWithTheDose) {
  const auto alarmed = [](double dose) {
    Tissue t = young();
    stimulus::Columns c = laser;
    c.ablated_share *= dose;
    c.coagulated_share *= dose;
    sim::wound(t, turnover(), law(), c, 0);
    return tissue::layer_mean(t, Layer::papillary, t.fields.alarmed);
  };
  const double one = alarmed(1), two = alarmed(2), four = alarmed(4);
  EXPECT_GT(two, one);
  EXPECT_LT(two, 1.85 * one);
  EXPECT_LT(four - two, 1.5 * (two - one));  // half of what proportion would add
}

TEST(Wounds, FineChannelsHurtFarLessThanColumns) {
  Tissue needled = young(), lasered = young();
  sim::wound(needled, turnover(), law(),
             stimulus::Channels{.share = 0.006, .depth = 0.5, .diameter = 0.07, .closing = Days{0.25}}, 0);
  sim::wound(lasered, turnover(), law(), laser, 0);
  EXPECT_EQ(tissue::mass_in_block(needled, Ledger::hyaluronan), tissue::mass_in_block(young(), Ledger::hyaluronan));
  EXPECT_LT(tissue::layer_mean(needled, Layer::papillary, needled.fields.alarmed),
            tissue::layer_mean(lasered, Layer::papillary, lasered.fields.alarmed));
  EXPECT_EQ(needled.barrier.open(needled.age + Days{0.3}), 0);
  EXPECT_GT(lasered.barrier.open(lasered.age + Days{10}), 0);
}

TEST(Wounds, WeakHeatStirsStrongHeatKills) {
  Tissue weak = young(), strong = young();
  sim::wound(weak, turnover(), law(), plasma(8), 0);
  sim::wound(strong, turnover(), law(), plasma(60), 0);
  EXPECT_LT(weak.barrier.dressed(weak.age), 0.2);
  EXPECT_GT(strong.barrier.dressed(strong.age), 0.95);
  EXPECT_EQ(strong.barrier.open(strong.age), 0);  // the dead epidermis is a dressing
  EXPECT_GT(strong.barrier.open(strong.age + Days{2}), 0.5);
  EXPECT_GT(tissue::layer_mean(strong, Layer::papillary, strong.fields.alarmed),
            tissue::layer_mean(weak, Layer::papillary, weak.fields.alarmed));
  // What is left of the heat warms the fat by some degrees for seconds: 43 degrees for ten minutes kill 7.5 %
  // (PLA-040).
  EXPECT_LT(tissue::layer_mean(strong, Layer::hypodermis, strong.fields.alarmed), 1e-3);
}

TEST(Wounds, RednessComesAndGoes) {
  std::vector<double> redness;
  const Tissue t = after(laser, Days{40}, &redness);
  EXPECT_GT(*std::ranges::max_element(redness), 0.1);
  EXPECT_LT(redness.back(), 0.1 * *std::ranges::max_element(redness));
  EXPECT_EQ(cells::roughness(t), 0);
  expect_closed_books(t);
}

/// R0 [mm] of one suction, even skin, coarse mesh.
double height(const Tissue& t) {
  probe::CutometerProtocol p;
  p.cycles = 1;
  p.mesh = mesh::Resolution::coarse;
  p.domain = probe::Domain::quarter;
  return std::ranges::max(probe::measure(p, t, mechanics::Laws::from(parameters())).height_mm);
}

TEST(Wounds, SkinIsFirmerThreeMonthsAfterALaserThanWithout) {
  const Tissue treated = after(laser, Days{90});
  stimulus::Columns nothing = laser;
  nothing.ablated_share = nothing.coagulated_share = 0;
  const Tissue twin = after(nothing, Days{90});
  EXPECT_LT(height(treated), height(twin));
  std::printf("R0 %.1f %%\n", 100 * (height(treated) / height(twin) - 1));
  // The tension is where the columns were.
  const auto tension = [](const Tissue& t) { return tissue::layer_mean(t, Layer::papillary, t.fields.tension); };
  EXPECT_GT(tension(treated), tension(twin));
}

}  // namespace
