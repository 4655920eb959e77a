// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <set>

#include "hari/cells/cell_lists.hpp"
#include "hari/core/parallel.hpp"
#include "plain_skin.hpp"

namespace {

using namespace hari::cells;
using hari::core::Days;
using hari::core::years;
using hari::mesh::Layer;
using hari::tissue::CellKind;
using hari::tissue::CellState;
using hari::tissue::Substance;
using hari::tissue::Tissue;

Secretion secreted(const Tissue& t, const CellLaw& l, std::size_t i) {
  return secretion(t, l, survey(t, l), i);
}

TEST(Population, KeepsItsNumbersWhenNothingDrivesIt) {
  Tissue t = slab(5000, 200);
  live_on(t, law(), 30, 30);
  EXPECT_EQ(count(t, CellKind::stem_cell), 200);
  // A regulated birth-death process scatters less than Poisson; four of its standard deviations are allowed.
  EXPECT_NEAR(count(t, CellKind::reticular_fibroblast), 5000, 4 * std::sqrt(5000.0));
  double senescent = 0;
  for (auto s : t.cells.state) senescent += s;
  EXPECT_NEAR(senescent / 5000, 0.01, 4 * std::sqrt(0.01 / 5000));
}

TEST(Population, LivesExponentially) {
  Tissue t = slab(8000, 0);
  for (auto& s : t.cells.state) s = 0;
  CellLaw l = law();
  l.senescent_young = 1e-9;
  live_on(t, l, 4, 10);
  EXPECT_NEAR(count(t, CellKind::reticular_fibroblast) / 8000, std::exp(-1), 4 * std::sqrt(0.37 * 0.63 / 8000));
}

// Births at a constant rate, each life exponential: the number after a long time is Poisson, mean and variance alike.
TEST(Population, IsPoissonWhereBirthsAnswerNoDeficit) {
  CellLaw l = law({});  // stem cells divide at their young rate whatever there is
  l.motility = 0;
  l.senescent_young = 1e-9;
  constexpr int blocks = 60;
  double sum = 0, squares = 0;
  for (int b = 0; b < blocks; ++b) {
    Tissue t = slab(0, 20);
    t.seed = static_cast<std::uint64_t>(100 + b);
    settle(t, l);
    t.homeostasis.stem_division[1] = 5 / l.lifetime;
    live_on(t, l, 32, 60);
    const double n = count(t, CellKind::reticular_fibroblast);
    sum += n;
    squares += n * n;
  }
  const double mean = sum / blocks, variance = (squares - sum * mean) / (blocks - 1);
  EXPECT_NEAR(mean, 100, 4 * std::sqrt(100.0 / blocks));
  EXPECT_NEAR(variance / mean, 1, 4 * std::sqrt(2.0 / blocks));
}

// Each cell divides at rate b: after t the mean is n exp(b t), the variance n exp(b t) (exp(b t) - 1) (Yule 1925).
TEST(Population, GrowsAsAYuleProcessWhereFibroblastsDivide) {
  const Response always{1, 3, 1e-9, 1};  // inflammation from 0: an excess of 2
  CellLaw l = law({rule(Actor::fibroblast, Behaviour::division, signal(Substance::inflammation), always)});
  l.motility = 0;
  l.lifetime = 1e12;
  l.senescent_young = 1e-12;
  l.division = 0.05;
  Tissue t = slab(4000, 0);
  for (auto& s : t.cells.state) s = 0;
  t.fields[Substance::inflammation].assign(t.grid.n_elements(), 1.0);
  for (int i = 0; i < 40; ++i) step(t, l, 0.25);
  const double grown = std::exp(0.1 * 10);
  const double n = count(t, CellKind::reticular_fibroblast);
  // Daughters of a step divide from the next on: the mean is that of (1 + b dt)^steps, 1.2 % less.
  EXPECT_NEAR(n / (4000 * grown), 1, 0.015 + 4 * std::sqrt((grown - 1) / grown / 4000));
}

// Where a daughter lies and when she will divide are two draws. (One number served both until 2026-11-27.)
TEST(Population, LaysDaughtersOfStemCellsWithoutRegardToTheirLives) {
  CellLaw l = law({});
  l.motility = 0;
  Tissue t = slab(0, 4000, 40);
  settle(t, l);
  t.homeostasis.stem_division[1] = 0.5;
  step(t, l, 1);
  const auto& c = t.cells;
  double n = 0, x = 0, xx = 0, y = 0, yy = 0, xy = 0;
  for (std::size_t i = 4000; i < c.size(); ++i) {
    const double squared = std::pow(c.position[3 * i] - 20, 2), life = c.until_division[i];
    n += 1, x += squared, xx += squared * squared, y += life, yy += life * life, xy += squared * life;
  }
  ASSERT_GT(n, 1000);
  const double correlation = (xy / n - x * y / n / n) / std::sqrt((xx / n - x * x / n / n) * (yy / n - y * y / n / n));
  EXPECT_NEAR(correlation, 0, 4 / std::sqrt(n));
}

TEST(Population, TurnsSenescentAtTheLimitOfDivisions) {
  const Response always{1, 3, 1e-9, 1};
  CellLaw l = law({rule(Actor::fibroblast, Behaviour::division, signal(Substance::inflammation), always)});
  l.motility = 0;
  l.lifetime = 1e12;
  l.senescent_young = l.senescent_clearance = 1e-9;  // of nothing else do cells grow old, and none is cleared
  l.division = 0.05;
  l.division_limit = 3;
  Tissue t = slab(200, 0);
  for (auto& s : t.cells.state) s = 0;
  t.fields[Substance::inflammation].assign(t.grid.n_elements(), 1.0);
  for (int i = 0; i < 2000; ++i) step(t, l, 0.25);
  // Each of the first has divided three times over: eight cells, all of them old, though some were due twice in a step.
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    EXPECT_EQ(t.cells.state[i], static_cast<std::uint8_t>(CellState::senescent));
    EXPECT_EQ(t.cells.divisions[i], 3u);
  }
  EXPECT_EQ(t.cells.size(), 200u * 8);
}

