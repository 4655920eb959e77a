// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/anatomy/block.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/sim/simulation.hpp"

namespace {

using hari::core::Days;
using hari::core::years;
using hari::sim::Simulation;
using hari::stimulus::Intervention;
using hari::tissue::Ledger;

const hari::core::ParameterSet& parameters() {
  static const auto set = hari::scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

Simulation::Interventions ageing() {
  Simulation::Interventions list;
  list.push_back(hari::exposure::make_intrinsic_ageing({.speed = 1}, parameters()));
  return list;
}

Simulation young(Simulation::Interventions acting = {}, hari::sim::ClockSettings clock = {}) {
  const hari::anatomy::BlockSpec spec{.site = "cheek",
                                      .male = false,
                                      .width_mm = 4,
                                      .subcutis_mm = 0.75,
                                      .elements_across = 6,
                                      .fibres = 3000,
                                      .cells = 1500,
                                      .seed = 1};
  Simulation s(hari::anatomy::build(spec, parameters()), parameters(), std::move(acting), clock);
  s.settle();
  return s;
}

void expect_same_bits(const Simulation& one, const Simulation& other) {
  const auto a = hari::tissue::snapshot(one.tissue()), b = hari::tissue::snapshot(other.tissue());
  for (std::size_t g = 0; g < a.size(); ++g)
    for (std::size_t c = 0; c < a[g].columns.size(); ++c)
      EXPECT_TRUE(a[g].columns[c].values == b[g].columns[c].values) << a[g].name << "/" << a[g].columns[c].info.name;
}

/// Something sudden at 25.5 years that does nothing.
struct Pinprick final : Intervention {
  std::string_view name() const override { return "pinprick"; }
  hari::stimulus::Stimulus over(Days, Days) const override { return {}; }
  std::vector<Days> events(Days from, Days to) const override {
    const Days e = years(25.5);
    return e > from && e <= to ? std::vector<Days>{e} : std::vector<Days>{};
  }
};

TEST(Simulation, SettlesToYoungSkin) {
  Simulation s = young();
  const auto c = hari::tissue::composition(s.tissue());
  EXPECT_NEAR(c.spread, 1, 0.02);
  EXPECT_NEAR(c.senescent_fraction, 0.01, 0.005);
  const auto& t = s.tissue();
  for (auto l : {hari::mesh::Layer::reticular, hari::mesh::Layer::papillary})
    EXPECT_NEAR(hari::tissue::layer_mean(t, l, t.fields[hari::tissue::Substance::collagenase]), 1, 0.3);
}

TEST(Simulation, StandsStillWhileNothingDrivesIt) {
  Simulation s = young();
  const auto before = hari::tissue::composition(s.tissue());
  s.advance_to(years(35));
  const auto after = hari::tissue::composition(s.tissue());
  // A block of 1500 cells: its number of fibroblasts wanders by 2 %.
  EXPECT_NEAR(after.collagen / before.collagen, 1, 0.03);
  EXPECT_NEAR(after.hyaluronan / before.hyaluronan, 1, 0.06);
  EXPECT_NEAR(after.elastin / before.elastin, 1, 1e-5);  // cells that are not quite spread make a trace of oxidant
}

TEST(Simulation, LosesCollagenElastinAndThicknessWithAge) {
  Simulation s = young(ageing());
  const auto before = hari::tissue::composition(s.tissue());
  s.advance_to(years(55));
  const auto after = hari::tissue::composition(s.tissue());
  EXPECT_LT(after.collagen, 0.92 * before.collagen);
  EXPECT_LT(after.elastin, 0.85 * before.elastin);
  EXPECT_LT(after.thickness, before.thickness);
  EXPECT_GT(after.senescent_fraction, 2 * before.senescent_fraction);
}

TEST(Simulation, ClosesItsBooks) {
  Simulation s = young(ageing());
  s.advance_to(years(30));
  for (std::size_t account = 0; account < Ledger::n_accounts; ++account)
    EXPECT_NEAR(hari::tissue::ledger_error(s.tissue(), account), 0, 1e-11) << "account " << account;
}

TEST(Simulation, WalksFinelyAfterAnEventAndCoarselyElsewhere) {
  Simulation::Interventions acting;
  acting.push_back(std::make_unique<Pinprick>());
  Simulation s = young(std::move(acting));
  std::vector<double> ages{s.tissue().age.count()};
  s.advance_to(years(26.5), [&](const Simulation& now) { ages.push_back(now.tissue().age.count()); });
  double before = 0, finest = 1e9;
  bool landed = false;
  for (std::size_t i = 1; i < ages.size(); ++i) {
    const double step = ages[i] - ages[i - 1];
    if (ages[i] <= years(25.5).count()) before = std::max(before, step);
    landed = landed || ages[i] == years(25.5).count();
    finest = std::min(finest, step);
    EXPECT_LE(step, 30 + 1e-9);
  }
  EXPECT_TRUE(landed);
  EXPECT_GT(before, 20);
  EXPECT_LE(finest, 1 + 1e-9);
  EXPECT_EQ(ages.back(), years(26.5).count());
}

TEST(Simulation, GoesOnBitForBitFromAStoredState) {
  Simulation whole = young(ageing()), first = young(ageing());
  whole.advance_to(years(27));
  // Stop between two stops of the clock, store, restore, go on.
  struct Stop {};
  int steps = 0;
  try {
    first.advance_to(years(27), [&](const Simulation&) {
      if (++steps == 7) throw Stop{};
    });
  } catch (const Stop&) {
  }
  Simulation second(hari::tissue::restore(hari::tissue::snapshot(first.tissue())), parameters(), ageing(), {});
  second.resume_tally(first.tally());
  second.advance_to(years(27));
  expect_same_bits(whole, second);
}

TEST(Simulation, GivesTheSameBitsOnOneAndTwoThreads) {
  hari::core::set_threads(1);
  Simulation one = young(ageing());
  one.advance_to(years(27));
  hari::core::set_threads(2);
  Simulation two = young(ageing());
  two.advance_to(years(27));
  expect_same_bits(one, two);
}

// Each bundle keeps its own thresholds whatever the step, so runs of different steps differ by splitting alone.
/// What refuses to go on to this age; empty if nothing does.
std::string refusal(Simulation& s, Days age) try {
  s.advance_to(age);
  return {};
} catch (const hari::core::SolverError& e) {
  return e.what();
}

TEST(Simulation, EndsWhereMoreCellsAreBornThanTheBlockMayHold) {
  Simulation free = young(ageing()), roomy = young(ageing()), full = young(ageing());
  const std::size_t cells = full.tissue().cells.size();
  roomy.allow_cells(2 * cells);
  full.allow_cells(cells - 100);
  free.advance_to(years(26));
  EXPECT_EQ(refusal(roomy, years(26)), "");
  expect_same_bits(free, roomy);
  ASSERT_GT(free.tally().born[0], 0u);
  const std::string said = refusal(full, years(26));
  EXPECT_NE(said.find(std::to_string(cells - 100) + " cells"), std::string::npos) << said;
  EXPECT_NE(said.find("at 25"), std::string::npos) << said;
}

TEST(Simulation, HardlyDependsOnItsStep) {
  const auto collagen_after = [&](double coarsest) {
    Simulation s = young(ageing(), {.finest = Days{1}, .coarsest = Days{coarsest}, .growth = 1.5});
    s.advance_to(years(35));
    return hari::tissue::composition(s.tissue()).collagen;
  };
  const double fine = collagen_after(7.5);
  EXPECT_NEAR(collagen_after(30) / fine, 1, 0.01);
  EXPECT_NEAR(collagen_after(60) / fine, 1, 0.02);
}

}  // namespace
