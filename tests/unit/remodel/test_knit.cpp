// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/remodel/knit.hpp"
#include "slab.hpp"

namespace {

using hari::core::Days;
using hari::remodel::knit;
using hari::remodel::KnittingLaw;
using hari::remodel_test::slab;
using hari::tissue::Tissue;

constexpr KnittingLaw law{.bridging = 0.03, .contraction = 0.002, .stall = 30};

/// Half of the tissue builds, with `cuts` of old and as many of columns; myofibroblasts pull `pull` times as cells at
/// rest.
Tissue healing(double pull) {
  Tissue t = slab(100);
  const std::size_t elements = t.grid.n_elements();
  t.fields.building.assign(elements, 0.5);
  t.fields.severed.assign(elements, 2.0);
  t.network.cuts.assign(100, 4.0);  // two old ones, two of the columns that a millimetre met
  t.homeostasis.cell_density.assign(hari::mesh::n_layers, 1.0);
  hari::tissue::CellPopulation& c = t.cells;
  c.columns([&](const auto& info, auto& v) { v.assign(elements * static_cast<std::size_t>(info.width), 0); });
  c.weight = {t.grid.volume(0)};  // one cell in each of the equal elements is as many as young skin has
  for (std::size_t e = 0; e < elements; ++e) {
    c.kind[e] = static_cast<std::uint8_t>(hari::tissue::CellKind::reticular_fibroblast);
    c.element[e] = static_cast<std::int32_t>(e);
    c.state[e] = static_cast<std::uint8_t>(hari::tissue::CellState::myofibroblast);
    c.spread[e] = 1;
    c.traction[e] = static_cast<float>(pull);
  }
  return t;
}

TEST(Knit, BridgesWhatColumnsSeveredAndNotOldCuts) {
  Tissue t = healing(1);
  for (int i = 0; i < 1000; ++i) knit(t, law, Days{1});
  for (double cuts : t.network.cuts) EXPECT_NEAR(cuts, 2, 1e-6);
  EXPECT_NEAR(t.fields.severed[0], 0, 1e-6);
}

TEST(Knit, ShortensFibresOnlyWhereCellsPullHarderThanAtRest) {
  Tissue calm = healing(1), pulled = healing(3);
  const std::vector<double> before = calm.network.slack;
  knit(calm, law, Days{10});
  knit(pulled, law, Days{10});
  for (std::size_t f = 0; f < before.size(); ++f) {
    EXPECT_NEAR(calm.network.slack[f], before[f], 1e-6);
    EXPECT_NEAR(pulled.network.slack[f], before[f] * std::exp(-0.002 * 10 * 0.5 * 2), 1e-6);
  }
  EXPECT_EQ(pulled.network.native_slack, pulled.network.slack);  // what is laid later keeps the length
}

TEST(Knit, ShortensForAsManyCellsAsTheTissueThatBuildsHolds) {
  Tissue all = healing(3), half = healing(3), none = healing(3);
  for (Tissue* t : {&all, &half, &none})
    t->fields.building.assign(t->grid.n_elements(), t == &all ? 1.0 : t == &half ? 0.5 : 0.0);
  none.fields.clearing.assign(none.grid.n_elements(), 0.5);
  none.fields.building[0] = 1e-9;
  const double before = all.network.slack[0];
  for (Tissue* t : {&all, &half, &none}) knit(*t, law, Days{10});
  EXPECT_NEAR(std::log(before / all.network.slack[0]), 0.002 * 10 * 2, 1e-6);
  EXPECT_NEAR(std::log(before / half.network.slack[0]), 0.002 * 10, 1e-6);
  EXPECT_NEAR(none.network.slack[0], before, 1e-6);
}

TEST(Knit, TiesAndStretchesElasticFibresAsItDoesCollagen) {
  Tissue t = healing(3), collagen = healing(3);
  t.network.kind[0] = static_cast<std::uint8_t>(hari::fibre::Kind::elastic);
  for (Tissue* both : {&t, &collagen}) knit(*both, law, Days{10});
  EXPECT_EQ(t.network.slack[0], collagen.network.slack[0]);
  EXPECT_EQ(t.network.cuts[0], collagen.network.cuts[0]);
}

TEST(Knit, StopsShorteningAtTheTensionThatStallsCells) {
  Tissue t = healing(3);
  const std::vector<double> before = t.network.slack;
  t.fields.tension.assign(t.grid.n_elements(), 35);
  knit(t, law, Days{10});
  EXPECT_EQ(t.network.slack, before);
}

TEST(Knit, LeavesSoundTissueAlone) {
  Tissue t = healing(3);
  t.fields.building.assign(t.grid.n_elements(), 0.0);
  const Tissue before = t;
  knit(t, law, Days{30});
  EXPECT_EQ(t.network.slack, before.network.slack);
  EXPECT_EQ(t.network.cuts, before.network.cuts);
}

}  // namespace
