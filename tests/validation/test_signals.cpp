// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/cells/population.hpp"
#include "small_skin.hpp"

namespace hari::validation {
namespace {

using tissue::Substance;

/// Mean over fibroblasts of the collagen that the shipped rules let them make, 1 in young skin.
double told_to_make(const tissue::Tissue& t, const cells::CellLaw& law) {
  const cells::Surroundings around = cells::survey(t, law);
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    if (t.cells.kind[i] == static_cast<std::uint8_t>(tissue::CellKind::stem_cell)) continue;
    sum += cells::secretion(t, law, around, i)[cells::index(cells::Behaviour::collagen)];
    count += 1;
  }
  return sum / count;
}

// What a booster's chains become: three times more of the middle ones, as long as they are there.
TEST(Signals, OfMiddleHyaluronanRaiseCollagenByTheShippedRules) {
  const cells::CellLaw law = cells::CellLaw::from(shipped());
  tissue::Tissue t = small_skin({}).tissue();
  const double young = told_to_make(t, law);
  for (double& x : t.fields[Substance::hyaluronan_middle]) x *= 4;
  const auto number = [](const char* trait) {
    return shipped().value(std::string("rule.fibroblast.collagen.hyaluronan_middle.") + trait, "1");
  };
  const cells::Response r{1, number("limit"), number("half"), number("power")};
  EXPECT_GT(r(4) / r(1), 1.05);
  EXPECT_NEAR(told_to_make(t, law) / young, r(4) / r(1), 0.01);
}

// The secretome of the old reaches their neighbours: cytokines rise, and with them the hazard of growing old.
TEST(Signals, OfSenescentCellsMakeTheirNeighboursAgeSooner) {
  const core::ParameterSet p = shipped();
  const cells::CellLaw law = cells::CellLaw::from(p);
  const auto hazard = [&](bool old) {
    tissue::Tissue t = small_skin({}).tissue();
    if (old)
      for (std::size_t i = 0; i < t.cells.size(); i += 3)
        if (t.cells.kind[i] != static_cast<std::uint8_t>(tissue::CellKind::stem_cell))
          t.cells.state[i] = static_cast<std::uint8_t>(tissue::CellState::senescent);
    sim::Simulation s(std::move(t), p, {}, {});
    s.advance_to(anatomy::build_age + Days(30));
    const cells::Surroundings around = cells::survey(s.tissue(), law);
    double sum = 0;
    const auto n = s.tissue().grid.n_elements();
    for (std::size_t e = 0; e < n; ++e)
      if (s.tissue().grid.layer(static_cast<mesh::ElementIndex>(e)) == mesh::Layer::reticular)
        sum += around.at(e, cells::Role::resident)[cells::index(cells::Behaviour::senescence)];
    return sum;
  };
  EXPECT_GT(hazard(true), 1.05 * hazard(false));
}

}  // namespace
}  // namespace hari::validation
