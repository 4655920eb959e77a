// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/mesh/hex_mesh.hpp"

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

}  // namespace
}  // namespace hari::mesh
