// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/cells/epidermis.hpp"
#include "hari/core/error.hpp"
#include "plain_skin.hpp"

namespace {

using namespace hari::cells;
using hari::mesh::Layer;
using hari::tissue::Level;
using hari::tissue::Substance;

constexpr std::size_t reticular = static_cast<std::size_t>(Layer::reticular);

hari::core::Parameter number(const std::string& name, double value, const std::string& unit = "1") {
  return {
      .name = name, .value = value, .unit = unit, .low = 0, .high = 1e6, .source = "s", .doc = "d", .place = "here"};
}

TEST(Response, GoesFromAbsentToLimitAndIsHalfWayAtHalf) {
  for (const double power : {1.0, 1.5, 2.0, 4.0}) {
    const Response r{0.4, 2.5, 3, power};
    EXPECT_EQ(r(0), 0.4);
    EXPECT_EQ(r(-1), 0.4);
    EXPECT_NEAR(r(3), (0.4 + 2.5) / 2, 1e-12);
    EXPECT_NEAR(r(1e9), 2.5, 1e-6);
    EXPECT_NEAR(r(1), 0.4 + 2.1 / (1 + std::pow(3, power)), 1e-12);
  }
}

TEST(Rules, AreReadFromParameters) {
  hari::core::ParameterSet p;
  p.add(number("rule.fibroblast.collagen.peptide.limit", 1.5));
  p.add(number("rule.fibroblast.collagen.peptide.half", 3, "ug/mm3"));
  p.add(number("rule.fibroblast.collagen.peptide.power", 2));
  p.add(number("rule.senescent.collagen.state.limit", 0.5));
  p.add(number("rulers.length", 2));
  const auto rules = rules_from(p);
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].signal, signal(Substance::peptide));
  EXPECT_EQ(rules[0].response.absent, 1);
  EXPECT_EQ(rules[0].response.half, 3);
  EXPECT_EQ(rules[1].actor, Actor::senescent);
  p.add(number("rule.fibroblast.collagen.gossip.limit", 2));
  EXPECT_THROW(rules_from(p), hari::core::ModelError);
}

TEST(Rules, AreOneInYoungSkinWhateverItHolds) {
  auto t = slab(10, 0);
  const Response r{0.5, 3, 2, 2};
  const CellLaw l = law({rule(Actor::fibroblast, Behaviour::collagen, signal(Substance::tgf_beta), r),
                         rule(Actor::fibroblast, Behaviour::collagen, signal(Substance::oxidant), r),
                         rule(Actor::fibroblast, Behaviour::collagen, signal(Level::oestradiol), r)});
  const auto collagen = [&] { return secretion(t, l, survey(t, l), 1)[index(Behaviour::collagen)]; };
  EXPECT_NEAR(collagen(), 1, same);  // nothing is known of a young TGF-beta yet
  double* young = t.homeostasis.signal.data() + reticular * hari::tissue::n_substances;
  young[index(Substance::tgf_beta)] = 0.7;
  young[index(Substance::oxidant)] = 0.02;
  t.fields[Substance::tgf_beta].assign(t.grid.n_elements(), 0.7);
  t.fields[Substance::oxidant].assign(t.grid.n_elements(), 0.02);
  EXPECT_NEAR(collagen(), 1, same);
  t.fields[Substance::tgf_beta].assign(t.grid.n_elements(), 1.4);  // doubled: felt relative to young
  EXPECT_NEAR(collagen(), r(2) / r(1), same);
  t.fields.growth.assign(t.grid.n_elements(), 0.5);  // and as a concentration
  EXPECT_NEAR(collagen(), r(4) / r(1) * r(0.04) / r(0.02), same);
  t.body.level[static_cast<std::size_t>(Level::oestradiol)] = 0.3;
  EXPECT_NEAR(collagen(), r(4) / r(1) * r(0.04) / r(0.02) * r(0.3) / r(1), same);
}

// What a booster leaves behind: chains of middle length, felt relative to what young skin holds, raise collagen.
TEST(Rules, LetMiddleHyaluronanRaiseCollagen) {
  auto t = slab(10, 0);
  const Response r{1, 1.3, 3, 1};
  const CellLaw l = law({rule(Actor::fibroblast, Behaviour::collagen, signal(Substance::hyaluronan_middle), r)});
  const auto collagen = [&] { return secretion(t, l, survey(t, l), 1)[index(Behaviour::collagen)]; };
  t.homeostasis.signal[reticular * hari::tissue::n_substances + index(Substance::hyaluronan_middle)] = 0.02;
  for (const double fold : {1.0, 3.0, 10.0, 0.0}) {
    t.fields[Substance::hyaluronan_middle].assign(t.grid.n_elements(), 0.02 * fold);
    EXPECT_NEAR(collagen(), r(fold) / r(1), same) << fold;
  }
  t.fields[Substance::hyaluronan_high].assign(t.grid.n_elements(), 5.0);  // long chains say nothing here
  EXPECT_NEAR(collagen(), r(0) / r(1), same);
}

