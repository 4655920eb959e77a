// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <Eigen/LU>

#include "solids.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;
using math::Vec3;

EquilibriumOptions exact(double force) {
  return {.reference_force = force, .tolerance = 1e-11, .linear_tolerance = 1e-6};
}

/// Cauchy stress of an elastic material at F.
Mat3 cauchy(const LayerMaterial& m, const Mat3& F) {
  Response r;
  std::vector<double> memory(m.memory_size());
  m.rest(memory);
  MaterialStep(m, Seconds(0)).respond(F.transpose() * F, memory, Wanted::stress, r);
  const auto& s = r.stress;
  Mat3 S;
  S << s[0], s[3], s[5], s[3], s[1], s[4], s[5], s[4], s[2];
  return F * S * F.transpose() / F.determinant();
}

void expect_uniform(const Equilibrium& e, const Mat3& stress, double tolerance) {
  for (std::size_t k = 0; k < e.mesh().n_elements(); ++k)
    for (const Mat3& s : e.stress(k)) ASSERT_LT((s - stress).norm(), tolerance) << "element " << k << "\n" << s;
}

/// Periodic in x and y, lower face fixed, upper face and the far sides' differences moved by F - I; one node inside is
/// displaced, so that the mesh itself is no help.
Equilibrium periodic_box(const LayerMaterial& m, const Mat3& F) {
  mesh::HexMesh mesh = box({0, 0, 0}, {2, 1, 1}, {3, 3, 3});
  mesh.node[static_cast<std::size_t>(node_at(mesh, {2.0 / 3, 1.0 / 3, 1.0 / 3}))] += Vec3(0.1, 0.05, -0.07);
  const auto partner = periodic_sides(mesh, true, true);
  Problem p = body(std::move(mesh), m);
  p.partner = partner;
  p.prescribed.assign(p.mesh.n_nodes(), Vec3::Zero());
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n) {
    const Vec3& x = p.mesh.node[n];
    const auto first = static_cast<std::size_t>(partner[n]);
    if (first != n)
      p.prescribed[n] = (F - Mat3::Identity()) * (x - p.mesh.node[first]);
    else if (near(x.z(), 0) || near(x.z(), 1)) {
      p.fixed[n] = 7;
      p.prescribed[n] = (F - Mat3::Identity()) * x;
    }
  }
  Equilibrium e(p, exact(10));
  e.advance({.travel = 1}, Seconds(1));
  return e;
}

TEST(PeriodicSides, ASheredBoxIsHomogeneous) {
  const LayerMaterial m = neo_hookean(100, 0.4);
  Mat3 F = Mat3::Identity();
  F(0, 2) = 0.3;
  F(1, 2) = -0.1;
  expect_uniform(periodic_box(m, F), cauchy(m, F), 1e-8);
}

TEST(PeriodicSides, ThatMoveApartStretchTheBoxUniformly) {
  const LayerMaterial m = neo_hookean(100, 0.4);
  Mat3 F = Mat3::Identity();
  F.diagonal() << 1.2, 0.9, 1.1;
  F(0, 1) = 0.15;
  const Equilibrium e = periodic_box(m, F);
  expect_uniform(e, cauchy(m, F), 1e-8);
  const Vec3 across =
      e.displacement(node_at(e.mesh(), {2, 1, 2.0 / 3})) - e.displacement(node_at(e.mesh(), {0, 0, 2.0 / 3}));
  EXPECT_LT((across - (F - Mat3::Identity()) * Vec3(2, 1, 0)).norm(), 1e-12);
}

TEST(PeriodicSides, TheWorkOfTheirMotionIsTheStressTimesTheStrain) {  // small, so that the work is a half of both
  const LayerMaterial m = neo_hookean(100, 0.4);
  Mat3 F = Mat3::Identity();
  F(0, 0) += 1e-4;
  const double expected = 0.5 * cauchy(m, F)(0, 0) * 1e-4 * 2;  // the box holds 2 mm3
  EXPECT_NEAR(periodic_box(m, F).energies().work, expected, 1e-3 * expected);
}

