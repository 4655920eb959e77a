// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/LU>
#include <numbers>

#include "solids.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Vec3;

/// A displacement [mm] that is in equilibrium without body force, and its gradient [-].
struct Exact {
  std::function<Vec3(const Vec3&)> u;
  std::function<Mat3(const Vec3&)> gradient;
};

/// Gradient of the harmonic potential cosh(sqrt(2) x) cos y cos z: no divergence, no Laplacian, so linear elasticity
/// asks for no body force whatever the moduli are.
Exact potential_flow(double size) {
  const double r = std::numbers::sqrt2;
  return {[=](const Vec3& x) -> Vec3 {
            const double s = r * std::sinh(r * x.x()), c = std::cosh(r * x.x());
            return size * Vec3(s * std::cos(x.y()) * std::cos(x.z()), -c * std::sin(x.y()) * std::cos(x.z()),
                               -c * std::cos(x.y()) * std::sin(x.z()));
          },
          [=](const Vec3& x) -> Mat3 {
            const double c = std::cosh(r * x.x()), s = r * std::sinh(r * x.x());
            const double cy = std::cos(x.y()), sy = std::sin(x.y()), cz = std::cos(x.z()), sz = std::sin(x.z());
            Mat3 g;
            g << 2 * c * cy * cz, -s * sy * cz, -s * cy * sz,  //
                -s * sy * cz, -c * cy * cz, c * sy * sz,       //
                -s * cy * sz, c * sy * sz, -c * cy * cz;
            return size * g;
          }};
}

/// Antiplane shear u_z = f(x, y) of any size: J = 1, and where stress is mu (F - F^-T) its divergence is mu times the
/// Laplacian of f, which vanishes for the real part of exp(x + iy).
Exact antiplane_shear(double size) {
  return {[=](const Vec3& x) -> Vec3 {
            return {0, 0, size * std::exp(x.x()) * std::cos(x.y())};
          },
          [=](const Vec3& x) -> Mat3 {
            Mat3 g = Mat3::Zero();
            g.row(2) << size * std::exp(x.x()) * std::cos(x.y()), -size * std::exp(x.x()) * std::sin(x.y()), 0;
            return g;
          }};
}

struct Errors {
  double displacement, gradient;  ///< root of the integrated square [mm^2.5, mm^1.5]
};

/// Unit cube of n^3 warped elements whose border moves as `exact` says; the inside finds its own way.
Errors solve(const Exact& exact, const LayerMaterial& material, Formulation formulation, int n, double force) {
  mesh::HexMesh mesh = box({0, 0, 0}, {1, 1, 1}, {n, n, n});
  std::vector<std::uint8_t> border;
  for (Vec3& x : mesh.node) {
    border.push_back(outside(x, Vec3::Zero(), Vec3::Ones()) ? 1 : 0);
    const auto s = [](double a) { return std::sin(std::numbers::pi * a); };
    x += 0.08 * s(x.x()) * s(x.y()) * s(x.z()) * Vec3(1, -0.7, 0.5);
  }
  Problem p = body(std::move(mesh), material);
  p.prescribed.assign(p.mesh.n_nodes(), Vec3::Zero());
  for (std::size_t i = 0; i < border.size(); ++i)
    if (border[i]) {
      p.fixed[i] = 7;
      p.prescribed[i] = exact.u(p.mesh.node[i]);
    }
  Equilibrium e(p, {.formulation = formulation, .reference_force = force, .tolerance = 1e-8});
  e.advance({.travel = 1}, core::Seconds(1));
  Errors sum{};
  const double g = std::sqrt(0.6);  // three points per direction integrate the error well enough
  constexpr double weight[3] = {5.0 / 9, 8.0 / 9, 5.0 / 9};
  for (std::size_t k = 0; k < e.mesh().n_elements(); ++k) {
    const Nodal x = mesh::corners(e.mesh(), k);
    Nodal u;
    for (int a = 0; a < 8; ++a) u.col(a) = e.displacement(e.mesh().element[k][static_cast<std::size_t>(a)]);
    for (int q = 0; q < 27; ++q) {
      const int i = q % 3, j = q / 3 % 3, l = q / 9;
      const auto d = mesh::shape_derivative((i - 1) * g, (j - 1) * g, (l - 1) * g);
      const auto shape = mesh::shape((i - 1) * g, (j - 1) * g, (l - 1) * g);
      const Mat3 jacobian = x * d;
      const double v = weight[i] * weight[j] * weight[l] * jacobian.determinant();
      sum.displacement += v * (u * shape - exact.u(x * shape)).squaredNorm();
      sum.gradient += v * (u * d * jacobian.inverse() - exact.gradient(x * shape)).squaredNorm();
    }
  }
  return {std::sqrt(sum.displacement), std::sqrt(sum.gradient)};
}

class Manufactured : public testing::TestWithParam<Formulation> {};

/// Orders of both errors from 4 to 8 elements per edge, which are to be 2 and 1.
void expect_orders(const Exact& exact, const LayerMaterial& material, Formulation formulation, double force) {
  const Errors a = solve(exact, material, formulation, 4, force), b = solve(exact, material, formulation, 8, force);
  EXPECT_NEAR(std::log2(a.displacement / b.displacement), 2, 0.1);
  EXPECT_NEAR(std::log2(a.gradient / b.gradient), 1, 0.1);
}

TEST_P(Manufactured, SmallStrainsConvergeWithTheSquareOfTheElement) {  // V20
  expect_orders(potential_flow(1e-4), neo_hookean(100, 0.3), GetParam(), 1e-2);
}

TEST_P(Manufactured, AntiplaneShearOfAnySizeConvergesWithTheSquareOfTheElement) {  // V20 at strains of one
  expect_orders(antiplane_shear(0.4), neo_hookean(100, 0.3), GetParam(), 100);
}

INSTANTIATE_TEST_SUITE_P(Both, Manufactured, testing::Values(Formulation::mean_dilatation, Formulation::displacement));

}  // namespace
}  // namespace hari::mechanics
