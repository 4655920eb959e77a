// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "prolongation.hpp"

#include <Eigen/Cholesky>
#include <array>
#include <cmath>

#include "hari/core/parallel.hpp"
#include "row_sum.hpp"

namespace hari::math {
namespace {

constexpr std::size_t six = rigid;

/// Orthonormal basis of the modes of each aggregate by Gram-Schmidt, twice for accuracy. `basis` holds it per fine
/// node, `coarse` what the modes are in it.
void tentative(int size, const RigidModes& modes, const Aggregates& aggregates, RigidModes& basis, RigidModes& coarse) {
  const auto n = static_cast<std::size_t>(size);
  std::vector<std::vector<std::size_t>> members(aggregates.n);
  for (std::size_t r = 0; r < aggregates.of.size(); ++r)
    if (aggregates.of[r] >= 0) members[static_cast<std::size_t>(aggregates.of[r])].push_back(r);
  basis.assign(modes.size(), 0.0);
  coarse.assign(six * six * aggregates.n, 0.0);
  core::for_each_index(
      aggregates.n,
      [&](std::size_t c) {
        const std::size_t rows = n * members[c].size();
        std::array<std::vector<double>, six> q;
        double* upper = &coarse[six * six * c];
        for (std::size_t j = 0; j < six; ++j) {
          std::vector<double>& v = q[j];
          v.resize(rows);
          for (std::size_t m = 0; m < members[c].size(); ++m)
            for (std::size_t i = 0; i < n; ++i) v[n * m + i] = modes[six * (n * members[c][m] + i) + j];
          const auto dot = [&](const std::vector<double>& a, const std::vector<double>& b) {
            double s = 0;
            for (std::size_t i = 0; i < rows; ++i) s += a[i] * b[i];
            return s;
          };
          const double before = std::sqrt(dot(v, v));
          for (int pass = 0; pass < 2; ++pass)
            for (std::size_t l = 0; l < j; ++l) {
              const double s = dot(q[l], v);
              upper[six * l + j] += s;
              for (std::size_t i = 0; i < rows; ++i) v[i] -= s * q[l][i];
            }
          // What is left of a motion that the aggregate lacks is rounding.
          constexpr double lost = 1e-6;
          const double length = std::sqrt(dot(v, v));
          const bool kept = length > lost * before;
          if (kept) upper[six * j + j] = length;
          for (double& value : v) value = kept ? value / length : 0;
        }
        for (std::size_t m = 0; m < members[c].size(); ++m)
          for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < six; ++j) basis[six * (n * members[c][m] + i) + j] = q[j][n * m + i];
      },
      16);
}

/// Inverse of every diagonal block, row after row; false if one is not positive definite.
template <int N>
bool invert_diagonal(const BlockView& a, std::vector<double>& inverse) {
  using Block = Eigen::Matrix<double, N, N, Eigen::RowMajor>;
  constexpr std::size_t entries = static_cast<std::size_t>(N * N);
  inverse.resize(entries * a.n_rows());
  std::vector<std::uint8_t> definite(a.n_rows(), 0);
  core::for_each_index(a.n_rows(), [&](std::size_t r) {
    for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
      if (a.at(k) != r) continue;
      const Eigen::LLT<Block> factor{Block(Eigen::Map<const Block>(a.block(k)))};
      definite[r] = factor.info() == Eigen::Success;
      Eigen::Map<Block> to(&inverse[entries * r]);
      to = factor.solve(Block::Identity());
    }
  });
  return std::find(definite.begin(), definite.end(), 0) == definite.end();
}

/// Largest eigenvalue of D^-1 A, from below, by the power method.
double largest_eigenvalue(const BlockView& a, const std::vector<double>& inverse) {
  constexpr int steps = 8;  // the damping need not be exact
  const auto n = static_cast<std::size_t>(a.size);
  std::vector<double> x(n * a.n_rows()), y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(1.0 + 12.9898 * double(i) + 3.7 * double(i % 7));
  double value = 1;
  for (int step = 0; step < steps; ++step) {
    const double size = std::sqrt(core::ordered_sum(x.size(), [&](std::size_t i) { return x[i] * x[i]; }));
    for (double& v : x) v /= size;
    core::for_each_index(a.n_rows(), [&](std::size_t r) {
      double s[rigid] = {};
      for (std::size_t k = a.begin(r); k < a.end(r); ++k)
        for (std::size_t i = 0; i < n; ++i)
          for (std::size_t j = 0; j < n; ++j) s[i] += a.block(k)[n * i + j] * x[n * a.at(k) + j];
      for (std::size_t i = 0; i < n; ++i) {
        double t = 0;
        for (std::size_t j = 0; j < n; ++j) t += inverse[n * n * r + n * i + j] * s[j];
        y[n * r + i] = t;
      }
    });
    value = std::sqrt(core::ordered_sum(x.size(), [&](std::size_t i) { return y[i] * y[i]; }));
    x.swap(y);
  }
  return value;
}

