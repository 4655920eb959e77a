// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <set>

#include "hari/core/error.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace hari::mesh {
namespace {

TEST(HexMesh, ShapeFunctionsAddUpToOneAndHaveTheDerivativesTheyClaim) {
  const double a = 0.3, b = -0.6, c = 0.1, h = 1e-6;
  EXPECT_NEAR(shape(a, b, c).sum(), 1, 1e-14);
  const auto d = shape_derivative(a, b, c);
  EXPECT_LT((d.col(0) - (shape(a + h, b, c) - shape(a - h, b, c)) / (2 * h)).norm(), 1e-9);
  EXPECT_LT((d.col(1) - (shape(a, b + h, c) - shape(a, b - h, c)) / (2 * h)).norm(), 1e-9);
  EXPECT_LT((d.col(2) - (shape(a, b, c + h) - shape(a, b, c - h)) / (2 * h)).norm(), 1e-9);
}

TEST(HexMesh, BoxIsFilled) {
  const HexMesh mesh = box_mesh({0, 0, -3}, {1, 2, 0}, {2, 3, 4}, Layer::reticular);
  double sum = 0;
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) sum += volume(mesh, e);
  EXPECT_NEAR(sum, 6, 1e-12);
  EXPECT_EQ(mesh.bottom.size(), 12u);
  EXPECT_EQ(mesh.side_x.size(), 2 * 4 * 5u);
}

TEST(HexMesh, RefusesAnElementTurnedInsideOut) {
  HexMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1}, {1, 1, 1}, Layer::reticular);
  EXPECT_NO_THROW(check(mesh));
  std::swap(mesh.element[0][0], mesh.element[0][1]);
  EXPECT_THROW(check(mesh), core::ModelError);
}

const HexMesh& quarter() {
  static const HexMesh mesh = suction_mesh(skin_spec(1, 3, {2, 1, 0.1, 0.08}, Resolution::coarse));
  return mesh;
}

TEST(Unfolded, HasFourTimesTheVolumeAndNoElementInsideOut) {
  const HexMesh whole = unfolded(quarter());
  EXPECT_NO_THROW(check(whole));
  EXPECT_EQ(whole.n_elements(), 4 * quarter().n_elements());
  EXPECT_EQ(whole.region.size(), whole.n_elements());
  double sum = 0, quarter_sum = 0;
  for (std::size_t e = 0; e < whole.n_elements(); ++e) sum += volume(whole, e);
  for (std::size_t e = 0; e < quarter().n_elements(); ++e) quarter_sum += volume(quarter(), e);
  EXPECT_NEAR(sum, 4 * quarter_sum, 1e-9 * sum);
}

TEST(Unfolded, SharesTheNodesOfTheMirrorPlanes) {
  const HexMesh whole = unfolded(quarter());
  std::set<std::array<long, 3>> places;
  for (const math::Vec3& x : whole.node)
    places.insert({std::lround(1e6 * x.x()), std::lround(1e6 * x.y()), std::lround(1e6 * x.z())});
  EXPECT_EQ(places.size(), whole.n_nodes());  // none lies on another
  std::set<NodeIndex> used;
  for (const Hexahedron& h : whole.element) used.insert(h.begin(), h.end());
  EXPECT_EQ(used.size(), whole.n_nodes());
}

TEST(Unfolded, KeepsApexApertureAndProbe) {
  const HexMesh whole = unfolded(quarter());
  EXPECT_EQ(whole.node[static_cast<std::size_t>(whole.apex)], math::Vec3::Zero());
  double area = 0, quarter_area = 0;
  const auto add = [](const HexMesh& mesh, double& to) {
    for (const Quadrilateral& q : mesh.aperture) {
      const auto x = [&](std::size_t i) { return mesh.node[static_cast<std::size_t>(q[i])]; };
      const double face = 0.5 * (x(2) - x(0)).cross(x(3) - x(1)).z();
      EXPECT_GT(face, 0);  // seen from outside
      to += face;
    }
  };
  add(whole, area);
  add(quarter(), quarter_area);
  EXPECT_NEAR(area, 4 * quarter_area, 1e-12);
  math::Vec3 sum = math::Vec3::Zero();
  for (NodeIndex n : whole.probe) sum += whole.node[static_cast<std::size_t>(n)];
  EXPECT_LT(sum.norm(), 1e-9);  // all around the axis, each node once
}

TEST(Unfolded, HoldsItsOuterSidesAndNoLongerTheMirrorPlanes) {
  const HexMesh whole = unfolded(quarter());
  for (const auto& [set, axis] : {std::pair{&whole.side_x, 0}, {&whole.side_y, 1}}) {
    std::size_t expected = 0;
    for (const math::Vec3& x : whole.node) expected += std::abs(std::abs(x[axis]) - 6) < 1e-9;
    EXPECT_EQ(set->size(), expected);
    for (NodeIndex n : *set) EXPECT_NEAR(std::abs(whole.node[static_cast<std::size_t>(n)][axis]), 6, 1e-9);
  }
  for (const auto* set : {&whole.side_x, &whole.side_y, &whole.bottom, &whole.probe})
    EXPECT_TRUE(std::is_sorted(set->begin(), set->end()));
  std::size_t deepest = 0;
  for (const math::Vec3& x : whole.node) deepest += x.z() < -5 + 1e-9;
  EXPECT_EQ(whole.bottom.size(), deepest);
}

}  // namespace
}  // namespace hari::mesh
