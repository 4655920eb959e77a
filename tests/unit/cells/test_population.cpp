// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "hari/cells/population.hpp"
#include "hari/core/parallel.hpp"

namespace {

using hari::cells::CellLaw;
using hari::core::Days;
using hari::core::years;
using hari::mesh::Layer;
using hari::tissue::CellKind;
using hari::tissue::CellState;
using hari::tissue::Tissue;

CellLaw law() {
  CellLaw l{};
  l.spread_of_anchorage = {0.6, 2};
  l.spread_of_tension = {0.3, 1};
  l.collagen_of_spread = {0.8, 2};
  l.reach = 0;
  l.spread_time = 3;
  l.collagen_damage_half = 2;
  l.hyaluronan_damage_half = 4;
  l.collagenase_collapse_gain = 1;
  l.lifetime = years(4).count();
  l.motility = 1e-4;
  l.motility_across = 0.25;
  l.senescence_gain = 9;
  l.senescent_young = 0.01;
  l.senescent_clearance = 0.7 / years(1).count();
  l.senescent_collagen = 0.5;
  l.senescent_collagenase = 5;
  l.stem_gain = 1;
  l.homing = 1;
  l.epidermis_hyaluronan = 0.1;
  l.hyaluronan_clearance = 0.4;
  return l;
}

Tissue slab(std::size_t fibroblasts, std::size_t stems, double width = 4) {
  Tissue t;
  t.seed = 5;
  t.age = years(25);
  t.grid = hari::mesh::Grid({0, width / 2, width}, {0, width / 2, width}, {-width, 0}, {Layer::reticular});
  auto& c = t.cells;
  c.weight = {1};
  for (std::size_t i = 0; i < fibroblasts + stems; ++i) {
    c.id.push_back(i + 1);
    c.kind.push_back(static_cast<std::uint8_t>(i < fibroblasts ? CellKind::reticular_fibroblast : CellKind::stem_cell));
    c.state.push_back(
        static_cast<std::uint8_t>(i < fibroblasts && i % 100 == 0 ? CellState::senescent : CellState::active));
    c.position.insert(c.position.end(), {width / 2, width / 2, -width / 2});
    c.axis.insert(c.axis.end(), {1, 0, 0});
    c.element.push_back(t.grid.locate(width / 2, width / 2, -width / 2));
    for (auto* column : {&c.damage, &c.until_division, &c.until_death, &c.until_senescence}) column->push_back(0);
    c.spread.push_back(1);
    c.born.push_back(0);
    c.divisions.push_back(0);
    c.ordinal.push_back(0);
  }
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  t.fields.anchorage.assign(t.grid.n_elements(), 100);
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields.tension.assign(t.grid.n_elements(), 10);
  t.homeostasis.columns([](const auto&, auto& column) { column.assign(hari::mesh::n_layers, 0.0); });
  t.homeostasis.anchorage[1] = 100;
  t.homeostasis.tension[1] = 10;
  hari::cells::settle(t, law());
  return t;
}

void live(Tissue& t, const CellLaw& l, double duration_years, double step, const hari::cells::Drivers& drivers = {}) {
  const auto steps = static_cast<int>(std::lround(years(duration_years).count() / step));
  for (int i = 0; i < steps; ++i) {
    hari::cells::live(t, l, drivers, Days{step});
    t.age += Days{step};
  }
}

double count(const Tissue& t, CellKind kind) {
  double n = 0;
  for (auto k : t.cells.kind) n += k == static_cast<std::uint8_t>(kind);
  return n;
}

TEST(Response, IsOneForYoungTissueAndSaturates) {
  const hari::cells::Response r{0.8, 2};
  EXPECT_DOUBLE_EQ(r(1), 1);
  EXPECT_EQ(r(0), 0);
  EXPECT_EQ(r(-1), 0);
  EXPECT_NEAR(r(0.8), (1 + 0.64) / 2, 1e-12);
  EXPECT_NEAR(r(1e9), 1.64, 1e-6);
}

TEST(Population, KeepsItsNumbersWhenNothingDrivesIt) {
  Tissue t = slab(5000, 200);
  live(t, law(), 30, 30);
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
  live(t, l, 4, 10);
  EXPECT_NEAR(count(t, CellKind::reticular_fibroblast) / 8000, std::exp(-1), 4 * std::sqrt(0.37 * 0.63 / 8000));
}

TEST(Population, FallsWithItsStemCells) {
  Tissue t = slab(6000, 400);
  const double loss = std::log(2.0) / years(50).count();
  live(t, law(), 50, 30, {.damage = 0, .stem_loss = loss});
  const double stems = count(t, CellKind::stem_cell) / 400;
  EXPECT_NEAR(stems, 0.5, 4 * std::sqrt(0.25 / 400));
  // Gain 1: fibroblasts settle near 2 s / (1 + s) of the young number.
  EXPECT_NEAR(count(t, CellKind::reticular_fibroblast) / 6000, 2 * stems / (1 + stems), 0.04);
}

TEST(Population, GivesEveryCellItsOwnIdentity) {
  Tissue t = slab(1000, 100);
  live(t, law(), 10, 30);
  EXPECT_EQ(std::set<std::uint64_t>(t.cells.id.begin(), t.cells.id.end()).size(), t.cells.size());
}

TEST(Population, CollapsesOnCutCollagenAndWithoutTension) {
  Tissue t = slab(10, 0);
  t.fields.anchorage.assign(t.grid.n_elements(), 50);
  hari::cells::live(t, law(), {}, Days{60});
  EXPECT_NEAR(t.cells.spread[1], law().spread_of_anchorage(0.5), 1e-6);
  t.fields.growth.assign(t.grid.n_elements(), 0.5);  // half the collagen in half the volume is as dense as before
  hari::cells::live(t, law(), {}, Days{60});
  EXPECT_NEAR(t.cells.spread[1], 1, 1e-6);
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields.tension.assign(t.grid.n_elements(), 5);
  hari::cells::live(t, law(), {}, Days{60});
  EXPECT_NEAR(t.cells.spread[1], law().spread_of_anchorage(0.5) * law().spread_of_tension(0.5), 1e-6);
}

TEST(Population, FeelsCollagenWithinReachOnly) {
  Tissue t = slab(10, 0);
  t.fields.anchorage[0] = 0;  // the cells sit in another element
  CellLaw l = law();
  hari::cells::live(t, l, {}, Days{60});
  EXPECT_NEAR(t.cells.spread[1], 1, 1e-6);
  l.reach = 2;  // one element: of nine mirrored neighbours, four are the empty one
  hari::cells::live(t, l, {}, Days{60});
  EXPECT_LT(t.cells.spread[1], 0.99);
}

TEST(Population, SecretesLessWhenRoundOrDamagedAndMoreEnzymeWhenSenescent) {
  Tissue t = slab(200, 1);
  t.cells.damage[1] = 2;
  EXPECT_DOUBLE_EQ(hari::cells::secretion(t.cells, law(), 1).collagen, 0.5);
  t.cells.spread[2] = 0.25;
  EXPECT_LT(hari::cells::secretion(t.cells, law(), 2).collagen, 0.2);
  EXPECT_DOUBLE_EQ(hari::cells::secretion(t.cells, law(), 2).collagenase, 1.75);
  EXPECT_DOUBLE_EQ(hari::cells::secretion(t.cells, law(), 100).collagenase, 5);
  EXPECT_EQ(hari::cells::secretion(t.cells, law(), 200).collagen, 0);  // a stem cell
}

TEST(Population, DiffusesAlongItsAxisMoreThanAcross) {
  Tissue t = slab(4000, 0);
  CellLaw l = law();
  l.lifetime = 1e12;
  l.senescent_clearance = 1e-15;
  const double dt = 10;
  const int steps = 20;
  for (int i = 0; i < steps; ++i) {
    hari::cells::live(t, l, {}, Days{dt});
    t.age += Days{dt};
  }
  double xx = 0, yy = 0;
  const auto n = static_cast<double>(t.cells.size());
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    xx += std::pow(t.cells.position[3 * i] - 2, 2) / n;
    yy += std::pow(t.cells.position[3 * i + 1] - 2, 2) / n;
  }
  const double along = 2 * l.motility * dt * steps;
  EXPECT_NEAR(xx / along, 1, 4 * std::sqrt(2 / n));
  EXPECT_NEAR(yy / (0.25 * along), 1, 4 * std::sqrt(2 / n));
}