TEST(ElasticBed, SettlesByTheWeightOverItsStiffness) {
  Problem p = body(box({0, 0, 0}, {2, 3, 1}, {2, 3, 2}), neo_hookean(100, 0.3));
  p.spring = elastic_bed(p.mesh, {1, 1, 4});
  hold(p, 3, [](const Vec3&) { return true; });
  Equilibrium e(p, exact(1));
  const double weight = 0.2;  // [mN/mm3]
  e.advance({.weight = {0, 0, -weight}}, Seconds(1));
  for (const Vec3& x : {Vec3(0, 0, 0), Vec3(2, 3, 0), Vec3(1, 1, 0)})
    EXPECT_NEAR(e.displacement(node_at(e.mesh(), x)).z(), -weight * 1 / 4, 1e-10);
}

TEST(ElasticBed, GivesWaySidewaysWhenTheSkinIsPulledAlong) {
  Problem p = body(box({0, 0, 0}, {2, 2, 1}, {2, 2, 1}), neo_hookean(100, 0.3));
  p.spring = elastic_bed(p.mesh, {0.5, 0.5, 1e3});
  hold(p, 6, [](const Vec3&) { return true; });
  Equilibrium e(p, exact(1));
  e.advance({.weight = {0.05, 0, 0}}, Seconds(1));
  // The sheet shears a little; the bed under it takes the whole force.
  double force = 0;
  for (std::size_t n = 0; n < p.spring.size(); ++n)
    force += p.spring[n].x() * e.displacement(static_cast<mesh::NodeIndex>(n)).x();
  EXPECT_NEAR(force, 0.05 * 4, 1e-9);
}

TEST(Weight, OfAColumnIsCarriedByItsBaseAndCompressesItLinearly) {
  const double height = 4, rho_g = 0.05, E = 100;
  Problem p = body(box({0, 0, 0}, {1, 1, height}, {1, 1, 16}), neo_hookean(E, 0));  // Poisson's ratio 0: one dimension
  hold(p, 4, [](const Vec3& x) { return near(x.z(), 0); });
  hold(p, 1, [](const Vec3& x) { return near(x.x(), 0); });
  hold(p, 2, [](const Vec3& x) { return near(x.y(), 0); });
  p.material[0].matrix.bulk = 1e-9;  // the law wants a positive one
  Equilibrium e(p, exact(0.2));
  e.advance({.weight = {0, 0, -rho_g}}, Seconds(1));
  EXPECT_NEAR(reaction(e, [](const Vec3& x) { return near(x.z(), 0); }).z(), rho_g * height, 1e-9);
  EXPECT_NEAR(reaction(e, [](const Vec3&) { return true; }).norm(), rho_g * height, 1e-9);
  const double half = 0.5 * height / 16;  // the lowest element's middle, by the weight above it; small strain
  double mean = 0;
  for (const Mat3& s : e.stress(0)) mean += s(2, 2) / 8;
  EXPECT_NEAR(mean, -rho_g * (height - half), 1e-3 * rho_g * height);
  EXPECT_NEAR(e.displacement(node_at(e.mesh(), {0, 0, height})).z(), -rho_g * height * height / (2 * E),
              2e-3 * rho_g * height * height / (2 * E));
}

TEST(Ball, PressedIntoSkinIsPushedBackByWhatTheSupportsHold) {
  Problem p = body(box({-2, -2, -1}, {2, 2, 0}, {8, 8, 3}), neo_hookean(30, 0.4));
  hold(p, 7, [](const Vec3& x) { return near(x.z(), -1); });
  Ball ball;
  ball.centre = {0.1, 0, 1.5};
  ball.way = {0, 0, -0.3};
  ball.radius = 1.5;
  const auto area = surface_area(p.mesh, true);
  for (std::size_t n = 0; n < area.size(); ++n)
    if (area[n] > 0) {
      ball.node.push_back(static_cast<mesh::NodeIndex>(n));
      ball.area.push_back(area[n]);
    }
  p.ball = ball;
  Equilibrium e(p, exact(10));
  double last = 0;
  for (double travel : {0.25, 0.5, 1.0}) {
    e.advance({.travel = travel}, Seconds(1));
    const Vec3 force = e.ball_force();
    EXPECT_LT(force.z(), last);  // deeper, harder, downward
    last = force.z();
    EXPECT_LT((force + reaction(e, [](const Vec3&) { return true; })).norm(), 1e-8);
  }
  EXPECT_LT(last, -1);
  const double depth = 1.5 - (e.mesh().node[static_cast<std::size_t>(node_at(e.mesh(), {0, 0, 0}))] +
                              e.displacement(node_at(e.mesh(), {0, 0, 0})) - Vec3(0.1, 0, 1.2))
                                 .norm();
  EXPECT_GT(depth, 0);
  EXPECT_LT(depth, 0.02);
}

