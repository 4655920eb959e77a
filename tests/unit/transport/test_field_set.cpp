// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/transport/deposit.hpp"
#include "hari/transport/field_set.hpp"
#include "tissue_of.hpp"

namespace {

using namespace hari;
using core::Days;
using test::parameters;
using tissue::Ledger;
using tissue::Substance;
using tissue::Tissue;
using transport::FieldSet;

constexpr Substance high = Substance::hyaluronan_high, gel = Substance::crosslinked_hyaluronan;

/// Everything at once: uneven sources, a filler, sunburn.
Tissue busy() {
  Tissue t = test::tissue_of(test::skin());
  const std::size_t n = t.grid.n_elements();
  t.fields.source[index(high)] = test::random_column(n, 1);
  t.fields.source[index(Substance::inflammation)] = test::random_column(n, 2);
  t.fields.source[index(Substance::oxidant)].assign(n, 50.0);
  t.fields[Substance::hyaluronan_middle] = test::random_column(n, 3);
  t.ledger.initial[Ledger::hyaluronan] = tissue::mass_in_block(t, Ledger::hyaluronan);
  transport::deposit(t, gel, {.amount = 3, .x = 0.2, .y = 0, .depth = 0.6, .spread_plane = 0.3, .spread_depth = 0.1});
  return t;
}

TEST(FieldSet, LetsHyaluronanOfDermisTurnOverInTwoAndAHalfDays) {
  Tissue t = test::tissue_of(test::one_element());
  FieldSet fields(t.grid, parameters());
  t.fields.source[index(high)] = {1.0};
  fields.steady(t, high);
  EXPECT_NEAR(1 / t.fields.hyaluronan(0), 0.4, 0.004);  // EX212, by which the clearances were set
  EXPECT_GT(t.fields[high][0], 0.9 * t.fields.hyaluronan(0));
}

TEST(FieldSet, ClosesTheBooksOfHyaluronanToRoundingThroughAllItsClasses) {
  for (const double dt : {0.01, 1.0, 30.0}) {
    Tissue t = busy();
    FieldSet fields(t.grid, parameters());
    for (int i = 0; i < 10; ++i) fields.advance(t, Days{dt});
    EXPECT_NEAR(tissue::ledger_error(t, Ledger::hyaluronan), 0, 1e-12) << dt;
    for (Substance s : {high, Substance::hyaluronan_middle, Substance::hyaluronan_low, gel})
      EXPECT_GE(*std::ranges::min_element(t.fields[s]), 0) << traits(s).name;
  }
}

// No legal state is known in which a field's step fails, so none is taken again in smaller ones.
TEST(FieldSet, TakesLongStepsWhateverTheContrast) {
  for (const Substance hastens : {Substance::oxidant, Substance::inflammation}) {
    Tissue t = busy();
    std::vector<double>& source = t.fields.source[index(hastens)];
    for (std::size_t e = 0; e < source.size(); ++e) source[e] = std::pow(10.0, static_cast<double>(e * 7 % 13));
    FieldSet fields(t.grid, parameters());
    fields.advance(t, Days{30});
    EXPECT_NEAR(tissue::ledger_error(t, Ledger::hyaluronan), 0, 1e-11);
    for (Substance s : {high, Substance::hyaluronan_middle, Substance::hyaluronan_low, gel})
      EXPECT_GE(*std::ranges::min_element(t.fields[s]), 0) << traits(s).name;
  }
}

TEST(FieldSet, EndsAStepWithANumberThatIsNone) {
  Tissue t = busy();
  t.fields[Substance::oxidant][0] = std::numeric_limits<double>::quiet_NaN();
  FieldSet fields(t.grid, parameters());
  try {
    fields.advance(t, Days{30});
    FAIL() << "it went on";
  } catch (const core::SolverError& e) {
    EXPECT_NE(std::string(e.what()).find("\"oxidant\" did not converge"), std::string::npos) << e.what();
  }
}

TEST(FieldSet, KeepsAllHyaluronanThatIsOnlyCut) {
  core::ParameterSet p;
  for (const auto& [name, parameter] : parameters().all()) {
    core::Parameter mine = parameter;
    if (name.ends_with("fragmented_share")) mine.value = mine.high = 1;
    if (name == "hyaluronan_low.clearance") mine.value = mine.low = 0;
    p.add(mine);
  }
  Tissue t = busy();
  for (auto& source : t.fields.source) std::ranges::fill(source, 0.0);
  const double before = tissue::mass_in_block(t, Ledger::hyaluronan);
  FieldSet fields(t.grid, p);
  for (int i = 0; i < 20; ++i) fields.advance(t, Days{3});
  EXPECT_NEAR(tissue::mass_in_block(t, Ledger::hyaluronan) / before, 1, 1e-12);
  EXPECT_LT(t.fields[high][300], 1e-3 * t.fields[Substance::hyaluronan_low][300]);
}

TEST(FieldSet, LeavesLessHyaluronanAndMoreOfItsFragmentsAfterSun) {
  Tissue calm = test::tissue_of(test::one_element()), burnt = calm;
  FieldSet fields(calm.grid, parameters());
  for (Tissue* t : {&calm, &burnt}) {
    t->fields.source[index(high)] = {0.15};
    fields.steady(*t, high);
  }
  burnt.fields[Substance::inflammation] = {1.0};
  fields.advance(calm, Days{1});
  fields.advance(burnt, Days{1});
  EXPECT_LT(burnt.fields.hyaluronan(0), 0.95 * calm.fields.hyaluronan(0));  // EX236: the directions
  for (Substance s : {Substance::hyaluronan_middle, Substance::hyaluronan_low})
    EXPECT_GT(burnt.fields[s][0], 1.1 * calm.fields[s][0]);
}

TEST(FieldSet, KeepsFillerGelWhereItIsAndFreesItsChains) {
  Tissue t = test::tissue_of(test::skin());
  FieldSet fields(t.grid, parameters());
  transport::deposit(t, gel, {.amount = 2, .x = 0.05, .y = 0.05, .depth = 0.55});
  const std::vector<double> before = t.fields[gel];
  EXPECT_EQ(std::ranges::count_if(before, [](double v) { return v > 0; }), 1);
  for (int i = 0; i < 100; ++i) fields.advance(t, Days{1});
  for (std::size_t e = 0; e < before.size(); ++e) ASSERT_EQ(t.fields[gel][e] > 0, before[e] > 0);
  EXPECT_NEAR(*std::ranges::max_element(t.fields[gel]) / *std::ranges::max_element(before), std::exp(-0.3), 1e-3);
  EXPECT_GT(t.fields.hyaluronan(0), 0);
  EXPECT_NEAR(t.ledger.injected[Ledger::hyaluronan], 2, 1e-12);
}

TEST(FieldSet, MakesProteoglycanAlongWithHyaluronanAndLosesItLater) {
  Tissue t = test::tissue_of(test::one_element());
  FieldSet fields(t.grid, parameters());
  for (std::size_t l = 0; l < mesh::n_layers; ++l) t.homeostasis.per_cell[l * tissue::n_substances + index(high)] = 2;
  t.fields.source[index(high)] = {0.15};
  fields.steady(t, high);
  fields.settle_proteoglycan(t);
  const double young = parameters().value("proteoglycan.dermis_content", "ug/mm3"), native = t.fields.hyaluronan(0);
  EXPECT_NEAR(t.fields[Substance::proteoglycan][0], young, 1e-14);
  t.fields.source[index(high)] = {0.0};
  for (int i = 0; i < 7; ++i) fields.advance(t, Days{1});
  EXPECT_LT(t.fields.hyaluronan(0), 0.12 * native);
  EXPECT_GT(t.fields[Substance::proteoglycan][0], 0.6 * young);  // EX176: one week does not thin
}

// Backward Euler takes a substance so far towards its steady state that 1 / (1 + k dt) of the way is left.
TEST(FieldSet, BringsFastSubstancesToTheirSteadyStateInOneStep) {
  for (const Substance s : {Substance::oxidant, Substance::tgf_beta, Substance::amino_acids, Substance::collagenase}) {
    Tissue t = test::tissue_of(test::skin()), still = t;
    FieldSet fields(t.grid, parameters());
    t.fields.source[index(s)] = still.fields.source[index(s)] = test::random_column(t.grid.n_elements(), 5);
    fields.steady(still, s);
    fields.advance(t, Days{30});
    const double k = parameters().value(std::string(traits(s).name) + ".clearance", "1/day");
    for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
      ASSERT_NEAR(t.fields[s][e] / still.fields[s][e], 1, 1.5 / (1 + 30 * k)) << traits(s).name;
  }
}

TEST(FieldSet, KeepsWhatIsEvenInThePlaneExactlyEven) {
  Tissue t = test::tissue_of(test::skin());
  FieldSet fields(t.grid, parameters());
  for (std::size_t e = 700; e < 800; ++e) t.fields.source[index(Substance::oxidant)][e] = 3;
  for (int i = 0; i < 3; ++i) fields.advance(t, Days{0.1});
  const auto& oxidant = t.fields[Substance::oxidant];
  for (std::size_t e = 0; e < oxidant.size(); ++e) ASSERT_EQ(oxidant[e], oxidant[e / 100 * 100]);
  EXPECT_GT(oxidant[750], oxidant[450]);
  EXPECT_GT(oxidant[50], 0);
}

TEST(FieldSet, SpendsNothingOnWhatIsNotThere) {
  Tissue t = test::tissue_of(test::skin());
  FieldSet fields(t.grid, parameters());
  t.fields.source[index(Substance::steroid)].assign(t.grid.n_elements(), 1.0);
  EXPECT_LE(fields.advance(t, Days{1}), 4 * t.grid.n_elements());  // the steroid and three classes of hyaluronan
}

TEST(FieldSet, GivesTheSameBitsOnOneAndTwoThreads) {
  Tissue one = busy(), two = busy();
  FieldSet fields(one.grid, parameters());
  core::set_threads(1);
  for (int i = 0; i < 3; ++i) fields.advance(one, Days{2});
  core::set_threads(2);
  for (int i = 0; i < 3; ++i) fields.advance(two, Days{2});
  EXPECT_EQ(one.fields.amount, two.fields.amount);
  EXPECT_EQ(one.ledger.removed, two.ledger.removed);
}

TEST(Deposit, IsWholeWithinItsLayerAndPartlyBeyondTheBlock) {
  Tissue t = test::tissue_of(test::skin());
  using transport::deposit;
  EXPECT_NEAR(deposit(t, high, {.amount = 1, .depth = 0.4, .spread_plane = 0.1, .spread_depth = 0.3}), 1, 1e-10);
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
    if (t.grid.layer(static_cast<mesh::ElementIndex>(e)) != mesh::Layer::reticular) {
      ASSERT_EQ(t.fields[high][e], 0);
    }
  EXPECT_NEAR(tissue::mass_in_block(t, Ledger::hyaluronan), 1, 1e-10);
  // Its centre on the rim of the block: half of it; on a corner: a quarter.
  EXPECT_NEAR(deposit(t, high, {.amount = 1, .x = 1, .depth = 0.4, .spread_plane = 0.1, .spread_depth = 0.1}), 0.5,
              1e-9);
  EXPECT_NEAR(deposit(t, high, {.amount = 1, .x = 1, .y = -1, .depth = 0.4, .spread_plane = 0.1, .spread_depth = 0.1}),
              0.25, 1e-9);
  EXPECT_NEAR(tissue::ledger_error(t, Ledger::hyaluronan), 0, 1e-14);
  EXPECT_THROW(deposit(t, high, {.amount = 1, .depth = 2.5}), core::ModelError);
  EXPECT_THROW(deposit(t, high, {.amount = -1, .depth = 0.5}), core::ModelError);
}

}  // namespace
