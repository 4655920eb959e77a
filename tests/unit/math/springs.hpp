// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <array>
#include <cmath>
#include <vector>

#include "hari/core/draw.hpp"
#include "hari/math/block_matrix.hpp"
#include "hari/math/tensor.hpp"

namespace hari::math {

/// A box of nodes, each joined to its 26 neighbours by springs that resist stretch fully and shear by a twentieth: a
/// caricature of elasticity that the solver's tests can make without a mesh.
struct Springs {
  std::vector<Vec3> position;
  BlockMatrix matrix;
  Eigen::VectorXd load;

  /// @param size     nodes along x, y, z; the lowest sheet is held, and the x direction of the side x = 0
  /// @param spacing  along z; 1 along x and y
  Springs(std::array<int, 3> size, double spacing) {
    const auto index = [&](int i, int j, int k) { return i + size[0] * (j + size[1] * k); };
    const auto inside = [&](int i, int axis) { return i >= 0 && i < size[static_cast<std::size_t>(axis)]; };
    matrix.row.push_back(0);
    for (int k = 0; k < size[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; ++i) {
          position.emplace_back(i, j, spacing * k);
          Mat3 own = 1e-6 * Mat3::Identity();
          std::size_t diagonal = 0;
          for (int n = -1; n <= 1; ++n)
            for (int m = -1; m <= 1; ++m)
              for (int l = -1; l <= 1; ++l) {
                if (!inside(i + l, 0) || !inside(j + m, 1) || !inside(k + n, 2)) continue;
                if (l == 0 && m == 0 && n == 0) diagonal = matrix.column.size();
                matrix.column.push_back(index(i + l, j + m, k + n));
                if (l == 0 && m == 0 && n == 0) {
                  matrix.value.resize(matrix.value.size() + 9);
                  continue;
                }
                const Vec3 d(l, m, spacing * n);
                const Mat3 spring = d * d.transpose() / std::pow(d.norm(), 4) + Mat3::Identity() / d.squaredNorm() / 20;
                own += spring;
                for (int r = 0; r < 3; ++r)
                  for (int c = 0; c < 3; ++c) matrix.value.push_back(-spring(r, c));
              }
          for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 3; ++c) matrix.value[9 * diagonal + static_cast<std::size_t>(3 * r + c)] = own(r, c);
          matrix.row.push_back(static_cast<std::int64_t>(matrix.column.size()));
        }
    load.resize(static_cast<Eigen::Index>(3 * position.size()));
    for (Eigen::Index i = 0; i < load.size(); ++i)
      load[i] = core::Draw(3, core::Purpose::test, static_cast<std::uint64_t>(i), 0).normal();
    for (std::size_t r = 0; r < position.size(); ++r)
      for (int i = 0; i < 3; ++i)
        if (held(r, i)) load[static_cast<Eigen::Index>(3 * r) + i] = 0;
    for_entries([&](std::size_t r, int i, std::size_t c, int j, double& value) {
      if (held(r, i) || held(c, j)) value = r == c && i == j;
    });
  }

  bool held(std::size_t node, int axis) const {
    return position[node].z() == 0 || (axis == 0 && position[node].x() == 0);
  }

  template <class Visit>
  void for_entries(Visit&& visit) {
    for (std::size_t r = 0; r < matrix.n_rows(); ++r)
      for (auto k = static_cast<std::size_t>(matrix.row[r]); k < static_cast<std::size_t>(matrix.row[r + 1]); ++k)
        for (int i = 0; i < 3; ++i)
          for (int j = 0; j < 3; ++j)
            visit(r, i, static_cast<std::size_t>(matrix.column[k]), j,
                  matrix.value[9 * k + static_cast<std::size_t>(3 * i + j)]);
  }

  Eigen::MatrixXd dense() {
    Eigen::MatrixXd full = Eigen::MatrixXd::Zero(load.size(), load.size());
    for_entries([&](std::size_t r, int i, std::size_t c, int j, double& value) {
      full(static_cast<Eigen::Index>(3 * r) + i, static_cast<Eigen::Index>(3 * c) + j) = value;
    });
    return full;
  }

  /// Adds to the stiffness of every free direction.
  void stiffen(double by) {
    for_entries([&](std::size_t r, int i, std::size_t c, int j, double& value) {
      if (r == c && i == j && !held(r, i)) value += by;
    });
  }
};

}  // namespace hari::math
