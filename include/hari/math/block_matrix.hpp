// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hari::math {

/// @brief Square matrix of 3 x 3 blocks, one row of blocks per node, rows compressed. Its pattern is symmetric and
/// holds every diagonal block; columns ascend within a row.
///
/// A direction that is held has a unit diagonal and zeros elsewhere in its row and column.
struct BlockMatrix {
  std::vector<std::int64_t> row;     ///< n_rows + 1
  std::vector<std::int32_t> column;  ///< of each block
  std::vector<double> value;         ///< nine per block, row after row

  std::size_t n_rows() const { return row.empty() ? 0 : row.size() - 1; }
  std::size_t n_blocks() const { return column.size(); }
};

/// @brief y = a x, rows shared among threads: the same bits for any number of them.
void multiply(const BlockMatrix& a, const Eigen::VectorXd& x, Eigen::VectorXd& y);

}  // namespace hari::math