// The secretome of the old: what they give off stands in the place, and the young there grow old sooner.
TEST(Population, GrowsOldSoonerBesideSenescentCells) {
  const Response to_cytokines{1, 4, 1, 1};
  CellLaw l = law({rule(Actor::fibroblast, Behaviour::senescence, signal(Substance::inflammation), to_cytokines),
                   rule(Actor::senescent, Behaviour::inflammation, signal(Cue::state), {1, 20, 1, 1})});
  l.motility = 0;
  l.lifetime = 1e12;
  l.senescent_young = 0.1;
  l.senescent_clearance = 1e-3;
  Tissue t = slab(16000, 0);
  t.homeostasis.per_cell[hari::tissue::n_substances + index(Substance::inflammation)] = 0.5;
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    const bool left = i % 2 == 0;
    t.cells.position[3 * i] = left ? 1 : 3;
    t.cells.element[i] = t.grid.locate(left ? 1 : 3, 2, -2);
    t.cells.state[i] = static_cast<std::uint8_t>(left && i % 20 == 0 ? CellState::senescent : CellState::active);
    if (t.cells.state[i]) t.cells.until_death[i] = 1e12;
  }
  const auto here = static_cast<std::size_t>(t.cells.element[0]), there = static_cast<std::size_t>(t.cells.element[1]);
  secrete(t, l, survey(t, l));
  const auto& source = t.fields.source[index(Substance::inflammation)];
  ASSERT_GT(source[here], 0);
  ASSERT_EQ(source[there], 0);
  auto& level = t.fields[Substance::inflammation];
  for (std::size_t e = 0; e < level.size(); ++e)
    level[e] = source[e] / source[here];  // 1 beside them, 0 away from them
  for (int i = 0; i < 100; ++i) step(t, l, 10);
  double beside = -800, away = 0;  // less those who were old before
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    (static_cast<std::size_t>(t.cells.element[i]) == here ? beside : away) +=
        t.cells.state[i] == static_cast<std::uint8_t>(CellState::senescent);
  // Turning at hazard h, cleared at c: what is there after a time grows with h as h (exp(-h t) - exp(-c t)) / (c - h).
  const double c = 1e-3, time = 1000;
  const auto due = [&](double n, double h) { return n * h * (std::exp(-h * time) - std::exp(-c * time)) / (c - h); };
  const double young = 0.1 / 0.9 * c;
  EXPECT_NEAR(away, due(8000, young), 4 * std::sqrt(due(8000, young)));
  EXPECT_NEAR(beside, due(7200, to_cytokines(1) * young), 4 * std::sqrt(due(7200, to_cytokines(1) * young)));
  EXPECT_GT(beside, 1.8 * away);
}

