// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <numbers>
#include <vector>

#include "../../unit/mechanics/random_network.hpp"
#include "hari/mechanics/layer_material.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;

LayerMaterial solid() {
  LayerMaterial m;
  m.matrix = {.shear = 30, .bulk = 300};
  m.traction = 0.3;
  m.swelling = 0.2;
  return m;
}

LayerMaterial web() {
  LayerMaterial m = solid();
  m.matrix.share = {0.6, 0.2};
  m.matrix.time = {0.3, 2};
  return m;
}

LayerMaterial rubbing(double time) {
  LayerMaterial m;
  m.matrix = {.shear = 1, .bulk = 300, .friction = {40, 4, time}};
  return m;
}

LayerMaterial slipping() {
  const mesh::Grid grid = dermis_grid();
  LayerMaterial m;
  m.matrix = {.shear = 1, .bulk = 300};
  FibreLaw law = slipping_fibres();
  law.slip.time = 1;
  m.fibres = fibre_fans(random_network(500, grid), grid, {1, 1, 1, 1}, law)[1];
  return m;
}

/// A closed smooth path of the deformation, once round in a second, and its derivative.
struct Loop {
  Mat3 F = Mat3::Identity(), rate = Mat3::Zero();

  explicit Loop(double t) {
    const double a = 2 * std::numbers::pi;
    for (int k = 0; k < 9; ++k) {
      const double phase = 0.7 * k;
      F.data()[k] += 0.11 * (std::cos(a * t + phase) - std::cos(phase));
      rate.data()[k] = -0.11 * a * std::sin(a * t + phase);
    }
  }
  Mat3 C() const { return F.transpose() * F; }
  math::Vec6 strain() const {  // Green-Lagrange, shears twice
    const Mat3 c = C();
    return (math::Vec6() << (c(0, 0) - 1) / 2, (c(1, 1) - 1) / 2, (c(2, 2) - 1) / 2, c(0, 1), c(1, 2), c(0, 2))
        .finished();
  }
  math::Vec6 strain_rate() const {
    const Mat3 e = F.transpose() * rate + rate.transpose() * F;
    return (math::Vec6() << e(0, 0) / 2, e(1, 1) / 2, e(2, 2) / 2, e(0, 1), e(1, 2), e(0, 2)).finished();
  }
};

struct Balance {
  double work = 0, stored = 0, dissipated = 0;
  double miss() const { return std::abs(work - stored - dissipated); }
};

/// Once round in n steps.
Balance drive(const LayerMaterial& m, int n) {
  std::vector<double> memory(m.memory_size());
  m.rest(memory);
  const MaterialStep step(m, Seconds(1.0 / n));
  Balance b;
  Response before, after;
  b.stored = -step.remember(Mat3::Identity(), memory).stored;
  m.rest(memory);
  step.respond(Mat3::Identity(), memory, Wanted::stress, before);
  double last = 0;
  for (int i = 1; i <= n; ++i) {
    const Loop to(double(i) / n), from((i - 1.0) / n);
    step.respond(to.C(), memory, Wanted::stress, after);
    b.work += 0.5 * (before.stress + after.stress).dot(to.strain() - from.strain());
    const Energies e = step.remember(to.C(), memory);
    b.dissipated += e.dissipated;
    last = e.stored;
    before = after;
  }
  b.stored += last;
  return b;
}

TEST(Energy, AroundALoopOfAnElasticPointNoWorkIsDone) {
  const LayerMaterial m = solid();
  const MaterialStep step(m, Seconds(1));
  double work = 0, most = 0;
  constexpr int n = 400;  // an even sum over a period is exact to rounding
  for (int i = 0; i < n; ++i) {
    const Loop at(double(i) / n);
    Response r;
    step.respond(at.C(), {}, Wanted::stress, r);
    work += r.stress.dot(at.strain_rate()) / n;
    most = std::max(most, r.stress.norm());
  }
  EXPECT_LT(std::abs(work), 1e-10 * most);
}

TEST(Energy, WorkOnTheWebIsStoredOrDissipatedToSecondOrder) {
  const double coarse = drive(web(), 100).miss(), fine = drive(web(), 200).miss();
  EXPECT_NEAR(std::log2(coarse / fine), 2, 0.1);
  const Balance b = drive(web(), 400);
  EXPECT_GT(b.dissipated, 0.5);
  EXPECT_LT(b.miss(), 1e-3 * b.dissipated);
}

TEST(Energy, WorkAgainstFrictionAndSlipIsStoredOrDissipatedToFirstOrder) {
  for (const LayerMaterial& m : {rubbing(0), rubbing(0.5), slipping()}) {
    const double coarse = drive(m, 400).miss(), fine = drive(m, 800).miss();
    EXPECT_GT(coarse / fine, 1.7);
    const Balance b = drive(m, 1600);
    EXPECT_GT(b.dissipated, 0.1);
    EXPECT_LT(b.miss(), 0.02 * b.dissipated);
  }
}

TEST(Energy, NoPartEverGivesHeatBack) {  // random histories, also through compression and long waits
  for (const LayerMaterial& m : {web(), rubbing(0), rubbing(5), slipping()}) {
    for (std::uint64_t history = 0; history < 200; ++history) {
      core::Draw draw(11, core::Purpose::test, history, 0);
      std::vector<double> memory(m.memory_size());
      m.rest(memory);
      for (int i = 0; i < 12; ++i) {
        Mat3 F = Mat3::Identity();
        for (int k = 0; k < 9; ++k) F.data()[k] += 0.12 * draw.normal();
        if (!(F.determinant() > 0.3)) continue;
        const Energies e = MaterialStep(m, Seconds(std::exp(2 * draw.normal()))).remember(F.transpose() * F, memory);
        EXPECT_GE(e.dissipated, -1e-13 * std::abs(e.stored));
      }
    }
  }
}

}  // namespace
}  // namespace hari::mechanics
