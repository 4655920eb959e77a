// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "direct_factor.hpp"

namespace hari::math {

bool DirectFactor::factorise(const BlockMatrix& a) {
  const auto n = static_cast<Eigen::Index>(3 * a.n_rows());
  ByColumns lower(n, n);
  // The lower half by columns is the upper half by rows. Zeros are kept: the pattern must not change.
  for (std::size_t r = 0; r < a.n_rows(); ++r)
    for (int i = 0; i < 3; ++i) {
      lower.startVec(static_cast<Eigen::Index>(3 * r) + i);
      for (auto k = static_cast<std::size_t>(a.row[r]); k < static_cast<std::size_t>(a.row[r + 1]); ++k)
        for (int j = 0; j < 3; ++j) {
          const Eigen::Index column = static_cast<Eigen::Index>(3 * r) + i, row = 3 * a.column[k] + j;
          if (row >= column) lower.insertBack(row, column) = a.value[9 * k + static_cast<std::size_t>(3 * i + j)];
        }
    }
  lower.finalize();
  if (!analysed_) factor_.analyzePattern(lower);
  analysed_ = true;
  factor_.factorize(lower);
  const bool solved = factor_.info() == Eigen::Success;
  definite_ = solved && factor_.vectorD().minCoeff() > 0;
  return solved;
}

std::size_t DirectFactor::bytes() const {
  constexpr std::size_t entry = sizeof(double) + sizeof(int);
  return analysed_ ? entry * static_cast<std::size_t>(factor_.matrixL().nestedExpression().nonZeros()) : 0;
}

}  // namespace hari::math
