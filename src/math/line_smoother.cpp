// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "line_smoother.hpp"

#include <Eigen/Cholesky>
#include <algorithm>

#include "hari/core/parallel.hpp"

namespace hari::math {
namespace {

/// Columns of N floats are read so many at a time; what lies past the N-th is never used.
template <int N>
constexpr int lanes = N == 3 ? 4 : wide;

/// y -= the blocks of a row times their nodes of x.
template <int N>
void subtract_product(const BlockRows<float>& m, std::size_t row, const float* x, float* y) {
  constexpr std::size_t n = N;
  float s[N][lanes<N>] = {};  // one per column of the blocks: additions do not wait for each other
  for (std::size_t k = m.begin(row); k < m.end(row); ++k) {
    const float* block = &m.value[n * n * k];
    const float* v = x + n * m.at(k);
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t i = 0; i < lanes<N>; ++i) s[c][i] += block[n * c + i] * v[c];
  }
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t i = 0; i < n; ++i) y[i] -= s[c][i];
}

/// y = m x of one block, column after column.
template <int N>
void block_product(const float* m, const float* x, float* y) {
  float s[lanes<N>] = {};
  for (std::size_t c = 0; c < N; ++c)
    for (std::size_t i = 0; i < lanes<N>; ++i) s[i] += m[N * c + i] * x[c];
  for (std::size_t i = 0; i < N; ++i) y[i] = s[i];
}

/// y -= m' x.
template <int N>
void subtract_transposed(const float* m, const float* x, float* y) {
  for (std::size_t c = 0; c < N; ++c) {
    float s = 0;
    for (std::size_t i = 0; i < N; ++i) s += m[N * c + i] * x[i];
    y[c] -= s;
  }
}

/// What makes waking a thread worth while [bytes].
constexpr std::size_t task_bytes = 500000;

}  // namespace

LineSmoother::LineSmoother(const BlockView& a, Lines lines) : size_(a.size), lines_(std::move(lines)) {
  share_blocks(a);
  const std::size_t rows = std::max<std::size_t>(a.n_rows(), 1);
  const std::size_t row_bytes = (earlier_.bytes() + later_.bytes()) / rows + 1;
  rows_per_task_ = std::max<std::size_t>(task_bytes / row_bytes, 1);
  lines_per_task_ = std::max<std::size_t>(rows_per_task_ * n_lines() / rows, 1);
  inverse_.assign(static_cast<std::size_t>(size_ * size_) * a.n_rows() + overhang, 0.0F);
  before_ = inverse_;
  size_ == 3 ? factorise<3>(a) : factorise<rigid>(a);
}

void LineSmoother::share_blocks(const BlockView& a) {
  const std::size_t rows = a.n_rows(), n = static_cast<std::size_t>(a.size), entries = n * n;
  std::vector<std::int32_t> colour(rows), line(rows);
  std::size_t l = 0;
  for (std::size_t c = 0; c < lines_.n_colours(); ++c)
    for (; l < lines_.colour_begin[c + 1]; ++l)
      for (std::size_t p = lines_.begin[l]; p < lines_.begin[l + 1]; ++p) {
        const auto r = static_cast<std::size_t>(lines_.node[p]);
        colour[r] = static_cast<std::int32_t>(c);
        line[r] = static_cast<std::int32_t>(l);
      }
  for (BlockRows<float>* part : {&earlier_, &later_}) {
    const auto belongs = [&](std::size_t r, std::size_t k) {
      return line[a.at(k)] != line[r] && (colour[a.at(k)] > colour[r]) == (part == &later_);
    };
    part->row.assign(rows + 1, 0);
    core::for_each_index(rows, [&](std::size_t p) {
      const auto r = static_cast<std::size_t>(lines_.node[p]);
      for (std::size_t k = a.begin(r); k < a.end(r); ++k) part->row[p + 1] += belongs(r, k);
    });
    for (std::size_t p = 0; p < rows; ++p) part->row[p + 1] += part->row[p];
    part->column.resize(static_cast<std::size_t>(part->row[rows]));
    part->value.resize(entries * part->column.size() + overhang);
    core::for_each_index(rows, [&](std::size_t p) {
      const auto r = static_cast<std::size_t>(lines_.node[p]);
      std::size_t to = part->begin(p);
      for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
        if (!belongs(r, k)) continue;
        part->column[to] = a.column[k];
        for (std::size_t i = 0; i < n; ++i)
          for (std::size_t j = 0; j < n; ++j)
            part->value[entries * to + n * j + i] = static_cast<float>(a.block(k)[n * i + j]);
        ++to;
      }
    });
  }
}

