// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/mechanics/settle.hpp"

namespace hari::mechanics {
namespace {

/// A block of 2 x 2 x 1 mm that slides on its bottom and along rollers; all of it grows, or one column in four.
Problem slab(double growth, bool everywhere) {
  Problem p;
  p.mesh = mesh::box_mesh({0, 0, -1}, {2, 2, 0}, {4, 4, 4}, mesh::Layer::reticular);
  p.material.resize(1);
  p.material[0].matrix = {.shear = 10, .bulk = 500, .share = {0.5, 0.2}, .time = {0.1, 5}};
  p.material_of.assign(p.mesh.n_elements(), 0);
  p.fixed = suction_supports(p.mesh, Contact::frictionless);
  for (mesh::NodeIndex n : p.mesh.bottom) p.fixed[static_cast<std::size_t>(n)] = 4;
  for (const auto& [side, axis] : {std::pair{&p.mesh.side_x, 1}, {&p.mesh.side_y, 2}})
    for (mesh::NodeIndex n : *side) p.fixed[static_cast<std::size_t>(n)] |= static_cast<std::uint8_t>(axis);
  p.growth.assign(p.mesh.n_elements(), math::Mat3::Identity());
  for (std::size_t e = 0; e < p.growth.size(); ++e)
    if (everywhere || e % 4 == 1) p.growth[e](2, 2) = growth;
  return p;
}

TEST(Settled, EvenGrowthSwellsFreelyAndLeavesNoStress) {
  Equilibrium skin = settled(slab(1.3, true), {.reference_force = 1, .tolerance = 1e-9});
  EXPECT_NEAR(skin.displacement(skin.mesh().apex).z(), 0.3, 1e-6);
  EXPECT_LT(skin.imbalance(), 1e-7);
  for (std::size_t e = 0; e < skin.mesh().n_elements(); ++e)
    for (const math::Mat3& stress : skin.stress(e)) EXPECT_LT(stress.norm(), 1e-4);
}

TEST(Settled, UnevenGrowthFindsItsBalanceAndStaysThere) {
  Equilibrium skin = settled(slab(1.4, false), {.reference_force = 1, .tolerance = 1e-8});
  const double height = skin.displacement(skin.mesh().apex).z();
  EXPECT_GT(height, 0.01);
  EXPECT_LT(skin.imbalance(), 1e-6);
  skin.advance({}, core::Seconds(100));  // nothing goes on relaxing
  EXPECT_NEAR(skin.displacement(skin.mesh().apex).z(), height, 1e-4 * height);
}

TEST(Settled, SkinInBalanceStaysAsItIs) {
  std::vector<StepReport> reports;
  const Equilibrium skin = settled(slab(1, true), {}, &reports);
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].iterations, 0);
  EXPECT_EQ(skin.displacement(skin.mesh().apex).norm(), 0);
}

}  // namespace
}  // namespace hari::mechanics
