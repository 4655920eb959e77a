// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <vector>

#include "hari/mechanics/hex_element.hpp"
#include "hari/mechanics/volume_stiffness.hpp"
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
    rest();
    const MaterialStep first(material, core::Seconds(0.2));
    remember(geometry, 0.7 * u, first, Formulation::mean_dilatation, memory);
  }

  void rest() {
    memory.assign(n_points * material.memory_size(), 0.0);
    for (std::size_t q = 0; q < n_points; ++q)
      material.rest(std::span(memory).subspan(q * material.memory_size(), material.memory_size()));
  }

  /// Nothing but matrix, rested: no stress where there is no strain.
  void leave_matrix_only() {
    material.fibres = FibreFan();
    material.traction = material.swelling = 0;
    rest();
  }
};

/// The same element as plainly as can be: F~ and its first and second derivatives by every displacement, with
/// gradients by natural coordinates from the mesh.
struct Plain {
  double energy = 0;
  Vec24 force = Vec24::Zero();
  Mat24 stiffness = Mat24::Zero();

  Plain(const Nodal& corners, const Nodal& u, const MaterialStep& material, std::span<const double> memory,
        Formulation formulation) {
    const double p = 1 / std::sqrt(3.0);
    std::vector<double> V, J;
    std::vector<math::Mat3> F;
    std::vector<Nodal> G, g;
    double rest = 0, present = 0;
    for (std::size_t q = 0; q < n_points; ++q) {
      const Eigen::Matrix<double, 8, 3> d = mesh::shape_derivative(q & 1 ? p : -p, q & 2 ? p : -p, q & 4 ? p : -p);
      const math::Mat3 jacobian = corners * d;
      V.push_back(jacobian.determinant());
      G.push_back(jacobian.transpose().inverse() * d.transpose());
      F.push_back(math::Mat3::Identity() + u * G[q].transpose());
      J.push_back(F[q].determinant());
      g.push_back(F[q].transpose().inverse() * G[q]);
      rest += V[q];
      present += V[q] * J[q];
    }
    const auto move = [](const Nodal& gradient, int d) {  // gradient of the motion of one node along one axis
      math::Mat3 h = math::Mat3::Zero();
      h.row(d % 3) = gradient.col(d / 3);
      return h;
    };
    Vec24 mean = Vec24::Zero();
    Mat24 mean_change = Mat24::Zero();
    for (std::size_t q = 0; q < n_points; ++q)
      for (int c = 0; c < 24; ++c) {
        mean[c] += V[q] * J[q] / present * move(g[q], c).trace();
        for (int d = 0; d < 24; ++d)
          mean_change(c, d) +=
              V[q] * J[q] / present *
              (move(g[q], c).trace() * move(g[q], d).trace() - (move(g[q], c) * move(g[q], d)).trace());
      }
    const bool averaged = formulation == Formulation::mean_dilatation;
    for (std::size_t q = 0; q < n_points; ++q) {
      const double s = averaged ? std::cbrt(present / rest / J[q]) : 1;
      const math::Mat3 Ft = s * F[q];
      Response r;
      const std::size_t each = memory.size() / n_points;
      material.respond(Ft.transpose() * Ft, memory.subspan(q * each, each), Wanted::energy, r);
      math::Mat3 S;
      S << r.stress[0], r.stress[3], r.stress[5], r.stress[3], r.stress[1], r.stress[4], r.stress[5], r.stress[4],
          r.stress[2];
      energy += V[q] * r.energy;
      std::vector<math::Mat3> dF;
      std::vector<math::Vec6> dE;  // shears twice
      Vec24 a;                     // derivative of ln s
      for (int c = 0; c < 24; ++c) {
        a[c] = averaged ? (mean[c] - move(g[q], c).trace()) / 3 : 0;
        dF.push_back(s * (a[c] * F[q] + move(G[q], c)));
        const math::Mat3 e = Ft.transpose() * dF.back() + dF.back().transpose() * Ft;
        dE.emplace_back();
        dE.back() << e(0, 0) / 2, e(1, 1) / 2, e(2, 2) / 2, e(0, 1), e(1, 2), e(0, 2);
        force[c] += V[q] * r.stress.dot(dE.back());
      }
      for (int c = 0; c < 24; ++c)
        for (int d = 0; d < 24; ++d) {
          const auto i = static_cast<std::size_t>(c), j = static_cast<std::size_t>(d);
          const double b =
              averaged ? (mean_change(c, d) - mean[c] * mean[d] + (move(g[q], c) * move(g[q], d)).trace()) / 3 : 0;
          const math::Mat3 second = s * ((a[c] * a[d] + b) * F[q] + a[c] * move(G[q], d) + a[d] * move(G[q], c));
          stiffness(c, d) += V[q] * (dE[i].dot(r.tangent * dE[j]) + (dF[i] * S).cwiseProduct(dF[j]).sum() +
                                     (Ft * S).cwiseProduct(second).sum());
        }
    }
  }
};