template <int N>
void LineSmoother::factorise(const BlockView& a) {
  using Row = Eigen::Matrix<double, N, N, Eigen::RowMajor>;
  using Column = Eigen::Matrix<float, N, N>;
  constexpr std::size_t entries = static_cast<std::size_t>(N * N);
  std::vector<std::uint8_t> definite(n_lines(), 1);
  core::for_each_index(
      n_lines(),
      [&](std::size_t l) {
        Row last_inverse = Row::Zero();
        for (std::size_t p = lines_.begin[l]; p < lines_.begin[l + 1]; ++p) {
          const auto r = static_cast<std::size_t>(lines_.node[p]);
          const std::int32_t last = p > lines_.begin[l] ? lines_.node[p - 1] : -1;
          Row diagonal = Row::Zero(), before = Row::Zero();
          for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
            if (a.at(k) == r) diagonal = Eigen::Map<const Row>(a.block(k));
            if (a.column[k] == last) before = Eigen::Map<const Row>(a.block(k));
          }
          diagonal -= before * last_inverse * before.transpose();
          const Eigen::LLT<Row> factor(diagonal);
          if (factor.info() != Eigen::Success) definite[l] = 0;
          last_inverse = factor.solve(Row::Identity());
          Eigen::Map<Column> inverse(&inverse_[entries * p]), block(&before_[entries * p]);
          inverse = last_inverse.template cast<float>();
          block = before.template cast<float>();
        }
      },
      lines_per_task_);
  usable_ = std::find(definite.begin(), definite.end(), 0) == definite.end();
}

template <int N>
void LineSmoother::relax(std::size_t colour, Sum which, const float* b, float* x) const {
  constexpr std::size_t n = N, entries = n * n;
  const std::size_t first = lines_.colour_begin[colour];
  core::for_each_index(
      lines_.colour_begin[colour + 1] - first,
      [&](std::size_t i) {
        const std::size_t begin = lines_.begin[first + i], end = lines_.begin[first + i + 1];
        const float* last = nullptr;
        for (std::size_t p = begin; p < end; ++p) {
          const auto node = static_cast<std::size_t>(lines_.node[p]);
          float y[N], z[N];
          for (std::size_t h = 0; h < n; ++h) y[h] = b[n * node + h];
          subtract_product<N>(earlier_, p, x, y);
          if (which == Sum::all) subtract_product<N>(later_, p, x, y);
          if (last) {
            block_product<N>(&before_[entries * p], last, z);
            for (std::size_t h = 0; h < n; ++h) y[h] -= z[h];
          }
          float* own = x + n * node;
          block_product<N>(&inverse_[entries * p], y, own);
          last = own;
        }
        // x holds D^-1 y: going back, x -= D^-1 B' x of the node after.
        for (std::size_t p = end - 1; p-- > begin;) {
          float* own = x + n * static_cast<std::size_t>(lines_.node[p]);
          const float* after = x + n * static_cast<std::size_t>(lines_.node[p + 1]);
          float y[N] = {}, z[N];
          subtract_transposed<N>(&before_[entries * (p + 1)], after, y);
          block_product<N>(&inverse_[entries * p], y, z);
          for (std::size_t h = 0; h < n; ++h) own[h] += z[h];
        }
      },
      lines_per_task_);
}

template <int N>
void LineSmoother::remainder(const float* x, float* r) const {
  // Once a line is relaxed its remainder is what later ones put there.
  core::for_each_index(
      lines_.node.size(),
      [&](std::size_t p) {
        const auto node = static_cast<std::size_t>(lines_.node[p]);
        float y[N] = {};
        subtract_product<N>(later_, p, x, y);
        for (std::size_t h = 0; h < N; ++h) r[N * node + h] = y[h];
      },
      rows_per_task_);
}

void LineSmoother::forward_from_zero(const std::vector<float>& b, std::vector<float>& x, std::vector<float>& r) const {
  for (std::size_t c = 0; c < n_colours(); ++c)
    size_ == 3 ? relax<3>(c, Sum::earlier, b.data(), x.data()) : relax<rigid>(c, Sum::earlier, b.data(), x.data());
  size_ == 3 ? remainder<3>(x.data(), r.data()) : remainder<rigid>(x.data(), r.data());
}

void LineSmoother::forward(const std::vector<float>& b, std::vector<float>& x) const {
  for (std::size_t c = 0; c < n_colours(); ++c)
    size_ == 3 ? relax<3>(c, Sum::all, b.data(), x.data()) : relax<rigid>(c, Sum::all, b.data(), x.data());
}

void LineSmoother::backward(const std::vector<float>& b, std::vector<float>& x) const {
  for (std::size_t c = n_colours(); c-- > 0;)
    size_ == 3 ? relax<3>(c, Sum::all, b.data(), x.data()) : relax<rigid>(c, Sum::all, b.data(), x.data());
}

std::size_t LineSmoother::bytes() const {
  return earlier_.bytes() + later_.bytes() + lines_.node.capacity() * sizeof(std::int32_t) +
         (inverse_.capacity() + before_.capacity()) * sizeof(float);
}

}  // namespace hari::math
