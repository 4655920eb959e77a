// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/layered_box.hpp"

#include <gtest/gtest.h>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

constexpr std::array<double, n_layers> skin{0.75, 1.5, 0.2, 0.1};

TEST(LayeredBox, HoldsEachLayerWhereItLies) {
  const std::vector<Sheet> sheets = graded_sheets(skin, 5, {.finest = 0.05, .growth = 0.3});
  const HexMesh mesh = layered_box({2, 3}, {2, 1}, sheets);
  EXPECT_NO_THROW(check(mesh));
  std::array<double, n_layers> found{};
  for (std::size_t e = 0; e < mesh.n_elements(); ++e)
    found[static_cast<std::size_t>(mesh.region[e])] += volume(mesh, e);
  EXPECT_NEAR(found[0], 6 * 3.2, 1e-12);  // the fat reaches down to 5 mm
  EXPECT_NEAR(found[1], 6 * 1.5, 1e-12);
  EXPECT_NEAR(found[2], 6 * 0.2, 1e-12);
  EXPECT_NEAR(found[3], 6 * 0.1, 1e-12);
  EXPECT_EQ(mesh.bottom.size(), 6u);
  EXPECT_NEAR(mesh.node[static_cast<std::size_t>(mesh.apex)].norm(), 0, 1e-15);
}

TEST(LayeredBox, ElementsGrowWithDepthAsAsked) {
  const std::vector<Sheet> sheets = graded_sheets({0, 10, 0, 0}, 0, {.finest = 0.1, .growth = 0.25});
  const HexMesh mesh = layered_box({1, 1}, {1, 1}, sheets);
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
    const auto x = corners(mesh, e);
    const double size = x(2, 4) - x(2, 0), depth = -x(2, 4);
    EXPECT_NEAR(size, 0.1 + 0.25 * depth, 0.1 * size) << depth;
  }
}

TEST(LayeredBox, RefusesNothingness) {
  EXPECT_THROW(graded_sheets({0, 0, 0, 0}, 5, {}), core::ModelError);
  EXPECT_THROW(layered_box({1, 1}, {1, 1}, {}), core::ModelError);
  const std::vector<Sheet> flat{{Layer::reticular, 0, 1, 0}};
  EXPECT_THROW(layered_box({1, 1}, {1, 1}, flat), core::ModelError);
}

}  // namespace
}  // namespace hari::mesh