class HexElement : public testing::TestWithParam<Formulation> {};

TEST_P(HexElement, ForceIsTheDerivativeOfTheEnergyAndStiffnessThatOfTheForce) {
  const Crooked c;
  const MaterialStep step(c.material, core::Seconds(0.3));
  ElementResponse at, up, down;
  ASSERT_TRUE(respond(c.geometry, c.u, step, c.memory, GetParam(), Wanted::energy, at));
  const Mat24 stiffness = at.stiffness;
  const double h = 1e-6;
  for (int d = 0; d < 24; ++d) {
    Nodal a = c.u, b = c.u;
    a.data()[d] += h;
    b.data()[d] -= h;
    ASSERT_TRUE(respond(c.geometry, a, step, c.memory, GetParam(), Wanted::energy, up));
    ASSERT_TRUE(respond(c.geometry, b, step, c.memory, GetParam(), Wanted::energy, down));
    EXPECT_NEAR((up.energy - down.energy) / (2 * h), at.force[d], 1e-7 * at.force.norm());
    EXPECT_LT(((up.force - down.force) / (2 * h) - stiffness.col(d)).norm(), 1e-6 * stiffness.col(d).norm());
  }
  EXPECT_LT((stiffness - stiffness.transpose()).norm(), 1e-12 * stiffness.norm());
}

TEST_P(HexElement, RespondsAsAPlainElementDoesInModestAndInWildShapes) {
  const Crooked c;
  Nodal wild = c.u;  // the upper face shrinks: volume changes differ by the order of ten among points
  for (int a = 4; a < 8; ++a) wild.topRows<2>().col(a) -= 0.75 * Crooked::corners().topRows<2>().col(a);
  const MaterialStep step(c.material, core::Seconds(0.3));
  for (const Nodal& u : {c.u, wild}) {
    const Plain plain(Crooked::corners(), u, step, c.memory, GetParam());
    ElementResponse r;
    ASSERT_TRUE(respond(c.geometry, u, step, c.memory, GetParam(), Wanted::energy, r));
    EXPECT_NEAR(r.energy, plain.energy, 1e-12 * plain.energy);
    EXPECT_LT((r.force - plain.force).norm(), 1e-12 * plain.force.norm());
    EXPECT_LT((Mat24(r.stiffness) - plain.stiffness).norm(), 1e-12 * plain.stiffness.norm());
    const Vec24 push = Vec24::LinSpaced(-1, 2);
    EXPECT_LT((r.stiffness * push - plain.stiffness * push).norm(), 1e-12 * (plain.stiffness * push).norm());
  }
}

TEST_P(HexElement, IsTheSameToTheBitWhereverItsMemoryLies) {
  const Crooked c;
  const MaterialStep step(c.material, core::Seconds(0.3));
  for (Wanted wanted : {Wanted::stress, Wanted::tangent, Wanted::energy}) {
    ElementResponse expected, r;
    expected.stiffness.value.fill(0);
    r.stiffness.value.fill(0);
    ASSERT_TRUE(respond(c.geometry, c.u, step, c.memory, GetParam(), wanted, expected));
    for (std::size_t shift = 1; shift < 8; ++shift) {
      std::vector<double> moved(c.memory.size() + shift);
      std::copy(c.memory.begin(), c.memory.end(), moved.begin() + static_cast<std::ptrdiff_t>(shift));
      ASSERT_TRUE(respond(c.geometry, c.u, step, std::span(moved).subspan(shift), GetParam(), wanted, r));
      EXPECT_EQ(r.energy, expected.energy);
      EXPECT_EQ(r.force, expected.force);
      EXPECT_EQ(r.stiffness.value, expected.stiffness.value);
    }
    const Mat24 K = expected.stiffness;
    EXPECT_EQ(K, Mat24(K.transpose()));
    EXPECT_EQ(expected.energy != 0, wanted == Wanted::energy);
  }
}