/// A box whose elements have all grown by G.
Problem grown(const Mat3& G) {
  Problem p = body(box({0, 0, 0}, {1, 1, 1}, {2, 2, 2}), neo_hookean(50, 0.35));
  p.growth.assign(p.mesh.n_elements(), G);
  return p;
}

TEST(Growth, OfAFreeBoxLeavesNoStressAndMovesItByExactlyThat) {
  Mat3 G = Mat3::Identity();
  G.diagonal() << 1.2, 0.9, 1.4;
  Problem p = grown(G);
  hold(p, 1, [](const Vec3& x) { return near(x.x(), 0); });
  hold(p, 2, [](const Vec3& x) { return near(x.y(), 0); });
  hold(p, 4, [](const Vec3& x) { return near(x.z(), 0); });
  Equilibrium e(p, exact(10));
  e.advance({}, Seconds(1));
  expect_uniform(e, Mat3::Zero(), 1e-8);
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    EXPECT_LT((e.displacement(static_cast<mesh::NodeIndex>(n)) - (G - Mat3::Identity()) * p.mesh.node[n]).norm(), 1e-9);
}

TEST(Growth, OfAClampedBoxCarriesTheStressOfTheInverseStretch) {
  Mat3 G = Mat3::Identity();
  G << 1.2, 0.1, 0, 0, 0.9, 0, 0.05, 0, 1.1;
  Problem p = grown(G);
  hold(p, 7, [](const Vec3& x) { return outside(x, Vec3::Zero(), Vec3::Ones()); });
  Equilibrium e(p, exact(10));
  e.advance({}, Seconds(1));
  const Mat3 stress = cauchy(p.material[0], G.inverse());
  EXPECT_GT(stress.norm(), 5);
  expect_uniform(e, stress, 1e-8);
}

TEST(PrescribedMotion, TurnsABodyRoundWithoutStress) {  // by 30 degrees, V19
  Problem p = body(box({0, 0, 0}, {1, 1, 1}, {3, 3, 3}), neo_hookean(100, 0.45));
  const Mat3 R = Eigen::AngleAxisd(0.5236, Vec3(1, 2, 3).normalized()).toRotationMatrix();
  drive(
      p, 7, [](const Vec3& x) { return outside(x, Vec3::Zero(), Vec3::Ones()); },
      [&](const Vec3& x) -> Vec3 { return (R - Mat3::Identity()) * x; });
  Equilibrium e(p, exact(10));
  e.advance({.travel = 1}, Seconds(1));
  expect_uniform(e, Mat3::Zero(), 1e-8);
  EXPECT_LT(reaction(e, [](const Vec3&) { return true; }).norm(), 1e-9);
}

TEST(PrescribedMotion, PullsWithTheForceOfTheStress) {  // V4: uniaxial, lateral faces free
  Problem p = body(box({0, 0, 0}, {1, 1, 1}, {2, 2, 2}), neo_hookean(1, 0.45));
  hold(p, 1, [](const Vec3& x) { return near(x.x(), 0); });
  hold(p, 2, [](const Vec3& x) { return near(x.y(), 0); });
  hold(p, 4, [](const Vec3& x) { return near(x.z(), 0); });
  const auto upper = [](const Vec3& x) { return near(x.z(), 1); };
  drive(p, 4, upper, [](const Vec3&) { return Vec3(0, 0, 0.5); });
  Equilibrium e(p, exact(0.1));
  e.advance({.travel = 1}, Seconds(1));
  const double lateral = 0.830679, stress = 0.519710;
  EXPECT_NEAR(1 + e.displacement(node_at(e.mesh(), {1, 1, 1})).x(), lateral, 1e-6);
  EXPECT_NEAR(reaction(e, upper).z(), stress * lateral * lateral, 1e-6);
}

}  // namespace
}  // namespace hari::mechanics
