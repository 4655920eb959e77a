// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "lanes.hpp"

namespace hari::transport {

/// @brief Products of small row-major matrices, four columns to a vector register. Every entry is summed in the order
/// of the inner index, whatever the shape, so results do not depend on where in memory they stand.
namespace small_product {

/// Rows of `left` and columns of `right` that one pass holds in registers.
template <int rows, int vectors>
inline void block(const double* left, std::size_t left_stride, const double* right, std::size_t right_stride,
                  double* out, std::size_t out_stride, std::size_t inner) {
  Lanes sum[rows][vectors] = {};
  for (std::size_t k = 0; k < inner; ++k) {
    Lanes r[vectors];
    for (int v = 0; v < vectors; ++v)
      r[v] = load_pack<Lanes>(right + k * right_stride + static_cast<std::size_t>(v) * n_lanes);
    for (int i = 0; i < rows; ++i) {
      const double a = left[static_cast<std::size_t>(i) * left_stride + k];
      for (int v = 0; v < vectors; ++v) sum[i][v] += a * r[v];
    }
  }
  for (int i = 0; i < rows; ++i)
    for (int v = 0; v < vectors; ++v)
      store_pack<Lanes>(out + static_cast<std::size_t>(i) * out_stride + static_cast<std::size_t>(v) * n_lanes,
                        sum[i][v]);
}

/// Fewer columns than a register holds.
template <int rows, int columns>
inline void narrow(const double* left, std::size_t left_stride, const double* right, std::size_t right_stride,
                   double* out, std::size_t out_stride, std::size_t inner) {
  double sum[rows][columns] = {};
  for (std::size_t k = 0; k < inner; ++k)
    for (int i = 0; i < rows; ++i)
      for (int c = 0; c < columns; ++c)
        sum[i][c] += left[static_cast<std::size_t>(i) * left_stride + k] * right[k * right_stride + c];
  for (int i = 0; i < rows; ++i) std::copy_n(sum[i], columns, out + static_cast<std::size_t>(i) * out_stride);
}

template <int rows>
inline void strip(const double* left, std::size_t left_stride, const double* right, std::size_t right_stride,
                  double* out, std::size_t out_stride, std::size_t inner, std::size_t columns) {
  std::size_t c = 0;
  for (; c + 3 * n_lanes <= columns; c += 3 * n_lanes)
    block<rows, 3>(left, left_stride, right + c, right_stride, out + c, out_stride, inner);
  for (; c + 2 * n_lanes <= columns; c += 2 * n_lanes)
    block<rows, 2>(left, left_stride, right + c, right_stride, out + c, out_stride, inner);
  for (; c + n_lanes <= columns; c += n_lanes)
    block<rows, 1>(left, left_stride, right + c, right_stride, out + c, out_stride, inner);
  const auto rest = [&](auto left_over) {
    constexpr int n = left_over;
    narrow<rows, n>(left, left_stride, right + c, right_stride, out + c, out_stride, inner);
  };
  if (columns - c == 1) rest(std::integral_constant<int, 1>{});
  if (columns - c == 2) rest(std::integral_constant<int, 2>{});
  if (columns - c == 3) rest(std::integral_constant<int, 3>{});
}

/// out = left (rows x inner) right (inner x columns); strides in numbers.
inline void multiply(const double* left, std::size_t left_stride, const double* right, std::size_t right_stride,
                     double* out, std::size_t out_stride, std::size_t rows, std::size_t inner, std::size_t columns) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4)
    strip<4>(left + r * left_stride, left_stride, right, right_stride, out + r * out_stride, out_stride, inner,
             columns);
  for (; r + 2 <= rows; r += 2)
    strip<2>(left + r * left_stride, left_stride, right, right_stride, out + r * out_stride, out_stride, inner,
             columns);
  if (r < rows)
    strip<1>(left + r * left_stride, left_stride, right, right_stride, out + r * out_stride, out_stride, inner,
             columns);
}

}  // namespace small_product
}  // namespace hari::transport
