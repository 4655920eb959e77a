// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/suction_mesh.hpp"
#include "random_network.hpp"

namespace hari::mechanics {
namespace {

/// Dermis with fibres on fat, small enough for a test.
Equilibrium small_skin(const FibreLaw& fibres = soft_tissue_fibres(), EquilibriumOptions options = {}) {
  mesh::SuctionSpec spec;
  spec.rings = {1, 2, 1};
  spec.sheets = {{mesh::Layer::hypodermis, 2, 2, -1.0}, {mesh::Layer::reticular, 1, 2, 0.0}};
  mesh::HexMesh mesh = mesh::suction_mesh(spec);
  const mesh::Grid grid = dermis_grid();
  std::vector<LayerMaterial> m(2);
  m[0].matrix = {.shear = 2, .bulk = 200};
  m[1].matrix = {.shear = 30, .bulk = 3000, .share = {0.5, 0.2}, .time = {0.5, 7}};
  m[1].fibres = fibre_fans(random_network(2000, grid), grid, {1, 1, 1, 1}, fibres)[1];
  m[1].traction = 0.2;
  m[1].balance();
  options.reference_force = 35;
  return Equilibrium(suction_problem(std::move(mesh), m, Contact::frictionless), options);
}

constexpr std::size_t last_element = 4 * (4 + 4 * 4) - 1;  // sheets times quads of the plan; the top is dermis

TEST(Equilibrium, TheRestedSkinIsInExactBalanceUnderItsOwnTension) {
  Equilibrium skin = small_skin();
  EXPECT_GT(skin.stress(last_element)[0](0, 0), 1.0);
  EXPECT_LT(skin.imbalance(), 1e-12);
  const StepReport r = skin.step({}, core::Seconds(1));
  EXPECT_TRUE(r.converged);
  EXPECT_EQ(r.iterations, 0);
}

TEST(Equilibrium, GivesTheSameBitsOnOneAndTwoThreads) {
  const int before = core::threads();
  double height[2];
  for (int n : {1, 2}) {
    core::set_threads(n);
    Equilibrium skin = small_skin();
    for (double p : {15.0, 30.0}) skin.advance({.suction = p}, core::Seconds(0.05));
    skin.advance({.suction = 30}, core::Seconds(1));
    height[n - 1] = skin.displacement(static_cast<mesh::NodeIndex>(3 * 21)).norm();
  }
  core::set_threads(before);
  EXPECT_GT(height[0], 0);
  EXPECT_EQ(height[0], height[1]);
}

TEST(Equilibrium, FibresThatAnswerForStrainsNearbySlipAsThoseThatAreAlwaysAsked) {
  // An answer kept beyond its step would be that of fibres that have not slipped yet.
  const auto rise = [](double near) {
    Equilibrium skin = small_skin(slipping_fibres(), {.tolerance = 1e-5, .near_strain = near});
    skin.advance({.suction = 30}, core::Seconds(0.1));
    const double at_once = skin.displacement(skin.mesh().apex).z();
    for (int i = 0; i < 30; ++i) skin.advance({.suction = 30}, core::Seconds(0.05));
    return std::pair{at_once, skin.displacement(skin.mesh().apex).z()};
  };
  const auto [asked, asked_late] = rise(0);
  const auto [near, near_late] = rise(2e-3);
  EXPECT_GT(asked_late, 1.05 * asked);
  EXPECT_NEAR(near, asked, 1e-4 * asked);
  EXPECT_NEAR(near_late, asked_late, 1e-4 * asked);
}

TEST(Equilibrium, AStepThatFailsChangesNothingAndItsLastRefusalNamesTheTime) {
  Equilibrium skin = small_skin();
  const double absurd = 1e7;
  EXPECT_FALSE(skin.step({.suction = absurd}, core::Seconds(0.1)).converged);
  EXPECT_EQ(skin.drive().suction, 0);
  EXPECT_LT(skin.imbalance(), 1e-12);
  try {
    skin.advance({.suction = absurd}, core::Seconds(0.1));
    FAIL() << "a suction of 10 GPa must be refused";
  } catch (const core::SolverError& e) {
    EXPECT_NE(std::string(e.what()).find("step"), std::string::npos);
  }
}

}  // namespace
}  // namespace hari::mechanics