TEST_P(HexElement, GrownAndDisplacedByItsGrowthIsFreeOfStress) {
  Crooked c;
  c.leave_matrix_only();
  math::Mat3 growth;
  growth << 1.3, 0.1, 0, 0.1, 0.8, 0.05, 0, 0.05, 1.6;
  const Nodal grown = growth * Crooked::corners();
  const ElementGeometry inside(Crooked::corners(), growth), afresh(grown);
  const MaterialStep step(c.material, core::Seconds(0));
  ElementResponse r, expected;
  ASSERT_TRUE(respond(inside, grown - Crooked::corners(), step, c.memory, GetParam(), Wanted::energy, r));
  EXPECT_LT(r.force.norm(), 1e-10);
  EXPECT_NEAR(r.energy, 0, 1e-10);
  // Displaced further it is an element made in the grown shape, energy and all.
  ASSERT_TRUE(respond(inside, grown + c.u - Crooked::corners(), step, c.memory, GetParam(), Wanted::energy, r));
  ASSERT_TRUE(respond(afresh, c.u, step, c.memory, GetParam(), Wanted::energy, expected));
  EXPECT_NEAR(r.energy, expected.energy, 1e-11 * expected.energy);
  EXPECT_LT((r.force - expected.force).norm(), 1e-11 * expected.force.norm());
  EXPECT_LT((Mat24(r.stiffness) - Mat24(expected.stiffness)).norm(), 1e-11 * Mat24(expected.stiffness).norm());
  const auto stress = cauchy_stress(inside, grown + c.u - Crooked::corners(), step, c.memory, GetParam());
  const auto same = cauchy_stress(afresh, c.u, step, c.memory, GetParam());
  for (std::size_t q = 0; q < n_points; ++q) EXPECT_LT((stress[q] - same[q]).norm(), 1e-10 * same[q].norm());
}

TEST_P(HexElement, StressAtThePointsBalancesTheForcesOnItsNodes) {
  const Crooked c;
  const MaterialStep step(c.material, core::Seconds(0.3));
  ElementResponse r;
  ASSERT_TRUE(respond(c.geometry, c.u, step, c.memory, GetParam(), Wanted::stress, r));
  const auto stress = cauchy_stress(c.geometry, c.u, step, c.memory, GetParam());
  // Sum of force times position is that of stress times volume.
  const Nodal x = Crooked::corners() + c.u;
  math::Mat3 inside = math::Mat3::Zero();
  const double p = 1 / std::sqrt(3.0);
  for (std::size_t q = 0; q < n_points; ++q)
    inside += (x * mesh::shape_derivative(q & 1 ? p : -p, q & 2 ? p : -p, q & 4 ? p : -p)).determinant() * stress[q];
  const math::Mat3 outside = Eigen::Map<const Nodal>(r.force.data()) * x.transpose();
  EXPECT_LT((outside - inside).norm(), 1e-12 * inside.norm());
}

TEST_P(HexElement, FibresAskedOnceMissASquareOfHowUnevenStrainIs) {
  Crooked c;
  c.rest();
  const MaterialStep step(c.material, core::Seconds(0.3));
  const math::Mat3 even = (math::Mat3() << 0.10, 0.02, 0.01, 0.03, 0.06, 0.02, 0.04, 0.01, -0.12).finished();
  const auto miss = [&](double uneven) {
    const Nodal u = even * Crooked::corners() + uneven * c.u;
    ElementResponse each, once;
    EXPECT_TRUE(respond(c.geometry, u, step, c.memory, GetParam(), Wanted::stress, each));
    EXPECT_TRUE(respond(c.geometry, u, step, c.memory, GetParam(), Wanted::stress, once, FibrePoints::mean));
    return (each.force - once.force).norm() / each.force.norm();
  };
  EXPECT_LT(miss(0), 1e-12);
  EXPECT_GT(miss(0.04), 1e-9);
  EXPECT_LT(miss(0.02), 0.35 * miss(0.04));
}

