// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/math/block_matrix.hpp"

#include "hari/core/parallel.hpp"

namespace hari::math {

void multiply(const BlockMatrix& a, const Eigen::VectorXd& x, Eigen::VectorXd& y) {
  const std::size_t n = a.n_rows();
  y.resize(static_cast<Eigen::Index>(3 * n));
  const double* from = x.data();
  double* to = y.data();
  core::for_each_index(n, [&](std::size_t r) {
    // Two sums per component: one alone would wait for its own additions.
    double s[6] = {};
    auto k = static_cast<std::size_t>(a.row[r]);
    const auto end = static_cast<std::size_t>(a.row[r + 1]);
    const auto add = [&](std::size_t block, double* sum) {
      const double* m = &a.value[9 * block];
      const double* v = from + 3 * static_cast<std::size_t>(a.column[block]);
      for (int i = 0; i < 3; ++i) sum[i] += m[3 * i] * v[0] + m[3 * i + 1] * v[1] + m[3 * i + 2] * v[2];
    };
    for (; k + 1 < end; k += 2) {
      add(k, s);
      add(k + 1, s + 3);
    }
    if (k < end) add(k, s);
    for (std::size_t i = 0; i < 3; ++i) to[3 * r + i] = s[i] + s[i + 3];
  });
}

}  // namespace hari::math
