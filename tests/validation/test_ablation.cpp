// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "hari/exposure/menopause.hpp"
#include "hari/exposure/ultraviolet.hpp"
#include "small_skin.hpp"

namespace hari::validation {
namespace {

using tissue::Substance;

auto ageing(const core::ParameterSet& p = shipped()) {
  return exposure::make_intrinsic_ageing({.speed = 1}, p);
}
auto sun() {
  exposure::Ultraviolet u;
  u.latitude = 36;
  u.calendar = exposure::Calendar::beginning(years(25), 1);
  u.site = "cheek";
  u.habit = exposure::Habit::outdoor;
  u.to = years(110);
  return exposure::make_ultraviolet(u, shipped());
}
/// Early, so that it falls into the few years of a test.
auto menopause() {
  return exposure::make_menopause({.age = years(26)}, shipped());
}

sim::Simulation aged(sim::Simulation::Interventions acting, double years_more,
                     const core::ParameterSet& p = shipped()) {
  sim::Simulation s = small_skin(std::move(acting), p);
  s.advance_to(years(25 + years_more));
  return s;
}

/// The parameters with one of them at a value that its range may not allow: what is taken out is out.
core::ParameterSet with_value(const std::string& name, double value) {
  const core::ParameterSet as_shipped = shipped();
  core::ParameterSet changed;
  bool found = false;
  for (const auto& [key, parameter] : as_shipped.all()) {
    core::Parameter p = parameter;
    if (key == name) {
      p.value = value;
      p.low = std::min(p.low, value);
      p.high = std::max(p.high, value);
      found = true;
    }
    changed.add(p);
  }
  EXPECT_TRUE(found) << name;
  return changed;
}

TEST(Ablation, WithoutSunThereIsLessCollagenaseAndMoreCollagenMadeBeforeAnythingElseMoves) {
  const auto with = aged(list(ageing(), sun()), 0.5), without = aged(list(ageing()), 0.5);
  EXPECT_GT(dermis(with, Substance::collagenase), 1.2 * dermis(without, Substance::collagenase));
  EXPECT_LT(collagen_made(with), 0.9 * collagen_made(without));
  EXPECT_NEAR(collagen(with) / collagen(without), 1, 0.03);
  EXPECT_NEAR(links(with) / links(without), 1, 0.01);
  EXPECT_NEAR(elastin(with) / elastin(without), 1, 0.01);
}

TEST(Ablation, WithoutSunElastinLastsLonger) {
  const auto with = aged(list(ageing(), sun()), 5), without = aged(list(ageing()), 5);
  EXPECT_LT(elastin(with), 0.99 * elastin(without));
  EXPECT_LT(collagen(with), 0.99 * collagen(without));
}

TEST(Ablation, WithoutMenopauseCollagenIsKeptAndElastinAndOxidantAreThoseOfBefore) {
  const auto with = aged(list(ageing(), menopause()), 5), without = aged(list(ageing()), 5);
  EXPECT_LT(collagen_made(with), 0.85 * collagen_made(without));
  EXPECT_LT(collagen(with), 0.98 * collagen(without));
  EXPECT_NEAR(elastin(with) / elastin(without), 1, 0.01);
  EXPECT_NEAR(links(with) / links(without), 1, 0.02);
  EXPECT_NEAR(dermis(with, Substance::oxidant), dermis(without, Substance::oxidant), 0.002);  // a burn is 1
}

// The anchorage cue on spread is constant: cells no longer feel that collagen is cut.
TEST(Ablation, WithoutTheSpreadLoopCellsStaySpreadAndMakeMoreAndElastinAndLinksAreThoseOfBefore) {
  const auto loose = aged(list(ageing()), 40);
  const core::ParameterSet p = with_value("rule.fibroblast.spread.anchorage.absent", 1);
  const auto cut = aged(list(ageing(p)), 40, p);
  const auto spread = [](const sim::Simulation& s) { return tissue::composition(s.tissue()).spread; };
  std::cout << "without over with: spread " << spread(cut) / spread(loose) << " made "
            << collagen_made(cut) / collagen_made(loose) << " elastin " << elastin(cut) / elastin(loose) << " links "
            << links(cut) / links(loose) << '\n';
  EXPECT_GT(spread(cut), 1.05 * spread(loose));
  EXPECT_GT(collagen_made(cut), 1.03 * collagen_made(loose));
  EXPECT_NEAR(elastin(cut) / elastin(loose), 1, 0.01);
  EXPECT_NEAR(links(cut) / links(loose), 1, 0.03);
}

TEST(Ablation, WithoutLossOfElastinItStaysAndSoDoesRecoil) {
  const core::ParameterSet p = with_value("intrinsic.elastin_loss", 0);
  const auto young = small_skin({}, p);
  const auto spared = aged(list(ageing(p)), 5, p), worn = aged(list(ageing()), 5);
  EXPECT_GT(elastin(spared), 1.01 * elastin(worn));
  EXPECT_NEAR(elastin(spared) / elastin(young), 1, 1e-3);  // what little oxidant there is may still wear it
  const auto recoil = [](const sim::Simulation& s) {
    return tissue::layer_mean(s.tissue(), mesh::Layer::reticular, s.tissue().fields.recoil);
  };
  EXPECT_GT(recoil(spared), 1.01 * recoil(worn));
  EXPECT_NEAR(tissue::composition(spared.tissue()).fibroblasts / tissue::composition(worn.tissue()).fibroblasts, 1,
              0.03);
}

}  // namespace
}  // namespace hari::validation
