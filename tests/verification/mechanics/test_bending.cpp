// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/mesh/suction_mesh.hpp"
#include "solids.hpp"

namespace hari::mechanics {
namespace {

using math::Vec3;

/// Cook's tapered panel: clamped at x = 0, n x n elements, one through its thickness of 1 mm, sheared at x = 48 mm.
mesh::HexMesh panel(int n) {
  mesh::HexMesh mesh = box({0, 0, 0}, {1, 1, 1}, {n, n, 1});
  for (Vec3& x : mesh.node) x = {48 * x.x(), 44 * x.x() + x.y() * (44 - 28 * x.x()), x.z()};
  return mesh;
}

Ball edge_shear(const mesh::HexMesh& mesh, int n, double force) {
  std::vector<mesh::NodeIndex> node;
  std::vector<double> area;
  for (std::size_t i = 0; i < mesh.n_nodes(); ++i) {
    const Vec3& x = mesh.node[i];
    if (!near(x.x(), 48)) continue;
    node.push_back(static_cast<mesh::NodeIndex>(i));
    area.push_back((near(x.y(), 44) || near(x.y(), 60) ? 0.25 : 0.5) * 16 / n);
  }
  return dead_load({0, force / 16, 0}, node, area);
}

/// Rise of the middle of the panel's free edge [mm].
double cook(const LayerMaterial& material, int n, double force, bool plane_strain, Formulation formulation) {
  Problem p = body(panel(n), material);
  p.ball = edge_shear(p.mesh, n, force);
  hold(p, 7, [](const Vec3& x) { return near(x.x(), 0); });
  hold(p, 4, [&](const Vec3& x) { return plane_strain || near(x.z(), 0); });
  if (!plane_strain)  // clamped in the plane, free to thin
    for (std::size_t i = 0; i < p.mesh.n_nodes(); ++i)
      if (near(p.mesh.node[i].x(), 0) && !near(p.mesh.node[i].z(), 0)) p.fixed[i] = 3;
  Equilibrium e(p, {.formulation = formulation, .reference_force = force, .tolerance = 1e-8});
  e.advance({.travel = 1}, core::Seconds(1));
  return e.displacement(node_at(e.mesh(), {48, 52, 0})).y();
}

TEST(CookPanel, InPlaneStressConvergesToTheClosedProblem) {  // V17: E 1, nu 1/3, F 1, small strain: 23.96
  const double small = 1e-4, exact = 23.96;
  const LayerMaterial m = neo_hookean(1, 1.0 / 3);
  const auto rise = [&](int n) { return cook(m, n, small, false, Formulation::mean_dilatation) / small; };
  const double four = rise(4), eight = rise(8), sixteen = rise(16), thirty_two = rise(32);
  EXPECT_LT(four, eight);
  EXPECT_LT(eight, sixteen);
  EXPECT_LT(exact - sixteen, 0.45 * (exact - eight));
  EXPECT_NEAR(thirty_two, exact, 0.005 * exact);
}

TEST(CookPanel, NearlyIncompressibleAtFiniteStrainDoesNotLock) {  // V18: tip 6.9 mm
  LayerMaterial m;
  m.matrix = {.shear = 80.194, .bulk = 400889.8};
  const double tip = 6.9;
  EXPECT_NEAR(cook(m, 16, 100, true, Formulation::mean_dilatation), tip, 0.02 * tip);
  EXPECT_LT(cook(m, 8, 100, true, Formulation::displacement), 0.4 * tip);
}

constexpr double radius = 10, thickness = 1;  // of the plate [mm]
constexpr double E = 100, nu = 0.3;

/// Quarter of a disc, the elements inside the aperture of a suction mesh; suction acts on all of its surface.
mesh::HexMesh disc(int core, int ring, int layers) {
  mesh::SuctionSpec spec;
  spec.aperture_radius = radius;
  spec.probe_radius = 2 * radius;
  spec.half_width = 3 * radius;
  spec.core = core;
  spec.rings = {ring, 1, 1};
  spec.grading = {0, 0, 0};
  spec.sheets = {{mesh::Layer::reticular, thickness, layers, 0.0}};
  const mesh::HexMesh whole = mesh::suction_mesh(spec);
  std::vector<mesh::NodeIndex> now(whole.n_nodes(), -1);
  mesh::HexMesh disc;
  for (std::size_t n = 0; n < whole.n_nodes(); ++n)
    if (std::hypot(whole.node[n].x(), whole.node[n].y()) < radius + 1e-9) {
      now[n] = static_cast<mesh::NodeIndex>(disc.n_nodes());
      disc.node.push_back(whole.node[n]);
    }
  const auto moved = [&](auto nodes) {
    for (auto& n : nodes) n = now[static_cast<std::size_t>(n)];
    return nodes;
  };
  for (const mesh::Hexahedron& h : whole.element) {
    const mesh::Hexahedron m = moved(h);
    if (*std::min_element(m.begin(), m.end()) >= 0) disc.element.push_back(m);
  }
  disc.region.assign(disc.n_elements(), mesh::Layer::reticular);
  for (const auto& q : whole.aperture) disc.aperture.push_back(moved(q));
  disc.apex = now[static_cast<std::size_t>(whole.apex)];
  return disc;
}

enum class Rim { clamped, simply_supported };

/// Height of the plate's centre over that of the closed form, `fine` elements per thickness in every direction.
double plate(Rim rim, int fine) {
  const double q = 1e-6;
  Problem p = body(disc(5 * fine, 5 * fine, fine), neo_hookean(E, nu));
  hold(p, 1, [](const Vec3& x) { return near(x.x(), 0); });
  hold(p, 2, [](const Vec3& x) { return near(x.y(), 0); });
  hold(p, rim == Rim::clamped ? 7 : 4, [rim](const Vec3& x) {
    return near(std::hypot(x.x(), x.y()), radius) && (rim == Rim::clamped || near(x.z(), -thickness / 2));
  });
  Equilibrium e(p, {.reference_force = q * radius * radius, .tolerance = 1e-7});
  e.advance({.suction = q}, core::Seconds(1));
  const double D = E * std::pow(thickness, 3) / (12 * (1 - nu * nu)), G = E / (2 * (1 + nu));
  // Kirchhoff's bending and, for a plate that is not quite thin, Reissner's shear.
  const double bending = q * std::pow(radius, 4) / (64 * D) * (rim == Rim::clamped ? 1 : (5 + nu) / (1 + nu));
  const double shear = q * radius * radius / (4 * 5.0 / 6 * G * thickness);
  return e.displacement(e.mesh().apex).z() / (bending + shear);
}

// One element through the thickness is too soft, since volume changes are averaged over it, and long ones are too
// stiff; with three elements per thickness in every direction the height is within about a per cent.
TEST(RoundPlate, ClampedAtItsRimBendsAsTheClosedForm) {  // V12: q a^4/(64 D)
  const double two = plate(Rim::clamped, 2), three = plate(Rim::clamped, 3);
  EXPECT_LT(std::abs(three - 1), 0.4 * std::abs(two - 1));
  EXPECT_NEAR(three, 1, 0.015);
}

TEST(RoundPlate, SupportedAtItsRimBendsAsTheClosedForm) {  // V12: (5 + nu)/(1 + nu) times that
  const double two = plate(Rim::simply_supported, 2), four = plate(Rim::simply_supported, 4);
  EXPECT_LT(std::abs(four - 1), 0.3 * std::abs(two - 1));
  EXPECT_NEAR(four, 1, 0.025);
}

}  // namespace
}  // namespace hari::mechanics
