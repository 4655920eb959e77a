// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/pattern.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/sim/apply_acts.hpp"
#include "hari/treatment/injection.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using tissue::Substance;

constexpr double volume = 50, content = 16;  // [mm3, ug/mm3] of a dose

Prescription doses(const char* pattern, double position = -1) {
  Prescription rx = prescribed(depot_schema(), {Days{1000}},
                               {{"points", 9},
                                {"volume_per_point", volume},
                                {"pitch", 10},
                                {"position", position},
                                {"hyaluronan_high", content}});
  rx.words["pattern"] = pattern;
  return rx;
}

std::vector<stimulus::Deposit> deposits(const Prescription& rx) {
  std::vector<stimulus::Deposit> all;
  for (const stimulus::Act& a : make_depot(rx, data())->acts(Days{1000}, Days{1001}))
    all.push_back(std::get<stimulus::Deposit>(a.what));
  return all;
}

/// Gel in a block of dermis 2 mm wide [ug].
double held(const Prescription& rx) {
  tissue::Tissue t;
  t.grid = mesh::Grid({0, 1, 2}, {0, 1, 2}, {-2, -1, 0}, {mesh::Layer::reticular, mesh::Layer::reticular});
  for (auto& column : t.fields.amount) column.assign(t.grid.n_elements(), 0.0);
  sim::apply_acts(t, remodel::TurnoverLaw::from(data()), sim::WoundLaw::from(data()),
                  make_depot(rx, data())->acts(Days{1000}, Days{1001}));
  double sum = 0;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
    sum += t.fields[Substance::gel_hyaluronan][e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
  return sum;
}

TEST(Pattern, OfWhealsSpreadsLessAndGivesTheSameOnAverage) {
  const Pattern points(doses("points"), data()), wheals(doses("wheals"), data());
  const double filled = data().value("depot.wheal_share", "1"), sheet = data().value("depot.sheet", "mm");
  EXPECT_NEAR(2 * std::numbers::pi * wheals.spread() * wheals.spread() * filled * sheet, volume, 1e-9);
  EXPECT_LT(wheals.spread(), points.spread());
  EXPECT_EQ(wheals.doses_per_area(), points.doses_per_area());
  EXPECT_EQ(held(doses("wheals")), held(doses("points")));
  // Beside the dose a wheal leaves more, far from all of them less.
  Prescription one = doses("points", 0), wheal = doses("wheals", 0);
  one.numbers["points"] = wheal.numbers["points"] = 1;
  EXPECT_GT(held(wheal), 2 * held(one));
  one.numbers["position"] = wheal.numbers["position"] = 15;
  EXPECT_LT(held(wheal), 0.5 * held(one));
}

TEST(Pattern, OfAFanCountsStrokesAlongTheirLength) {
  // Nine strokes of 50 mm3 and 30 mm, 10 mm apart.
  const Pattern fan(doses("fan"), data());
  EXPECT_DOUBLE_EQ(fan.doses_per_area(), 1 / 300.0);
  EXPECT_DOUBLE_EQ(fan.area(), 9 * 300.0);
  EXPECT_NEAR(held(doses("fan")), volume * content / 300 * 4, 1e-9);  // on 4 mm2
  // Cut into pieces of 3 mm, a tenth of the stroke each.
  Prescription rx = doses("fan", 0);
  rx.numbers["points"] = 1;
  const auto pieces = deposits(rx);
  ASSERT_EQ(pieces.size(), 10u);
  double sum = 0;
  for (const stimulus::Deposit& d : pieces) {
    EXPECT_DOUBLE_EQ(d.amount, volume * content / 10);
    EXPECT_EQ(d.x, 0);
    sum += d.amount;
  }
  EXPECT_NEAR(sum, volume * content, 1e-9);
  EXPECT_DOUBLE_EQ(std::abs(pieces[1].y - pieces[0].y), 3);
}

TEST(Pattern, LeavesAFanAlikeAlongAStroke) {
  // Moving along the stroke by a piece changes little; moving away from it by as much takes more.
  Prescription on = doses("fan", 0), beside = doses("fan", 5);
  on.numbers["points"] = beside.numbers["points"] = 1;
  EXPECT_LT(held(beside), 0.7 * held(on));
  EXPECT_GT(held(beside), 0);
}

TEST(Pattern, PutsTheBlockOnADoseAndMovesItTowardsTheNext) {
  const auto distances = [](const char* pattern, int points, double position) {
    Prescription rx = doses(pattern, position);
    rx.numbers["points"] = points;
    const Pattern placed(rx, data());
    std::vector<double> all;
    for (const Pattern::Place& place : *placed.places()) all.push_back(std::hypot(place.x, place.y));
    std::sort(all.begin(), all.end());
    return all;
  };
  for (const char* pattern : {"points", "fan"})
    for (int points = 1; points <= 9; ++points) {
      SCOPED_TRACE(testing::Message() << points << " of " << pattern);
      EXPECT_EQ(distances(pattern, points, 0).front(), 0);
      if (points == 1) continue;
      const std::vector<double> halfway = distances(pattern, points, 5);
      EXPECT_DOUBLE_EQ(halfway.at(0), 5);
      EXPECT_DOUBLE_EQ(halfway.at(1), 5);
    }
}

TEST(Depot, AtADistanceGivesWhatIsLeftOfItsCloud) {
  const auto at = [](double distance) {
    Prescription rx = doses("points", distance);
    rx.numbers["points"] = 1;
    return rx;
  };
  ASSERT_EQ(deposits(at(4)).size(), 1u);
  EXPECT_DOUBLE_EQ(deposits(at(4))[0].x, -4);
  const double spread = Pattern(at(0), data()).spread();
  // The part of a normal cloud over 2 mm by 2 mm whose middle lies so far from its own.
  const auto wanted = [&](double distance) {
    const auto within = [&](double from, double to) {
      return 0.5 * (std::erf(to / spread / std::numbers::sqrt2) - std::erf(from / spread / std::numbers::sqrt2));
    };
    return volume * content * within(distance - 1, distance + 1) * within(-1, 1);
  };
  for (const double distance : {0.0, 2.0, 4.0, 8.0})
    EXPECT_NEAR(held(at(distance)), wanted(distance), 1e-9 * wanted(0)) << distance << " mm";
  EXPECT_LT(held(at(8)), 0.8 * held(at(0)));
}

TEST(Depot, BetweenTwoDosesHearsBoth) {
  Prescription one = doses("points", 5), nine = doses("points", 5);
  one.numbers["points"] = 1;
  EXPECT_GT(held(nine), 2 * held(one));
}

}  // namespace
}  // namespace hari::treatment
