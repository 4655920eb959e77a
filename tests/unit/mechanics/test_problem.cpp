// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "hari/core/error.hpp"
#include "hari/mechanics/equilibrium.hpp"

namespace hari::mechanics {
namespace {

Problem legal() {
  Problem p;
  p.mesh = mesh::box_mesh({0, 0, -1}, {1, 1, 0}, {2, 2, 2}, mesh::Layer::reticular);
  p.mesh.aperture = {{18, 19, 22, 21}};
  p.material.resize(1);
  p.material_of.assign(p.mesh.n_elements(), 0);
  return p;
}

TEST(Problem, ThatWouldReadOrWriteWhereNothingIsIsRefused) {
  ASSERT_NO_THROW(Equilibrium(legal(), {}));
  const std::vector<std::function<void(Problem&)>> mistakes{
      [](Problem& p) { p.mesh.element[3][2] = 27; },
      [](Problem& p) { p.mesh.element[3][2] = -1; },
      [](Problem& p) { p.mesh.region.pop_back(); },
      [](Problem& p) { p.mesh.aperture[0][1] = 1000; },
      [](Problem& p) { p.mesh.aperture[0][2] = 0; },  // a node of the lower side
      [](Problem& p) { std::swap(p.mesh.element[0][0], p.mesh.element[0][4]); },
      [](Problem& p) { p.material_of[5] = 1; },
      [](Problem& p) { p.fixed.assign(3, 7); },
      [](Problem& p) { p.prescribed.assign(27, math::Vec3::Constant(std::numeric_limits<double>::quiet_NaN())); },
      [](Problem& p) { p.spring.assign(27, math::Vec3(0, -1, 0)); },
      [](Problem& p) { p.growth.assign(8, -math::Mat3::Identity()); },
      [](Problem& p) { p.ball.emplace().node = {27}, p.ball->area = {1}; },
      [](Problem& p) { p.ball.emplace().node = {26}; },
      [](Problem& p) { p.ball.emplace().radius = 0; },
      [](Problem& p) {
        p.material[0].matrix.share = {0.7, 0.4};
      }};
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    Problem p = legal();
    mistakes[i](p);
    EXPECT_THROW(Equilibrium(p, {}), core::ModelError) << "mistake " << i;
  }
}

}  // namespace
}  // namespace hari::mechanics
