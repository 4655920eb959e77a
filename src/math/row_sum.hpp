// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>

#include "block_rows.hpp"

namespace hari::math {

/// One row of blocks of a product under construction: its columns in the order met, a sum for each.
template <int rows>
class RowSum {
 public:
  explicit RowSum(std::size_t n_columns) : slot_(n_columns, -1) {}

  void clear() {
    for (const std::int32_t c : column_) slot_[static_cast<std::size_t>(c)] = -1;
    column_.clear();
    sum_.clear();
  }
  double* at(std::int32_t column) {
    std::int32_t& s = slot_[static_cast<std::size_t>(column)];
    if (s < 0) {
      s = static_cast<std::int32_t>(column_.size());
      column_.push_back(column);
      sum_.resize(sum_.size() + entries, 0.0);
    }
    return &sum_[entries * static_cast<std::size_t>(s)];
  }
  void sort() { std::sort(column_.begin(), column_.end()); }
  const std::vector<std::int32_t>& columns() const { return column_; }

  static constexpr std::size_t entries = static_cast<std::size_t>(rows * wide);

 private:
  std::vector<std::int32_t> slot_, column_;
  std::vector<double> sum_;
};

/// Rows computed in parallel, chunk by chunk, then laid one after another.
template <class Number>
struct Pieces {
  std::vector<std::vector<std::int32_t>> column;
  std::vector<std::vector<Number>> value;
  std::vector<std::int64_t> count;
  std::size_t chunk;

  Pieces(std::size_t n, std::size_t rows_per_chunk)
      : column((n + rows_per_chunk - 1) / rows_per_chunk), value(column.size()), count(n, 0), chunk(rows_per_chunk) {}

  BlockRows<Number> joined(std::size_t entries, std::size_t extra) {
    BlockRows<Number> m;
    m.row.assign(count.size() + 1, 0);
    for (std::size_t r = 0; r < count.size(); ++r) m.row[r + 1] = m.row[r] + count[r];
    m.column.resize(static_cast<std::size_t>(m.row.back()));
    m.value.resize(entries * m.column.size() + extra);
    for (std::size_t c = 0; c < column.size(); ++c) {
      const auto at = m.row[c * chunk];
      std::copy(column[c].begin(), column[c].end(), m.column.begin() + at);
      std::copy(value[c].begin(), value[c].end(), m.value.begin() + at * static_cast<std::int64_t>(entries));
      column[c] = {};
      value[c] = {};
    }
    return m;
  }
};

}  // namespace hari::math