TEST(Population, FallsWithItsStemCells) {
  Tissue t = slab(6000, 400);
  const double loss = std::log(2.0) / years(50).count();
  live_on(t, law(), 50, 30, {.damage = 0, .stem_loss = loss});
  const double stems = count(t, CellKind::stem_cell) / 400;
  EXPECT_NEAR(stems, 0.5, 4 * std::sqrt(0.25 / 400));
  // x fibroblasts let stem cells divide at 2 / (1 + x^2): x (1 + x^2) = 2 stems.
  const double x = count(t, CellKind::reticular_fibroblast) / 6000;
  EXPECT_NEAR(x * (1 + x * x), 2 * stems, 0.1);
}

TEST(Population, RefillsEmptyNichesAndNoMore) {
  CellLaw l = law();
  l.self_renewal = 0.05;
  Tissue t = slab(3000, 300);
  live_on(t, l, 20, 30);
  EXPECT_EQ(count(t, CellKind::stem_cell), 300);  // no niche is empty
  hari::cells::Drivers loss{.damage = 0, .stem_loss = 0.1};
  step(t, l, 5, loss);
  const double left = count(t, CellKind::stem_cell);
  ASSERT_LT(left, 250);
  live_on(t, l, 30, 30);
  EXPECT_GT(count(t, CellKind::stem_cell), left + 0.5 * (300 - left));
  EXPECT_LE(count(t, CellKind::stem_cell), 310);
}

TEST(Population, GivesEveryCellItsOwnIdentity) {
  Tissue t = slab(1000, 100);
  live_on(t, law(), 10, 30);
  EXPECT_EQ(std::set<std::uint64_t>(t.cells.id.begin(), t.cells.id.end()).size(), t.cells.size());
}

TEST(Population, CollapsesOnCutCollagenAndWithoutTension) {
  const Response of_anchorage{0, 1, 0.6, 2}, of_tension{0, 1, 0.3, 1};
  Tissue t = slab(10, 0);
  t.fields.anchorage.assign(t.grid.n_elements(), 50);
  step(t, law(), 60);
  EXPECT_NEAR(t.cells.spread[1], of_anchorage(0.5) / of_anchorage(1), 1e-6);
  // Half of it cut in half the volume: as many contacts, half of which hold.
  t.fields.collagen_density.assign(t.grid.n_elements(), 50);
  t.fields.anchorage.assign(t.grid.n_elements(), 25);
  t.fields.growth.assign(t.grid.n_elements(), 0.5);
  step(t, law(), 60);
  EXPECT_NEAR(t.cells.spread[1], of_anchorage(0.5) / of_anchorage(1), 1e-6);
  // Water thins whole collagen twofold: the cell finds fewer fibres, though not half as few.
  t.fields.collagen_density.assign(t.grid.n_elements(), 100);
  t.fields.anchorage.assign(t.grid.n_elements(), 100);
  t.fields.growth.assign(t.grid.n_elements(), 2);
  t.fields.tension.assign(t.grid.n_elements(), 5);  // fibres as taut over twice the area
  step(t, law(), 60);
  EXPECT_NEAR(t.cells.spread[1], of_anchorage(0.5 * 1.25 / 0.75) / of_anchorage(1), 1e-6);
  t.fields.anchorage.assign(t.grid.n_elements(), 50);
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields.tension.assign(t.grid.n_elements(), 5);
  step(t, law(), 60);
  EXPECT_NEAR(t.cells.spread[1], of_anchorage(0.5) / of_anchorage(1) * of_tension(0.5) / of_tension(1), 1e-6);
}