TEST(Population, StaysInsideItsLayer) {
  Tissue t = slab(300, 20, 0.05);
  live(t, law(), 5, 30);
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    for (int a = 0; a < 3; ++a) {
      EXPECT_GE(t.cells.position[3 * i + a], a < 2 ? 0.0 : -0.05);
      EXPECT_LE(t.cells.position[3 * i + a], a < 2 ? 0.05 : 0.0);
    }
}

TEST(Population, GivesTheSameBitsOnOneAndTwoThreads) {
  hari::core::set_threads(1);
  Tissue a = slab(3000, 200);
  live(a, law(), 3, 30, {.damage = 1e-4, .stem_loss = 1e-5});
  hari::core::set_threads(2);
  Tissue b = slab(3000, 200);
  live(b, law(), 3, 30, {.damage = 1e-4, .stem_loss = 1e-5});
  EXPECT_EQ(a.cells.id, b.cells.id);
  EXPECT_EQ(a.cells.position, b.cells.position);
  EXPECT_EQ(a.cells.until_death, b.cells.until_death);
}

TEST(Secretion, BalancesWhatSettledFibresTake) {
  Tissue t = slab(100, 0);
  auto& n = t.network;
  n.kind = {0, 1};
  n.id = {1, 2};
  n.layer = {1, 1};
  n.weight = {3, 3};
  n.calibre = {2, 50};
  n.first_vertex = {0, 1, 2};
  t.homeostasis.deposition[1] = 0.1;
  hari::cells::settle_collagen(t, law());
  hari::cells::secrete(t, law());
  double made = 0;
  for (double s : t.fields.collagen_source) made += s;
  EXPECT_NEAR(made, 3 * 2 * 0.1, 1e-12);  // the elastic fibre takes none
}

}  // namespace
