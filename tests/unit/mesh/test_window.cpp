// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/mesh/window.hpp"

namespace hari::mesh {
namespace {

Grid grid() {
  return {graded_planes(0, 4, 10, 1), graded_planes(0, 2, 5, 1), {-2, -1, 0}, {Layer::hypodermis, Layer::reticular}};
}

TEST(Windows, HoldTheirColumnsThroughTheWholeDepth) {
  const Grid g = grid();
  const Windows w(g, {{0, 2, 0, 5}, {4, 5, 1, 3}});
  for (int k : {0, 1}) {
    EXPECT_EQ(w.of(g.index(1, 4, k)), 0);
    EXPECT_EQ(w.of(g.index(4, 2, k)), 1);
    EXPECT_EQ(w.of(g.index(4, 3, k)), -1);
    EXPECT_EQ(w.of(g.index(2, 0, k)), -1);
  }
  EXPECT_NEAR(area(g, w[1]), 0.4 * 0.8, 1e-14);
  EXPECT_DOUBLE_EQ(area(g, whole(g)), g.area());
}

TEST(Windows, TilesFillTheGridAndAreSymmetric) {
  const Grid g = grid();
  const Windows w = tiles(g, 3);
  double sum = 0;
  for (std::size_t i = 0; i < w.size(); ++i) sum += area(g, w[i]);
  EXPECT_NEAR(sum, g.area(), 1e-12);
  EXPECT_EQ(w[0], (Window{0, 3, 0, 2}));
  EXPECT_EQ(w[4], (Window{3, 7, 2, 3}));
  EXPECT_EQ(w[8], (Window{7, 10, 3, 5}));
}

TEST(Windows, RefuseToBeEmptyToLeaveTheGridOrToOverlap) {
  const Grid g = grid();
  EXPECT_THROW(Windows(g, {{2, 2, 0, 5}}), core::ModelError);
  EXPECT_THROW(Windows(g, {{0, 11, 0, 5}}), core::ModelError);
  EXPECT_THROW(Windows(g, {{0, 3, 0, 5}, {2, 4, 4, 5}}), core::ModelError);
  EXPECT_THROW(tiles(g, 6), core::ModelError);  // more than there are columns
}

}  // namespace
}  // namespace hari::mesh
