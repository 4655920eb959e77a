// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hari/cells/healing.hpp"
#include "plain_skin.hpp"

namespace {

using namespace hari::cells;
using hari::core::Days;
using hari::tissue::Substance;
using hari::tissue::Tissue;

HealingLaw healing() {
  return {.alarm_time = 3,
          .clearing_time = 10,
          .building_time = 90,
          .inflammation = 3,
          .open_inflammation = 1,
          .collagenase = 16,
          .gelatinase = 16,
          .clearing_tgf_beta = 36,
          .building_tgf_beta = 18};
}

Tissue skin() {
  Tissue t = slab(400, 20);
  for (auto& s : t.fields.source) s.assign(t.grid.n_elements(), 0.0);
  return t;
}

std::vector<double> shares(const Tissue& t, double share) {
  return std::vector<double>(t.grid.n_elements(), share);
}

/// One step; what was given off in it, per day.
double given(Tissue& t, Substance s, double days) {
  for (auto& source : t.fields.source) std::ranges::fill(source, 0.0);
  heal(t, healing(), Days{days});
  t.age += Days{days};
  return t.fields.source[index(s)][0];
}

TEST(Healing, SoundTissueGivesNothingOff) {
  Tissue t = skin();
  heal(t, healing(), Days{5});
  for (const auto& source : t.fields.source)
    for (double s : source) EXPECT_EQ(s, 0);
}

TEST(Healing, IsTheSameHoweverTheClockCutsIt) {
  Tissue once = skin(), often = skin();
  alarm(once, shares(once, 0.4));
  alarm(often, shares(often, 0.4));
  const double whole = 30 * given(once, Substance::collagenase, 30);
  double parts = 0;
  for (int i = 0; i < 60; ++i) parts += 0.5 * given(often, Substance::collagenase, 0.5);
  EXPECT_NEAR(parts, whole, 1e-9 * whole);
  EXPECT_NEAR(once.fields.building[0], often.fields.building[0], 1e-12);
}

TEST(Healing, CytokinesGiveWayToEnzymesAndThoseToBuilding) {
  Tissue t = skin();
  alarm(t, shares(t, 1));
  std::array<double, 3> peak{}, when{};
  for (double day = 0; day < 200; day += 0.5) {
    given(t, Substance::inflammation, 0.5);
    const std::array<double, 3> now{t.fields.alarmed[0], t.fields.clearing[0], t.fields.building[0]};
    for (std::size_t i = 0; i < 3; ++i)
      if (now[i] > peak[i]) {
        peak[i] = now[i];
        when[i] = day + 0.5;
      }
    if (day == 6.5) {
      EXPECT_GT(now[1], 0.4);  // CO2-054: enzymes raised from day 7
    }
    if (day == 27.5) {
      EXPECT_LT(now[1], 0.15);  // and past day 21 no longer
    }
  }
  EXPECT_LT(when[0], 1);
  EXPECT_GT(when[2], 20);  // CO2-051: HSP47 peaks at a month
  EXPECT_LT(when[2], 45);
  EXPECT_LT(t.fields.building[0], 0.25 * peak[2]);  // CO2-052: over after six months
}

TEST(Healing, AlarmOfHealingTissueDoesNotCountTwice) {
  Tissue t = skin();
  alarm(t, shares(t, 0.5));
  alarm(t, shares(t, 0.5));
  EXPECT_DOUBLE_EQ(t.fields.alarmed[0], 0.75);
  given(t, Substance::inflammation, 20);
  alarm(t, shares(t, 1));
  EXPECT_NEAR(t.fields.alarmed[0], 1, 1e-12);  // all is set back to the beginning
  EXPECT_EQ(t.fields.building[0], 0);
}

TEST(Healing, OpenSkinStaysInflamedUntilItIsClosed) {
  Tissue t = skin();
  t.grid = hari::mesh::Grid({0, 2, 4}, {0, 2, 4}, {-4, 0}, {hari::mesh::Layer::epidermis});
  t.barrier.add(t.age, 0.2, Days{0}, Days{4}, Days{8});
  EXPECT_NEAR(given(t, Substance::inflammation, 4), 0.2, 1e-12);
  EXPECT_NEAR(roughness(t), 0.2, 1e-12);
  EXPECT_NEAR(given(t, Substance::inflammation, 8), 0.2 / 3, 1e-12);
  EXPECT_EQ(roughness(t), 0);
  EXPECT_EQ(t.barrier.size(), 0U);
}

TEST(Healing, KillsTheShareItIsToldAndSparesTheTwinsOfSurvivors) {
  Tissue t = slab(4000, 100);
  const Tissue twin = t;
  const std::size_t dead = kill(t, shares(t, 0.25), 0);
  EXPECT_NEAR(static_cast<double>(dead) / 4100, 0.25, 4 * std::sqrt(0.25 * 0.75 / 4100));
  EXPECT_EQ(t.cells.size(), 4100 - dead);
  for (std::size_t i = 0; i < t.cells.size(); ++i) EXPECT_EQ(t.cells.ordinal[i], twin.cells.ordinal[t.cells.id[i] - 1]);
  Tissue all = slab(50, 5), none = slab(50, 5);
  EXPECT_EQ(kill(all, shares(all, 1), 0), 55U);
  EXPECT_EQ(kill(none, shares(none, 0), 0), 0U);
}

}  // namespace