TEST(Rules, HoldForTheirCellsOnly) {
  using enum Behaviour;
  const auto state = signal(Cue::state);
  const RuleBook book({rule(Actor::fibroblast, collagen, state, {1, 2, 1, 1}),
                       rule(Actor::papillary_fibroblast, collagen, state, {1, 3, 1, 1}),
                       rule(Actor::senescent, collagen, state, {1, 5, 1, 1}),
                       rule(Actor::myofibroblast, collagen, state, {1, 7, 1, 1}),
                       rule(Actor::stem_cell, motility, state, {1, 11, 1, 1})});
  const auto own = [&](Layer l, Role r, Behaviour b) { return book.own(l, r, b, {}); };
  EXPECT_EQ(own(Layer::reticular, Role::resident, collagen), 2);
  EXPECT_EQ(own(Layer::papillary, Role::resident, collagen), 6);
  EXPECT_EQ(own(Layer::papillary, Role::senescent, collagen), 30);
  EXPECT_EQ(own(Layer::reticular, Role::myofibroblast, collagen), 14);
  EXPECT_EQ(own(Layer::reticular, Role::stem_cell, collagen), 1);
  EXPECT_EQ(own(Layer::reticular, Role::stem_cell, motility), 11);
}

TEST(Rules, KnowWhatACellDoesAndFeels) {
  EXPECT_TRUE(may(Actor::fibroblast, Behaviour::collagen, signal(Substance::steroid)));
  EXPECT_FALSE(may(Actor::fibroblast, Behaviour::spread, signal(Cue::collapse)));
  EXPECT_FALSE(may(Actor::fibroblast, Behaviour::attraction, signal(Cue::damage)));
  EXPECT_FALSE(may(Actor::stem_cell, Behaviour::collagen, signal(Substance::steroid)));
  EXPECT_FALSE(may(Actor::keratinocyte, Behaviour::hyaluronan, signal(Cue::damage)));
  EXPECT_FALSE(may(Actor::senescent, Behaviour::reversion, signal(Substance::tgf_beta)));
}

TEST(Rules, ReachKeratinocytesThroughTheEpidermis) {
  hari::tissue::Tissue t = slab(10, 0);
  t.grid = hari::mesh::Grid({0, 2, 4}, {0, 2, 4}, {-4, -2, 0}, {Layer::reticular, Layer::epidermis});
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields[Substance::retinoid].assign(t.grid.n_elements(), 1.0);
  for (auto& e : t.cells.element) e = 0;
  const CellLaw l = law({rule(Actor::keratinocyte, Behaviour::hyaluronan, signal(Substance::retinoid), {1, 3, 1, 1})});
  secrete(t, l, survey(t, l));
  const auto& source = t.fields.source[index(Substance::hyaluronan_high)];
  EXPECT_NEAR(source.back(), 0.1 * 0.4 * 2, same);
  EXPECT_EQ(source.front(), 0);
}

TEST(Epidermis, FollowsWhatItsCellsKeepUp) {
  hari::tissue::Tissue t = slab(10, 0);
  t.grid = hari::mesh::Grid({0, 2, 4}, {0, 2, 4}, {-4, -2, 0}, {Layer::reticular, Layer::epidermis});
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields[Substance::retinoid].assign(t.grid.n_elements(), 1.0);
  t.body.level[static_cast<std::size_t>(hari::tissue::Level::epidermal_renewal)] = 0.8;
  for (auto& e : t.cells.element) e = 0;
  const CellLaw l = law({rule(Actor::keratinocyte, Behaviour::renewal, signal(Substance::retinoid), {1, 2, 1, 1})});
  const Surroundings around = survey(t, l);
  for (int i = 0; i < 8; ++i) renew_epidermis(t, l, around, hari::core::Days{5});
  EXPECT_NEAR(t.fields.growth.back(), 1 + 0.2 * (1 - std::exp(-1.0)), same);  // on the way from 1 to 0.8 x 1.5
  EXPECT_EQ(t.fields.growth.front(), 1);                                      // dermis is not its concern
}

TEST(Surroundings, CrowdingIsPerVolumeNumberPerSurfaceAndPullPerCollagen) {
  using enum Behaviour;
  const Actor f = Actor::fibroblast;
  const CellLaw l = law({rule(f, division, signal(Cue::crowding), {1, 0, 2, 6}),
                         rule(f, collagenase, signal(Cue::fibroblasts), {1, 3, 1, 1}),
                         rule(f, spread, signal(Cue::tension), {0, 1, 0.3, 1})});
  hari::tissue::Tissue t = slab(100, 10);
  t.homeostasis.collagen_density[1] = 250;
  t.fields.collagen_density.assign(t.grid.n_elements(), 250);
  const auto factor = [&](Behaviour b) { return survey(t, l).at(0, Role::resident)[index(b)]; };
  for (Behaviour b : {division, collagenase, spread}) EXPECT_NEAR(factor(b), 1, same);
  for (double& g : t.fields.growth) g = 0.5;  // as many cells, fibres as taut, in half the volume
  for (double& p : t.fields.tension) p *= 2;
  EXPECT_NEAR(factor(division), 0.5 / (64.0 / 65), same);
  EXPECT_NEAR(factor(collagenase), 1, same);
  EXPECT_NEAR(factor(spread), 1, same);
  for (double& p : t.fields.tension) p /= 2;  // now they are slacker
  EXPECT_LT(factor(spread), 0.9);
}

}  // namespace
