// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <variant>

#include "hari/scenario/assemble.hpp"
#include "hari/sim/apply_acts.hpp"
#include "hari/treatment/barrier.hpp"
#include "hari/treatment/injection.hpp"
#include "hari/treatment/mechanism.hpp"
#include "hari/treatment/pattern.hpp"
#include "hari/treatment/topical.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using tissue::Substance;

const core::ParameterSet& parameters() {
  static const auto set = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

/// Every key of a mechanism at zero or its first choice, then what a test sets.
Prescription blank(const char* mechanism) {
  Prescription rx;
  rx.name = mechanism;
  for (const core::Key& key : find_mechanism(mechanism)->schema().keys) {
    rx.numbers[key.name] = 0;
    rx.words[key.name] = key.choices.empty() ? "" : key.choices.front();
  }
  return rx;
}

Prescription points() {
  Prescription rx = blank("depot");
  rx.sessions = {Days{1000}, Days{1014}};
  rx.numbers["points"] = 9;
  rx.numbers["volume_per_point"] = 50;
  rx.numbers["pitch"] = 10;
  rx.numbers["depth"] = 0.5;
  rx.numbers["position"] = -1;
  rx.numbers["line_length"] = 30;
  rx.numbers["hyaluronan_high"] = 16;
  rx.words["gel"] = "linear";
  return rx;
}

tissue::Tissue dermis() {
  tissue::Tissue t;
  t.grid = mesh::Grid({0, 1, 2}, {0, 1, 2}, {-1, -0.5, 0}, {mesh::Layer::reticular, mesh::Layer::reticular});
  for (auto& column : t.fields.amount) column.assign(t.grid.n_elements(), 0.0);
  return t;
}

double held(const tissue::Tissue& t, Substance s) {
  double sum = 0;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
    sum += t.fields[s][e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
  return sum;
}

TEST(Depot, GivesTheBlockItsShareOfTheMassOnAverage) {
  // 50 mm3 of 16 ug/mm3 on every 100 mm2: 8 ug on each mm2, all of it within the dermis that holds the centre.
  const auto depot = make_depot(points(), parameters());
  tissue::Tissue t = dermis();
  sim::apply_acts(t, remodel::TurnoverLaw::from(parameters()), sim::WoundLaw::from(parameters()),
                  depot->acts(Days{1000}, Days{1001}));
  EXPECT_NEAR(held(t, Substance::gel_hyaluronan), 8 * t.grid.area(), 1e-9);
  EXPECT_NEAR(tissue::ledger_error(t, tissue::Ledger::hyaluronan), 0, 1e-12);
}

TEST(Depot, HasNothingMoreToGiveWhenReadAtEveryPlaceOfItsPattern) {
  // The mean over positions is the integral over the plane: of one dose, all of it.
  Prescription rx = points();
  rx.numbers["points"] = 1;
  rx.numbers["position"] = 0;
  const auto acts = make_depot(rx, parameters())->acts(Days{1000}, Days{1001});
  ASSERT_EQ(acts.size(), 1u);
  const auto& cloud = std::get<stimulus::Deposit>(acts[0].what);
  EXPECT_DOUBLE_EQ(cloud.amount, 50 * 16.0);
  const Pattern pattern(rx, parameters());
  const double filled = parameters().value("depot.filled_share", "1"), sheet = parameters().value("depot.sheet", "mm");
  EXPECT_NEAR(2 * std::numbers::pi * pattern.spread() * pattern.spread() * filled * sheet, 50, 1e-9);
}

TEST(Depot, ActsAtItsSessionsAndNowhereElse) {
  const auto depot = make_depot(points(), parameters());
  EXPECT_EQ(depot->acts(Days{999}, Days{1000}).size(), 0u);
  EXPECT_EQ(depot->acts(Days{1000}, Days{1000.5}).size(), 1u);
  EXPECT_EQ(depot->acts(Days{1000.5}, Days{1014}).size(), 0u);
  EXPECT_EQ(depot->events(Days{999}, Days{1000}).size(), 1u);
}

TEST(Depot, HoldsBothLengthsOfAHybridAndOnlyTheLongOfALinearSolution) {
  Prescription rx = points();
  rx.numbers["hyaluronan_middle"] = 16;
  const auto substances = [&] {
    std::vector<Substance> all;
    for (const auto& act : make_depot(rx, parameters())->acts(Days{1000}, Days{1001}))
      all.push_back(std::get<stimulus::Deposit>(act.what).substance);
    return all;
  };
  EXPECT_EQ(substances(), (std::vector{Substance::gel_hyaluronan, Substance::hyaluronan_middle}));
  rx.words["gel"] = "hybrid";
  EXPECT_EQ(substances(), (std::vector{Substance::hybrid_hyaluronan, Substance::hybrid_hyaluronan}));
}

TEST(Depot, AlarmsByItsNeedleAloneAndLessByCannula) {
  const auto alarm = [](const Prescription& rx) {
    const auto s = make_depot(rx, parameters())->over(Days{1000}, Days{1001});
    return s.sources.empty() ? 0.0 : s.sources.front().rate;
  };
  Prescription rx = points();
  const double treated = alarm(rx);
  rx.arm = Arm::sham;
  EXPECT_GT(treated, 0);
  EXPECT_EQ(alarm(rx), treated);
  EXPECT_TRUE(make_depot(rx, parameters())->acts(Days{1000}, Days{1001}).empty());
  rx.words["device"] = "cannula";
  EXPECT_LT(alarm(rx), treated);
  rx.arm = Arm::untreated;
  EXPECT_EQ(alarm(rx), 0);
}

TEST(Depot, KeepsOneClockInAllArms) {
  Prescription rx = points();
  const auto treated = make_depot(rx, parameters())->events(Days{0}, Days{2000});
  rx.arm = Arm::untreated;
  EXPECT_EQ(make_depot(rx, parameters())->events(Days{0}, Days{2000}), treated);
}

TEST(Depot, RefusesALayerThickerThanSkin) {
  Prescription rx = points();
  rx.numbers["volume_per_point"] = 1000;
  const auto objections = injection_objections(rx);
  ASSERT_EQ(objections.size(), 1u);
  EXPECT_EQ(objections[0].key, "volume_per_point");
}

TEST(Bolus, StrainsLessWithDistanceAndItsIntegralAgrees) {
  const double volume = 500;
  double sum = 0;
  constexpr double step = 0.001, radius = 9;
  for (double r = step / 2; r < radius; r += step)
    sum += displacement_strain(volume, r) * 2 * std::numbers::pi * r * step;
  EXPECT_NEAR(displacement_strain_area(volume, radius), sum, 1e-4 * sum);
  EXPECT_NEAR(displacement_strain(volume, 0), 1.0 / 3, 1e-12);
}

TEST(Bolus, StretchesCellsAsLongAsItsVolumeLasts) {
  Prescription rx = points();
  rx.sessions = {Days{1000}};
  rx.numbers["crosslinked_hyaluronan"] = 20;
  rx.numbers["gel_modulus"] = 0.7;
  const auto bolus = make_bolus(rx, parameters());
  const auto stretch = [&](double day) { return bolus->over(Days{day}, Days{day + 1})[tissue::Level::stretch]; };
  EXPECT_EQ(stretch(990), 1);
  EXPECT_GT(stretch(1000), 1.01);
  EXPECT_NEAR((stretch(1333) - 1) / (stretch(1000) - 1),
              std::exp(-333 * parameters().value("crosslinked_hyaluronan.clearance", "1/day")), 1e-9);
}

TEST(Barrier, LetsSmallLipophilicMoleculesPass) {
  // Potts and Guy: kp = 10^(-6.3 + 0.71 x 2 - 0.0061 x 100) cm/s; a cm/s is 864000 mm/day.
  const HornyLayer layer = HornyLayer::from(parameters());
  constexpr double rounding = 1e-4;  // of the first number in the data
  EXPECT_NEAR(layer.permeability(100, 2) / (std::pow(10, -5.49) * 864000), 1, rounding);
  EXPECT_GT(layer.permeability(100, 2), 100 * layer.permeability(800, 2));
  EXPECT_NEAR(share_passed(1e-6, 0.02, 1), 5e-5, 1e-8);
}

TEST(Topical, KeepsTheHornyLayerMoistForAWeekAfterStopping) {
  Prescription rx = blank("topical");
  rx.sessions = {Days{1000}};
  rx.numbers["course"] = 60;
  rx.numbers["dermal_lifetime"] = 1;
  rx.numbers["lifetime"] = 6;
  rx.numbers["horny_water"] = 0.3;
  const auto cream = make_topical(rx, parameters());
  const auto water = [&](double day) {
    return cream->over(Days{day}, Days{day + 0.01})[tissue::Level::horny_water] - 1;
  };
  EXPECT_EQ(water(990), 0);
  EXPECT_NEAR(water(1059), 0.3, 0.001);
  EXPECT_NEAR(water(1066), 0.3 * std::exp(-1), 0.001);
}

TEST(Topical, BringsNothingUnlessSomethingPasses) {
  Prescription rx = blank("topical");
  rx.sessions = {Days{1000}};
  rx.numbers["course"] = 60;
  rx.numbers["dermal_lifetime"] = rx.numbers["lifetime"] = 1;
  rx.numbers["times_per_day"] = 1;
  rx.numbers["days_per_week"] = 7;
  rx.numbers["peptide"] = 0.003;
  rx.words["barrier"] = "measured";
  EXPECT_TRUE(make_topical(rx, parameters())->over(Days{1010}, Days{1011}).sources.empty());
  rx.numbers["dermal_share"] = 0.04;
  const auto s = make_topical(rx, parameters())->over(Days{1010}, Days{1011});
  ASSERT_EQ(s.sources.size(), 1u);
  EXPECT_NEAR(s.sources[0].rate * s.sources[0].depth, 0.003 * 0.04 * parameters().value("topical.film", "mm"), 1e-9);
}

}  // namespace
}  // namespace hari::treatment
