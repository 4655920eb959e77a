// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstring>

#include "hari/mechanics/hex_element.hpp"
#include "lanes.hpp"

namespace hari::mechanics {

using LanesVec3 = std::array<Lanes, 3>;
using LanesVec6 = std::array<Lanes, 6>;  ///< order of math::Vec6
using LanesMat6 = std::array<LanesVec6, 6>;

/// Points 0 to 3 and 4 to 7: every array over halves holds four points per entry.
inline constexpr std::size_t n_halves = n_points / n_lanes;
template <class T>
using Halves = std::array<T, n_halves>;

inline constexpr std::size_t row_of[6] = {0, 1, 2, 0, 1, 0}, column_of[6] = {0, 1, 2, 1, 2, 2};
inline constexpr std::size_t component[3][3] = {{0, 3, 5}, {3, 1, 4}, {5, 4, 2}};

/// Derivatives of the shape functions by the natural coordinates, at the points.
constexpr auto shape_derivatives() {
  constexpr double p = 0.57735026918962576451;
  constexpr int sign[8][3] = {{-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1},
                              {-1, -1, 1},  {1, -1, 1},  {1, 1, 1},  {-1, 1, 1}};
  std::array<std::array<std::array<std::array<double, n_lanes>, 3>, 8>, n_halves> d{};
  for (std::size_t q = 0; q < n_points; ++q)
    for (std::size_t a = 0; a < 8; ++a) {
      const auto& s = sign[a];
      const double f[3] = {1 + s[0] * (q & 1 ? p : -p), 1 + s[1] * (q & 2 ? p : -p), 1 + s[2] * (q & 4 ? p : -p)};
      for (std::size_t r = 0; r < 3; ++r)
        d[q / n_lanes][a][r][q % n_lanes] = s[r] * f[(r + 1) % 3] * f[(r + 2) % 3] / 8;
    }
  return d;
}
alignas(Lanes) inline constexpr auto derivative_table = shape_derivatives();

inline Lanes shape_derivative(std::size_t half, std::size_t node, std::size_t direction) {
  return load(derivative_table[half][node][direction].data());
}

/// Edges along each natural coordinate: from node, to node. A gradient needs only their differences, which rounding
/// hardly touches however far away the element lies.
inline constexpr std::size_t edge[3][4][2] = {
    {{0, 1}, {3, 2}, {4, 5}, {7, 6}}, {{0, 3}, {1, 2}, {4, 7}, {5, 6}}, {{0, 4}, {1, 5}, {3, 7}, {2, 6}}};

/// Derivative of a nodal field by the natural coordinates.
inline Halves<LanesMat3> natural_gradient(const Nodal& field) {
  Halves<LanesMat3> g;
  for (std::size_t r = 0; r < 3; ++r) {
    double difference[4][3];
    for (std::size_t k = 0; k < 4; ++k)
      for (std::size_t i = 0; i < 3; ++i)
        difference[k][i] = field.data()[3 * edge[r][k][1] + i] - field.data()[3 * edge[r][k][0] + i];
    for (std::size_t h = 0; h < n_halves; ++h) {
      const Lanes w[4] = {shape_derivative(h, edge[r][0][1], r), shape_derivative(h, edge[r][1][1], r),
                          shape_derivative(h, edge[r][2][1], r), shape_derivative(h, edge[r][3][1], r)};
      for (std::size_t i = 0; i < 3; ++i)
        g[h](i, r) =
            difference[0][i] * w[0] + difference[1][i] * w[1] + difference[2][i] * w[2] + difference[3][i] * w[3];
    }
  }
  return g;
}

/// Where the points of an element are.
struct Kinematics {
  Halves<Lanes> volume;       ///< at rest [mm3]
  Halves<Lanes> J;            ///< volume change of the point itself
  Halves<LanesMat3> F;        ///< the deformation gradient that the material sees
  Halves<LanesMat3> natural;  ///< derivative of the natural coordinates (rows) by present position [1/mm]
  double present_volume = 0;  ///< of the element [mm3]
  bool upright = true;

  Kinematics(const ElementGeometry& g, const Nodal& u, Formulation formulation) {
    const Halves<LanesMat3> jacobian = natural_gradient(g.corner), stretched = natural_gradient(u);
    Lanes rest{}, present{};
    for (std::size_t h = 0; h < n_halves; ++h) {
      const LanesMat3 to_natural = inverse(jacobian[h], volume[h]);
      F[h] = product(stretched[h], to_natural);
      for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
          F[h](i, j) += g.ungrown(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      natural[h] = product(to_natural, inverse(F[h], J[h]));
      upright = upright && all_positive(J[h]);
      rest += volume[h];
      present += volume[h] * J[h];
    }
    present_volume = sum(present);
    if (formulation == Formulation::displacement || !upright) return;
    const double mean = present_volume / sum(rest);
    for (std::size_t h = 0; h < n_halves; ++h) {
      const Lanes scale = cube_root(mean / J[h]);
      for (Lanes& f : F[h].entry) f *= scale;
    }
  }
};

/// Right Cauchy-Green tensor of every point.
struct Stretch {
  Halves<LanesVec6> C;

  explicit Stretch(const Kinematics& k) {
    for (std::size_t h = 0; h < n_halves; ++h)
      for (std::size_t p = 0; p < 6; ++p) {
        const std::size_t i = row_of[p], j = column_of[p];
        const LanesMat3& F = k.F[h];
        C[h][p] = F(0, i) * F(0, j) + F(1, i) * F(1, j) + F(2, i) * F(2, j);
      }
  }
  math::Mat3 at(std::size_t q) const {
    const LanesVec6& c = C[q / n_lanes];
    const std::size_t l = q % n_lanes;
    math::Mat3 m;
    m << c[0][l], c[3][l], c[5][l], c[3][l], c[1][l], c[4][l], c[5][l], c[4][l], c[2][l];
    return m;
  }
};

}  // namespace hari::mechanics
