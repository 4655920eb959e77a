// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hari::math {

/// Rows of blocks, compressed. How a block is laid out is its user's affair.
template <class Number>
struct BlockRows {
  std::vector<std::int64_t> row;     ///< n_rows + 1
  std::vector<std::int32_t> column;  ///< of each block, ascending within a row
  std::vector<Number> value;

  std::size_t n_rows() const { return row.empty() ? 0 : row.size() - 1; }
  std::size_t begin(std::size_t r) const { return static_cast<std::size_t>(row[r]); }
  std::size_t end(std::size_t r) const { return static_cast<std::size_t>(row[r + 1]); }
  std::size_t at(std::size_t k) const { return static_cast<std::size_t>(column[k]); }
  std::size_t bytes() const {
    return row.capacity() * sizeof(row[0]) + column.capacity() * sizeof(column[0]) + value.capacity() * sizeof(Number);
  }
};

/// A symmetric matrix of size x size blocks that somebody else owns; each block row after row.
struct BlockView {
  std::span<const std::int64_t> row;
  std::span<const std::int32_t> column;
  std::span<const double> value;
  int size = 3;

  std::size_t n_rows() const { return row.size() - 1; }
  std::size_t begin(std::size_t r) const { return static_cast<std::size_t>(row[r]); }
  std::size_t end(std::size_t r) const { return static_cast<std::size_t>(row[r + 1]); }
  std::size_t at(std::size_t k) const { return static_cast<std::size_t>(column[k]); }
  const double* block(std::size_t k) const { return value.data() + static_cast<std::size_t>(size * size) * k; }
  /// Square of the Frobenius norm of a block.
  double norm2(std::size_t k) const {
    double s = 0;
    for (int i = 0; i < size * size; ++i) s += block(k)[i] * block(k)[i];
    return s;
  }
  /// False where all of a block is zero: nodes that are held.
  bool coupled(std::size_t k) const {
    const double* b = block(k);
    return std::any_of(b, b + size * size, [](double v) { return v != 0; });
  }
};

/// Degrees of freedom of a coarse node: those of a rigid body.
inline constexpr int rigid = 6;
/// Rows of six floats are read eight at a time, into the row that follows: arrays end with this many more.
inline constexpr int wide = 8, overhang = 2;

}  // namespace hari::math