TEST(Population, FeelsCollagenWithinReachOnly) {
  Tissue t = slab(10, 0);
  t.fields.anchorage[0] = 0;  // the cells sit in another element
  CellLaw l = law();
  l.motility = 0;
  step(t, l, 60);
  EXPECT_NEAR(t.cells.spread[1], 1, 1e-6);
  l.reach = 2;  // one element: of nine mirrored neighbours, four are the empty one
  step(t, l, 60);
  EXPECT_LT(t.cells.spread[1], 0.99);
}

TEST(Population, SecretesLessWhenRoundOrDamagedAndMoreEnzymeWhenSenescent) {
  Tissue t = slab(200, 1);
  t.cells.damage[1] = 2;
  EXPECT_DOUBLE_EQ(secreted(t, law(), 1)[index(Behaviour::collagen)], 0.5);
  t.cells.spread[2] = 0.25;
  EXPECT_LT(secreted(t, law(), 2)[index(Behaviour::collagen)], 0.2);
  EXPECT_DOUBLE_EQ(secreted(t, law(), 2)[index(Behaviour::collagenase)], 1 + 2 * 0.75 / 1.75);
  EXPECT_DOUBLE_EQ(secreted(t, law(), 100)[index(Behaviour::collagenase)], 5);
  EXPECT_EQ(secreted(t, law(), 200)[index(Behaviour::collagen)], 0);  // a stem cell
}

TEST(Population, StaysInsideItsLayer) {
  Tissue t = slab(300, 20, 0.05);
  live_on(t, law(), 5, 30);
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    for (int a = 0; a < 3; ++a) {
      EXPECT_GE(t.cells.position[3 * i + a], a < 2 ? 0.0 : -0.05);
      EXPECT_LE(t.cells.position[3 * i + a], a < 2 ? 0.05 : 0.0);
    }
}

TEST(Population, GivesTheSameBitsOnOneAndTwoThreads) {
  hari::core::set_threads(1);
  Tissue a = slab(3000, 200);
  live_on(a, law(), 3, 30, {.damage = 1e-4, .stem_loss = 1e-5});
  hari::core::set_threads(2);
  Tissue b = slab(3000, 200);
  live_on(b, law(), 3, 30, {.damage = 1e-4, .stem_loss = 1e-5});
  EXPECT_EQ(a.cells.id, b.cells.id);
  EXPECT_EQ(a.cells.position, b.cells.position);
  EXPECT_EQ(a.cells.until_death, b.cells.until_death);
}

TEST(Population, NeedsLessThan200BytesPerCell) {
  Tissue t = slab(100, 0);
  double bytes = 0;
  t.cells.columns([&](const hari::core::ColumnInfo& info, const auto& column) {
    if (info.name != "weight") bytes += static_cast<double>(column.size() * sizeof(column[0])) / 100;
  });
  EXPECT_LT(bytes, 200);
}

TEST(CellLists, NameEveryCellOnceInOrder) {
  Tissue t = slab(500, 20);
  live_on(t, law(), 4, 30);
  const CellLists lists = cells_by_element(t.cells, t.grid.n_elements());
  std::size_t seen = 0;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    std::int64_t last = -1;
    for (const std::uint32_t i : lists.in(e)) {
      EXPECT_EQ(t.cells.element[i], static_cast<std::int32_t>(e));
      EXPECT_GT(static_cast<std::int64_t>(i), last);
      last = i;
      ++seen;
    }
  }
  EXPECT_EQ(seen, t.cells.size());
}