TEST_P(HexElement, FibresKeptMissASquareOfHowFarStrainHasMovedAndAreAskedAgainFartherOn) {
  const Crooked c;
  const MaterialStep step(c.material, core::Seconds(0.3));
  for (const FibrePoints points : {FibrePoints::each, FibrePoints::mean}) {
    std::vector<FibreAnswer> answers(n_points);
    ElementResponse fresh, kept;
    const auto respond_at = [&](double share, Wanted wanted, ElementResponse& to, KeptAnswers from) {
      EXPECT_TRUE(respond(c.geometry, share * c.u, step, c.memory, GetParam(), wanted, to, points, from));
    };
    const auto miss = [&](double further, double near) {
      respond_at(1, Wanted::tangent, kept, {answers, near});
      respond_at(1 + further, Wanted::stress, kept, {answers, near});
      respond_at(1 + further, Wanted::stress, fresh, {});
      return (kept.force - fresh.force).norm() / fresh.force.norm();
    };
    EXPECT_EQ(miss(0, 1), 0);
    EXPECT_GT(miss(0.04, 1), 1e-9);
    // Carried from the mean to the points as well, the tangent misses a product of the two ways.
    EXPECT_LT(miss(0.02, 1), (points == FibrePoints::each ? 0.35 : 0.6) * miss(0.04, 1));
    EXPECT_EQ(miss(0.04, 1e-6), 0);

    miss(0.04, 1);
    respond_at(1.04, Wanted::tangent, kept, {answers, 1});  // a stiffness is always that of the place
    respond_at(1.04, Wanted::tangent, fresh, {});
    EXPECT_EQ(kept.force, fresh.force);
    EXPECT_EQ(kept.stiffness.value, fresh.stiffness.value);

    miss(0.04, 1);
    for (FibreAnswer& a : answers) a.forget();
    respond_at(1.04, Wanted::stress, kept, {answers, 1});
    EXPECT_EQ(kept.force, fresh.force);
  }
}

TEST_P(HexElement, RotationMakesNoStress) {
  Crooked c;
  c.leave_matrix_only();
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

TEST(HexElement, KnowsHowItsVolumeFollowsItsNodes) {
  Crooked c;
  const MaterialStep now(c.material, core::Seconds(0.1));
  ElementResponse r, ahead, behind;
  const auto at = [&](const Nodal& u, ElementResponse& to) {
    ASSERT_TRUE(respond(c.geometry, u, now, c.memory, Formulation::mean_dilatation, Wanted::tangent, to));
  };
  at(c.u, r);
  const double step = 1e-5;
  for (int i = 0; i < 24; ++i) {
    Nodal u = c.u;
    u.data()[i] += step;
    at(u, ahead);
    u.data()[i] -= 2 * step;
    at(u, behind);
    EXPECT_NEAR(r.volume.gradient[i], (ahead.volume.present - behind.volume.present) / (2 * step), 1e-8) << i;
  }
}

TEST(HexElement, HoldsMoreThanTheVolumeStiffnessThatIsTakenOutOfIt) {
  Crooked c;
  c.leave_matrix_only();
  for (const double size : {0.0, 1.0}) {
    ElementResponse r;
    ASSERT_TRUE(respond(c.geometry, size * c.u, MaterialStep(c.material, core::Seconds(0)), c.memory,
                        Formulation::mean_dilatation, Wanted::tangent, r));
    const math::VolumeTerm v = volume_stiffness(r.volume, c.material);
    EXPECT_GT(v.stiffness, 0);
    Vec24 g;
    for (int i = 0; i < 24; ++i) g[i] = v.gradient[static_cast<std::size_t>(i)];
    const double along = g.dot(r.stiffness * g), taken = v.stiffness * g.squaredNorm() * g.squaredNorm();
    EXPECT_LT(taken, along);
    EXPECT_GT(taken, 0.5 * along);
  }
}

}  // namespace
}  // namespace hari::mechanics
