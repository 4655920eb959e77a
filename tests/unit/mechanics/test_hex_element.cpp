// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hari/mechanics/hex_element.hpp"
#include "hari/mesh/hex_mesh.hpp"
#include "random_network.hpp"

namespace hari::mechanics {
namespace {

/// A crooked element of matrix, relaxing branches, friction, slipping fibres, traction and swelling, half-way through a
/// history.
struct Crooked {
  LayerMaterial material;
  ElementGeometry geometry;
  Nodal u;
  std::vector<double> memory;

  static Nodal corners() {
    Nodal x = mesh::corners(mesh::box_mesh({0, 0, 0}, {1, 1.2, 0.7}, {1, 1, 1}, mesh::Layer::reticular), 0);
    // Nodes of the box are numbered i fastest; corners come in the element's order already.
    for (int i = 0; i < 24; ++i) x.data()[i] += 0.08 * std::sin(3.0 * i + 1);
    return x;
  }

  Crooked() : geometry(corners()) {
    const mesh::Grid grid = dermis_grid();
    material.matrix = {.shear = 20, .bulk = 2000, .share = {0.5, 0.2}, .time = {0.5, 7}, .friction = {40, 2, 5}};
    material.fibres = fibre_fans(random_network(500, grid), grid, {1, 1, 1, 1}, slipping_fibres())[1];
    material.traction = 0.3;
    material.balance();
    for (int i = 0; i < 24; ++i) u.data()[i] = 0.05 * std::sin(5.0 * i);
    memory.resize(n_points * material.memory_size());
    for (std::size_t q = 0; q < n_points; ++q)
      material.rest(std::span(memory).subspan(q * material.memory_size(), material.memory_size()));
    const MaterialStep first(material, core::Seconds(0.2));
    remember(geometry, 0.7 * u, first, Formulation::mean_dilatation, memory);
  }
};

class HexElement : public testing::TestWithParam<Formulation> {};

TEST_P(HexElement, ForceIsTheDerivativeOfTheEnergyAndStiffnessThatOfTheForce) {
  const Crooked c;
  const MaterialStep step(c.material, core::Seconds(0.3));
  ElementResponse at, up, down;
  ASSERT_TRUE(respond(c.geometry, c.u, step, c.memory, GetParam(), Wanted::energy, at));
  const double h = 1e-6;
  for (int d = 0; d < 24; ++d) {
    Nodal a = c.u, b = c.u;
    a.data()[d] += h;
    b.data()[d] -= h;
    ASSERT_TRUE(respond(c.geometry, a, step, c.memory, GetParam(), Wanted::energy, up));
    ASSERT_TRUE(respond(c.geometry, b, step, c.memory, GetParam(), Wanted::energy, down));
    EXPECT_NEAR((up.energy - down.energy) / (2 * h), at.force[d], 1e-7 * at.force.norm());
    EXPECT_LT(((up.force - down.force) / (2 * h) - at.stiffness.col(d)).norm(), 1e-6 * at.stiffness.col(d).norm());
  }
  EXPECT_LT((at.stiffness - at.stiffness.transpose()).norm(), 1e-12 * at.stiffness.norm());
}

TEST_P(HexElement, RotationMakesNoStress) {
  Crooked c;
  c.material.fibres = FibreFan();
  c.material.traction = c.material.swelling = 0;
  c.memory.assign(n_points * c.material.memory_size(), 0.0);
  for (std::size_t q = 0; q < n_points; ++q)
    c.material.rest(std::span(c.memory).subspan(q * c.material.memory_size(), c.material.memory_size()));
  const double a = 30 * 3.14159265358979 / 180;
  math::Mat3 R;
  R << std::cos(a), -std::sin(a), 0, std::sin(a), std::cos(a), 0, 0, 0, 1;
  const Nodal turned = (R - math::Mat3::Identity()) * Crooked::corners();
  ElementResponse r;
  ASSERT_TRUE(
      respond(c.geometry, turned, MaterialStep(c.material, core::Seconds(0)), c.memory, GetParam(), Wanted::stress, r));
  EXPECT_LT(r.force.norm(), 1e-10);
}

TEST_P(HexElement, NoticesThatItIsTurnedInsideOut) {
  const Crooked c;
  const Nodal folded = -2 * Crooked::corners();
  ElementResponse r;
  EXPECT_FALSE(
      respond(c.geometry, folded, MaterialStep(c.material, core::Seconds(0)), c.memory, GetParam(), Wanted::stress, r));
}

INSTANTIATE_TEST_SUITE_P(Both, HexElement, testing::Values(Formulation::mean_dilatation, Formulation::displacement));

}  // namespace
}  // namespace hari::mechanics