TEST(Myofibroblast, ArisesUnderTensionAndTgfBetaPullsAndLeaves) {
  using enum Behaviour;
  CellLaw l = law({rule(Actor::fibroblast, differentiation, signal(Substance::tgf_beta), {0, 1, 4, 4}),
                   rule(Actor::fibroblast, differentiation, signal(Cue::tension), {0, 1, 1, 1}),
                   rule(Actor::myofibroblast, traction, signal(Cue::state), {1, 5, 1, 1}),
                   rule(Actor::myofibroblast, collagen, signal(Cue::state), {1, 3, 1, 1})});
  l.contraction = 3e-4;
  l.motility = 0;
  const auto share = [](const Tissue& t) {
    double n = 0;
    for (auto s : t.cells.state) n += s == static_cast<std::uint8_t>(CellState::myofibroblast);
    return n / static_cast<double>(t.cells.size());
  };
  Tissue t = slab(2000, 0);
  t.homeostasis.signal[hari::tissue::n_substances + index(Substance::tgf_beta)] = 1;
  auto& tgf = t.fields[Substance::tgf_beta];
  tgf.assign(t.grid.n_elements(), 1.0);
  for (int day = 0; day < 30; ++day) step(t, l, 1);
  EXPECT_EQ(share(t), 0);
  tgf.assign(t.grid.n_elements(), 10.0);
  Tissue slack = t;
  slack.fields.tension.assign(t.grid.n_elements(), 0.0);
  for (int day = 0; day < 14; ++day) {
    step(t, l, 1);
    step(slack, l, 1);
  }
  EXPECT_GT(share(t), 0.3);
  EXPECT_EQ(share(slack), 0);
  std::size_t one = 0;
  while (t.cells.state[one] != static_cast<std::uint8_t>(CellState::myofibroblast)) ++one;
  tgf.assign(t.grid.n_elements(), 1.0);
  step(t, l, 0.001);
  EXPECT_EQ(t.cells.traction[one], 5.0f);
  EXPECT_DOUBLE_EQ(secreted(t, l, one)[index(collagen)], 3);
  const double before = share(t);
  for (int day = 0; day < 28; ++day) step(t, l, 1);
  EXPECT_NEAR(share(t) / before, std::exp(-0.07 * 28), 0.05);
}

TEST(Secretion, BalancesWhatSettledFibresTake) {
  Tissue t = slab(100, 0);
  auto& n = t.network;
  n.kind = {0, 1};
  n.id = {1, 2};
  n.layer = {1, 1};
  n.weight = {3, 3};
  n.calibre = {2, 50};
  n.mature = {1, 1};
  n.age_links = {1, 1};
  n.alive = {1, 1};
  n.first_vertex = {0, 1, 2};
  t.homeostasis.deposition[1] = 0.1;
  settle_collagen(t, law(), survey(t, law()));
  secrete(t, law(), survey(t, law()));
  double made = 0;
  for (double s : t.fields.collagen_source) made += s;
  EXPECT_NEAR(made, 3 * 2 * 0.1, 1e-12);  // the elastic fibre takes none
}

TEST(Secretion, OfCytokinesIsWhatIsBeyondYoungSkin) {
  const Rule sasp = rule(Actor::senescent, Behaviour::inflammation, signal(Cue::state), {1, 20, 1, 1});
  Tissue t = slab(200, 0);
  t.homeostasis.per_cell[hari::tissue::n_substances + index(Substance::inflammation)] = 0.5;
  const CellLaw l = law({sasp});
  secrete(t, l, survey(t, l));
  double made = 0;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
    made +=
        t.fields.source[index(Substance::inflammation)][e] * t.grid.volume(static_cast<hari::mesh::ElementIndex>(e));
  EXPECT_NEAR(made, 2 * 19 * 0.5, 1e-9);  // two of two hundred are senescent
}

}  // namespace
