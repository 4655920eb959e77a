// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/Geometry>

#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace hari::mesh {
namespace {

TEST(SuctionMesh, BenchmarkHasTheElementsOfItsDefinition) {
  const HexMesh one = suction_mesh(benchmark_spec(1));
  EXPECT_EQ(one.n_elements(), 3872u);
  EXPECT_EQ(suction_mesh(benchmark_spec(2)).n_elements(), 30976u);
  double volume_sum = 0;
  for (std::size_t e = 0; e < one.n_elements(); ++e) volume_sum += volume(one, e);
  EXPECT_NEAR(volume_sum, 6 * 6 * 2, 1e-9);  // the square is filled exactly, whatever the circles inside
}

TEST(SuctionMesh, RimsLieOnNodesAndTheProbeBetweenThem) {
  const HexMesh mesh = suction_mesh(skin_spec(1, 3, {2, 1, 0.1, 0.08}, Resolution::coarse));
  double nearest = 10, farthest = 0;
  for (NodeIndex n : mesh.probe) {
    const auto& x = mesh.node[static_cast<std::size_t>(n)];
    EXPECT_EQ(x.z(), 0);
    const double r = std::hypot(x.x(), x.y());
    nearest = std::min(nearest, r);
    farthest = std::max(farthest, r);
  }
  EXPECT_NEAR(nearest, 1, 1e-12);
  EXPECT_NEAR(farthest, 3, 1e-12);
  EXPECT_EQ(mesh.node[static_cast<std::size_t>(mesh.apex)], math::Vec3::Zero());
}

TEST(SuctionMesh, ApertureFacesPointUpAndNearlyFillTheQuarterCircle) {
  const HexMesh mesh = suction_mesh(skin_spec(2, 6, {2, 1, 0.1, 0.08}, Resolution::standard));
  double area = 0;
  for (const auto& q : mesh.aperture) {
    const auto x = [&](std::size_t i) { return mesh.node[static_cast<std::size_t>(q[i])]; };
    const double face = 0.5 * ((x(2) - x(0)).cross(x(3) - x(1))).z();
    EXPECT_GT(face, 0);
    area += face;
  }
  const double exact = std::numbers::pi;  // a quarter of 4 pi
  EXPECT_LT(area, exact);
  EXPECT_GT(area, 0.98 * exact);
}

TEST(SuctionMesh, SkinReachesDeepEnoughWithItsLayersAsThickAsAsked) {
  const HexMesh mesh = suction_mesh(skin_spec(1, 3, {2, 1, 0.1, 0.08}, Resolution::coarse));
  std::array<double, n_layers> layer_volume{};
  for (std::size_t e = 0; e < mesh.n_elements(); ++e)
    layer_volume[static_cast<std::size_t>(mesh.region[e])] += volume(mesh, e);
  EXPECT_NEAR(layer_volume[1], 36 * 1.0, 1e-9);
  EXPECT_NEAR(layer_volume[2], 36 * 0.1, 1e-9);
  EXPECT_NEAR(layer_volume[3], 36 * 0.08, 1e-9);
  EXPECT_NEAR(layer_volume[0], 36 * (5 - 1.18), 1e-9);
}

TEST(SuctionMesh, RefusesRadiiOutOfOrder) {
  SuctionSpec spec = benchmark_spec(1);
  spec.probe_radius = 0.5;
  EXPECT_THROW(suction_mesh(spec), core::ModelError);
}

}  // namespace
}  // namespace hari::mesh