/// P = (1 - damping D^-1 A) basis.
template <int N>
BlockRows<float> smoothed(const BlockView& a, const RigidModes& basis, const Aggregates& aggregates,
                          const std::vector<double>& inverse_diagonal, double damping) {
  constexpr std::size_t n = N, chunk = core::chunk_size;
  Pieces<float> pieces(a.n_rows(), chunk);
  core::for_chunks(
      a.n_rows(),
      [&](std::size_t begin, std::size_t end) {
        RowSum<N> sum(aggregates.n);
        auto& column = pieces.column[begin / chunk];
        auto& value = pieces.value[begin / chunk];
        for (std::size_t r = begin; r < end; ++r) {
          if (aggregates.of[r] < 0) continue;
          sum.clear();
          for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
            const std::int32_t aggregate = aggregates.of[a.at(k)];
            if (aggregate < 0) continue;
            const double* m = a.block(k);
            const double* q = &basis[six * n * a.at(k)];
            double* s = sum.at(aggregate);
            for (std::size_t i = 0; i < n; ++i)
              for (std::size_t l = 0; l < n; ++l)
                for (std::size_t j = 0; j < six; ++j) s[wide * i + j] += m[n * i + l] * q[six * l + j];
          }
          sum.sort();
          const double* d = &inverse_diagonal[n * n * r];
          const double* own = &basis[six * n * r];
          for (const std::int32_t c : sum.columns()) {
            const double* s = sum.at(c);
            column.push_back(c);
            for (std::size_t i = 0; i < n; ++i)
              for (std::size_t j = 0; j < six; ++j) {
                double p = c == aggregates.of[r] ? own[six * i + j] : 0;
                for (std::size_t l = 0; l < n; ++l) p -= damping * d[n * i + l] * s[wide * l + j];
                value.push_back(static_cast<float>(p));
              }
          }
          pieces.count[r] = static_cast<std::int64_t>(sum.columns().size());
        }
      },
      chunk);
  return pieces.joined(six * n, overhang);
}

/// Fine nodes of every coarse one, ascending.
void transpose(Prolongation& p) {
  p.fine_begin.assign(p.n_coarse + 1, 0);
  for (const std::int32_t c : p.rows.column) ++p.fine_begin[static_cast<std::size_t>(c) + 1];
  for (std::size_t c = 0; c < p.n_coarse; ++c) p.fine_begin[c + 1] += p.fine_begin[c];
  p.fine.resize(p.rows.column.size());
  const std::size_t entries = six * static_cast<std::size_t>(p.size);
  p.fine_value.resize(p.rows.value.size());
  std::vector<std::int64_t> next(p.fine_begin.begin(), p.fine_begin.end() - 1);
  for (std::size_t r = 0; r < p.rows.n_rows(); ++r)
    for (std::size_t k = p.rows.begin(r); k < p.rows.end(r); ++k) {
      const auto to = static_cast<std::size_t>(next[p.rows.at(k)]++);
      p.fine[to] = static_cast<std::int32_t>(r);
      const auto from = p.rows.value.begin() + static_cast<std::ptrdiff_t>(entries * k);
      std::copy(from, from + static_cast<std::ptrdiff_t>(entries),
                p.fine_value.begin() + static_cast<std::ptrdiff_t>(entries * to));
    }
}

template <int N>
std::optional<Prolongation> smoothed_sized(const BlockView& a, const Aggregates& aggregates, RigidModes& modes) {
  std::vector<double> inverse;
  if (!invert_diagonal<N>(a, inverse)) return std::nullopt;
  const double damping = 4.0 / 3 / largest_eigenvalue(a, inverse);
  RigidModes basis, coarse;
  tentative(N, modes, aggregates, basis, coarse);
  modes = std::move(coarse);
  Prolongation p;
  p.size = N;
  p.n_coarse = aggregates.n;
  p.rows = smoothed<N>(a, basis, aggregates, inverse, damping);
  transpose(p);
  return p;
}

}  // namespace

std::optional<Prolongation> smoothed_prolongation(const BlockView& a, const Aggregates& aggregates, RigidModes& modes) {
  return a.size == 3 ? smoothed_sized<3>(a, aggregates, modes) : smoothed_sized<rigid>(a, aggregates, modes);
}

void Prolongation::restrict_to(const std::vector<float>& values, std::vector<float>& coarse) const {
  const auto n = static_cast<std::size_t>(size);
  core::for_each_index(
      n_coarse,
      [&](std::size_t c) {
        float s[wide] = {};
        for (auto f = static_cast<std::size_t>(fine_begin[c]); f < static_cast<std::size_t>(fine_begin[c + 1]); ++f) {
          const float* block = &fine_value[n * rigid * f];
          const float* v = &values[n * static_cast<std::size_t>(fine[f])];
          for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < wide; ++j) s[j] += block[rigid * i + j] * v[i];
        }
        for (std::size_t j = 0; j < rigid; ++j) coarse[rigid * c + j] = s[j];
      },
      64);
}

void Prolongation::add_prolonged(const std::vector<float>& coarse, std::vector<float>& values) const {
  const auto n = static_cast<std::size_t>(size);
  core::for_each_index(rows.n_rows(), [&](std::size_t r) {
    float s[rigid][wide] = {};
    for (std::size_t k = rows.begin(r); k < rows.end(r); ++k) {
      const float* block = &rows.value[n * rigid * k];
      const float* v = &coarse[rigid * rows.at(k)];
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < wide; ++j) s[i][j] += block[rigid * i + j] * v[j];
    }
    for (std::size_t i = 0; i < n; ++i) {
      float t = 0;
      for (std::size_t j = 0; j < rigid; ++j) t += s[i][j];
      values[n * r + i] += t;
    }
  });
}

std::size_t Prolongation::bytes() const {
  return rows.bytes() + fine_begin.capacity() * sizeof(std::int64_t) + fine.capacity() * sizeof(std::int32_t) +
         fine_value.capacity() * sizeof(float);
}

}  // namespace hari::math
