// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "plain_skin.hpp"

namespace {

using namespace hari::cells;
using hari::tissue::Substance;
using hari::tissue::Tissue;

CellLaw walkers(const std::vector<Rule>& rules = {}) {
  CellLaw l = law(rules);
  l.lifetime = 1e12;
  l.senescent_young = 1e-12;
  l.senescent_clearance = 1e-12;
  return l;
}

/// Mean square displacements along x and y from the middle of a block 4 mm wide [mm2].
std::array<double, 2> spread_out(const Tissue& t) {
  double xx = 0, yy = 0;
  const auto n = static_cast<double>(t.cells.size());
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    xx += std::pow(t.cells.position[3 * i] - 2, 2) / n;
    yy += std::pow(t.cells.position[3 * i + 1] - 2, 2) / n;
  }
  return {xx, yy};
}

/// Cells whose velocities are as they are after a long walk.
Tissue walking(const CellLaw& l, std::size_t n) {
  Tissue t = slab(n, 0);
  step(t, l, 50 * l.persistence);
  for (std::size_t i = 0; i < n; ++i) t.cells.position[3 * i] = t.cells.position[3 * i + 1] = 2;
  return t;
}

// 2 D (t - tau (1 - exp(-t / tau))) along the axis (Uhlenbeck and Ornstein), a quarter of it across, whatever the
// steps.
TEST(Walk, SpreadsAsThePersistentWalkDoes) {
  CellLaw l = walkers();
  l.motility = 1e-3;
  l.persistence = 4;
  const std::size_t n = 4000;
  for (const double days : {1.0, 4.0, 20.0})
    for (const int steps : {1, 8}) {
      Tissue t = walking(l, n);
      for (int i = 0; i < steps; ++i) step(t, l, days / steps);
      const double due = 2 * l.motility * (days - l.persistence * -std::expm1(-days / l.persistence));
      const auto [xx, yy] = spread_out(t);
      EXPECT_NEAR(xx / due, 1, 4 * std::sqrt(2.0 / n)) << days << " days in " << steps;
      EXPECT_NEAR(yy / (0.25 * due), 1, 4 * std::sqrt(2.0 / n)) << days << " days in " << steps;
    }
}

// Far longer than the persistence it is diffusion; far shorter, flight.
TEST(Walk, IsFlightFirstAndDiffusionLater) {
  CellLaw l = walkers();
  l.persistence = 10;
  const auto after = [&](double days) {
    Tissue t = walking(l, 2000);
    step(t, l, days);
    return spread_out(t)[0];
  };
  EXPECT_NEAR(after(0.2) / after(0.1), 4, 0.4);
  EXPECT_NEAR(after(4000) / after(2000), 2, 0.25);
}

constexpr std::size_t strips = 16;
constexpr Response pull{1, 4, 1, 1};

/// A slab of strips side by side, all its fields at `field`, and cells everywhere.
Tissue striped(double field) {
  Tissue t = slab(4000, 0, 2);
  t.grid =
      hari::mesh::Grid(hari::mesh::graded_planes(0, 2, strips, 1), {0, 2}, {-2, 0}, {hari::mesh::Layer::reticular});
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), field); });
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    t.cells.element[i] = t.grid.locate(t.cells.position[3 * i], t.cells.position[3 * i + 1], -1);
  return t;
}

/// Walks until cells stand still on the mean, drawn by a signal that rises from strip to strip as e / strips: at rest
/// the density is proportional to the attraction.
void expect_gathered(Tissue t, const Rule& attraction) {
  CellLaw l = walkers({attraction});
  l.motility = 0.02;
  l.motility_across = 1;
  for (int i = 0; i < 400; ++i) step(t, l, 1);
  double right = 0, due = 0, all = 0;
  for (std::size_t i = 0; i < t.cells.size(); ++i) right += t.cells.position[3 * i] > 1;
  for (std::size_t e = 0; e < strips; ++e) {
    const double a = pull(static_cast<double>(e) / strips);
    all += a;
    if (e >= strips / 2) due += a;
  }
  EXPECT_NEAR(right / static_cast<double>(t.cells.size()), due / all,
              0.03);  // two thirds of the way would miss by 0.04
}

// Chemotaxis.
TEST(Walk, GathersWhereTheAttractionIs) {
  Tissue t = striped(1);
  t.homeostasis.signal[hari::tissue::n_substances + index(Substance::tgf_beta)] = 1;
  for (std::size_t e = 0; e < strips; ++e) t.fields[Substance::tgf_beta][e] = static_cast<double>(e) / strips;
  expect_gathered(std::move(t), rule(Actor::fibroblast, Behaviour::attraction, signal(Substance::tgf_beta), pull));
}

// Durotaxis: intact collagen is the attraction. As much collagen everywhere, cut more and more to the left.
TEST(Walk, GathersWhereCollagenIsWhole) {
  Tissue t = striped(0);
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields.collagen_density.assign(t.grid.n_elements(), 100);
  for (std::size_t e = 0; e < strips; ++e) t.fields.anchorage[e] = 100 * static_cast<double>(e) / strips;
  expect_gathered(std::move(t), rule(Actor::fibroblast, Behaviour::attraction, signal(Cue::anchorage), pull));
}

TEST(Walk, LetsCellsRestThatRulesHold) {
  CellLaw l = walkers({rule(Actor::fibroblast, Behaviour::motility, signal(Cue::state), {1, 0.25, 1, 1})});
  Tissue slow = walking(l, 2000), free = walking(walkers(), 2000);
  step(slow, l, 100);
  step(free, walkers(), 100);
  EXPECT_NEAR(spread_out(slow)[0] / spread_out(free)[0], 0.25, 1e-6);  // the same draws, scaled
}

}  // namespace
