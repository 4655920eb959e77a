// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::mesh {
namespace {

Grid small_grid() {
  return Grid({0, 1, 3}, {0, 2, 4}, {-2, -1, -0.1, 0}, {Layer::hypodermis, Layer::reticular, Layer::epidermis});
}

TEST(Grid, FindsTheElementOfEveryCentre) {
  const Grid grid = small_grid();
  for (std::size_t e = 0; e < grid.n_elements(); ++e) {
    const auto c = grid.centre(static_cast<ElementIndex>(e));
    EXPECT_EQ(grid.locate(c[0], c[1], c[2]), static_cast<ElementIndex>(e));
  }
}

TEST(Grid, VolumesAddUpToTheBlock) {
  const Grid grid = small_grid();
  double sum = 0;
  for (std::size_t e = 0; e < grid.n_elements(); ++e) sum += grid.volume(static_cast<ElementIndex>(e));
  EXPECT_NEAR(sum, 3 * 4 * 2, 1e-12);
  EXPECT_NEAR(grid.slab(Layer::reticular).thickness(), 0.9, 1e-12);
  EXPECT_FALSE(grid.has(Layer::papillary));
}

TEST(Grid, RefusesLayersOutOfOrder) {
  EXPECT_THROW(Grid({0, 1}, {0, 1}, {-2, -1, 0}, {Layer::epidermis, Layer::reticular}), core::ModelError);
}

TEST(Grid, ReflectsAnyNumberOfTimes) {
  double direction = 1;
  EXPECT_NEAR(reflect(2.5, 0, 1, direction), 0.5, 1e-12);
  EXPECT_EQ(direction, 1);
  direction = 1;
  EXPECT_NEAR(reflect(-0.25, 0, 1, direction), 0.25, 1e-12);
  EXPECT_EQ(direction, -1);
}

}  // namespace
}  // namespace hari::mesh
