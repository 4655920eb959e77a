// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/view.hpp"

#include <gtest/gtest.h>

#include <Eigen/Geometry>

#include "tiny_tissue.hpp"

namespace hari::io {
namespace {

using testing::tiny_tissue;

template <class T>
const std::vector<T>& column(const core::ColumnGroup& group, const std::string& name) {
  return std::get<std::vector<T>>(core::find_column(group, name).values);
}

TEST(GrownBlock, LeavesPointsAloneWhereNothingGrew) {
  const tissue::Tissue t = tiny_tissue();
  const GrownBlock block(t.grid, t.fields.growth);
  for (double z : {-4.0, -2.7, -0.3, -0.07, 0.0}) EXPECT_NEAR(z, block.height(1.3, 0.2, z), 1e-14);
}

TEST(GrownBlock, SinksTheSurfaceByWhatTheDermisLost) {
  tissue::Tissue t = tiny_tissue();
  for (int j = 0; j < 2; ++j)
    for (int i = 0; i < 2; ++i) t.fields.growth[static_cast<std::size_t>(t.grid.index(i, j, 1))] = 0.5;  // of 1.7 mm
  const GrownBlock block(t.grid, t.fields.growth);
  EXPECT_NEAR(-4, block.height(1, 0.5, -4), 1e-14);
  EXPECT_NEAR(-2, block.height(0.4, 0.5, -2), 1e-14);
  EXPECT_NEAR(-2 + 0.5 * 0.85, block.height(0.4, 0.5, -1.15), 1e-14);
  EXPECT_NEAR(-0.85, block.height(0.4, 0.5, 0), 1e-14);
  EXPECT_FLOAT_EQ(-0.85f, block.nodes().back());
}

TEST(GrownBlock, IsContinuousWhereNeighboursGrewUnlike) {
  tissue::Tissue t = tiny_tissue();
  t.fields.growth[static_cast<std::size_t>(t.grid.index(0, 0, 1))] = 2;
  const GrownBlock block(t.grid, t.fields.growth);
  EXPECT_NEAR(block.height(1 - 1e-9, 0.2, -1), block.height(1 + 1e-9, 0.2, -1), 1e-8);
  EXPECT_GT(block.height(0, 0, 0), block.height(1, 0, 0));
  EXPECT_NEAR(0, block.height(2, 1, 0), 1e-14);
}

TEST(View, SaysHowFarEachNodeHasMovedFromTheReference) {
  tissue::Tissue t = tiny_tissue();
  for (int j = 0; j < 2; ++j)
    for (int i = 0; i < 2; ++i) t.fields.growth[static_cast<std::size_t>(t.grid.index(i, j, 1))] = 0.5;  // of 1.7 mm
  const core::ColumnGroup view = view_of(t);
  const auto &node = column<float>(view, "node"), &moved = column<float>(view, "displacement");
  EXPECT_EQ(core::find_column(view, "displacement").info.width, 3);
  ASSERT_EQ(node.size(), moved.size());
  const std::size_t sheet = 9;  // nodes of a plane
  for (std::size_t n = 0; n < node.size() / 3; ++n) {
    EXPECT_EQ(moved[3 * n], 0);
    EXPECT_EQ(moved[3 * n + 1], 0);
    EXPECT_NEAR(node[3 * n + 2] - moved[3 * n + 2], t.grid.z()[n / sheet], 1e-6) << n;
  }
  EXPECT_FLOAT_EQ(moved[2], 0) << "the deep face is held";
  EXPECT_FLOAT_EQ(moved.back(), -0.85f) << "the surface sinks by what the dermis lost";
}

TEST(View, NumbersHexahedraUpwardAndAnticlockwise) {
  const core::ColumnGroup view = view_of(tiny_tissue());
  const auto& node = column<float>(view, "node");
  const auto& hexahedra = column<std::int32_t>(view, "hexahedron");
  const auto at = [&](std::size_t corner, std::size_t axis) {
    return node.at(3 * static_cast<std::size_t>(hexahedra.at(corner)) + axis);
  };
  for (std::size_t e = 0; e < hexahedra.size() / 8; ++e) {
    const auto edge = [&](std::size_t to) {
      return math::Vec3(at(8 * e + to, 0) - at(8 * e, 0), at(8 * e + to, 1) - at(8 * e, 1),
                        at(8 * e + to, 2) - at(8 * e, 2));
    };
    EXPECT_GT(edge(1).cross(edge(3)).dot(edge(4)), 0) << "element " << e;
  }
  EXPECT_EQ((std::vector<std::uint8_t>{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3}),
            column<std::uint8_t>(view, "layer"));
}

TEST(View, ListsFibresAsAMixtureOnlyWhenTheirLengthsDiffer) {
  EXPECT_EQ((std::vector<std::int32_t>{2, 2, 0, 1, 2, 3, 2, 3, 4, 2, 2, 5, 6}),
            column<std::int32_t>(view_of(tiny_tissue()), "fibre_line"));
  const core::ColumnGroup even = view_of(tiny_tissue({3, 3}));
  EXPECT_EQ((std::vector<std::int32_t>{0, 1, 2, 3, 4, 5}), column<std::int32_t>(even, "fibre_line"));
  EXPECT_EQ(3, core::find_column(even, "fibre_line").info.width);
}

TEST(View, DrawsNothingForAnEmptySlot) {
  tissue::Tissue t = tiny_tissue({2, 2});
  t.network.alive[0] = 0;
  EXPECT_EQ((std::vector<std::int32_t>{0, 0, 2, 3}), column<std::int32_t>(view_of(t), "fibre_line"));
}

}  // namespace
}  // namespace hari::io
