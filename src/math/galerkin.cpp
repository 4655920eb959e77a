// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "galerkin.hpp"

#include "hari/core/parallel.hpp"
#include "row_sum.hpp"

namespace hari::math {
namespace {

constexpr std::size_t six = rigid;

/// A P, in float: each entry is summed in double first, so small remainders of rigid motions keep their digits.
template <int N>
BlockRows<float> product(const BlockView& a, const Prolongation& p) {
  constexpr std::size_t n = N, chunk = core::chunk_size;
  Pieces<float> pieces(a.n_rows(), chunk);
  core::for_chunks(
      a.n_rows(),
      [&](std::size_t begin, std::size_t end) {
        RowSum<N> sum(p.n_coarse);
        auto& column = pieces.column[begin / chunk];
        auto& value = pieces.value[begin / chunk];
        for (std::size_t r = begin; r < end; ++r) {
          sum.clear();
          for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
            const double* m = a.block(k);
            for (std::size_t l = p.rows.begin(a.at(k)); l < p.rows.end(a.at(k)); ++l) {
              const float* q = &p.rows.value[six * n * l];
              double* s = sum.at(p.rows.column[l]);
              for (std::size_t i = 0; i < n; ++i)
                for (std::size_t h = 0; h < n; ++h)
                  for (std::size_t j = 0; j < wide; ++j) s[wide * i + j] += m[n * i + h] * double(q[six * h + j]);
            }
          }
          sum.sort();
          for (const std::int32_t c : sum.columns()) {
            const double* s = sum.at(c);
            column.push_back(c);
            for (std::size_t i = 0; i < n; ++i)
              for (std::size_t j = 0; j < six; ++j) value.push_back(static_cast<float>(s[wide * i + j]));
          }
          pieces.count[r] = static_cast<std::int64_t>(sum.columns().size());
        }
      },
      chunk);
  return pieces.joined(six * n, overhang);
}

/// The half of P' (A P) on and right of the diagonal.
template <int N>
BlockRows<double> upper_half(const Prolongation& p, const BlockRows<float>& ap) {
  constexpr std::size_t n = N, chunk = 16;
  Pieces<double> pieces(p.n_coarse, chunk);
  core::for_chunks(
      p.n_coarse,
      [&](std::size_t begin, std::size_t end) {
        RowSum<rigid> sum(p.n_coarse);
        auto& column = pieces.column[begin / chunk];
        auto& value = pieces.value[begin / chunk];
        for (std::size_t c = begin; c < end; ++c) {
          sum.clear();
          sum.at(static_cast<std::int32_t>(c));
          for (auto f = static_cast<std::size_t>(p.fine_begin[c]); f < static_cast<std::size_t>(p.fine_begin[c + 1]);
               ++f) {
            const float* q = &p.fine_value[six * n * f];
            const auto r = static_cast<std::size_t>(p.fine[f]);
            for (std::size_t k = ap.begin(r); k < ap.end(r); ++k) {
              if (ap.at(k) < c) continue;
              const float* t = &ap.value[six * n * k];
              double* s = sum.at(ap.column[k]);
              for (std::size_t h = 0; h < n; ++h)
                for (std::size_t i = 0; i < six; ++i)
                  for (std::size_t j = 0; j < wide; ++j)
                    s[wide * i + j] += double(q[six * h + i]) * double(t[six * h + j]);
            }
          }
          sum.sort();
          for (const std::int32_t to : sum.columns()) {
            const double* s = sum.at(to);
            column.push_back(to);
            for (std::size_t i = 0; i < six; ++i)
              for (std::size_t j = 0; j < six; ++j) value.push_back(s[wide * i + j]);
          }
          pieces.count[c] = static_cast<std::int64_t>(sum.columns().size());
        }
      },
      chunk);
  return pieces.joined(six * six, 0);
}

/// Both halves; motions that an aggregate lacks get a unit diagonal.
BlockRows<double> mirrored(const BlockRows<double>& half) {
  const std::size_t n = half.n_rows();
  BlockRows<double> m;
  m.row.assign(n + 1, 0);
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t k = half.begin(r); k < half.end(r); ++k) {
      ++m.row[r + 1];
      if (half.at(k) != r) ++m.row[half.at(k) + 1];
    }
  for (std::size_t r = 0; r < n; ++r) m.row[r + 1] += m.row[r];
  m.column.resize(static_cast<std::size_t>(m.row.back()));
  m.value.resize(six * six * m.column.size());
  std::vector<std::int64_t> next(m.row.begin(), m.row.end() - 1);
  const auto place = [&](std::size_t r, std::size_t c) {
    const auto k = static_cast<std::size_t>(next[r]++);
    m.column[k] = static_cast<std::int32_t>(c);
    return &m.value[six * six * k];
  };
  // Row after row, so that the blocks left of the diagonal arrive in order of their columns.
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t k = half.begin(r); k < half.end(r); ++k) {
      const double* from = &half.value[six * six * k];
      double* to = place(r, half.at(k));
      std::copy(from, from + six * six, to);
      if (half.at(k) != r) {
        double* across = place(half.at(k), r);
        for (std::size_t i = 0; i < six; ++i)
          for (std::size_t j = 0; j < six; ++j) across[six * j + i] = from[six * i + j];
        continue;
      }
      for (std::size_t i = 0; i < six; ++i)
        for (std::size_t j = 0; j < six; ++j)
          to[six * i + j] = i == j && from[six * i + i] == 0 ? 1 : from[six * std::min(i, j) + std::max(i, j)];
    }
  return m;
}

}  // namespace

BlockRows<double> galerkin_product(const BlockView& a, const Prolongation& p) {
  BlockRows<double> half;
  {
    const BlockRows<float> ap = a.size == 3 ? product<3>(a, p) : product<rigid>(a, p);
    half = a.size == 3 ? upper_half<3>(p, ap) : upper_half<rigid>(p, ap);
  }
  return mirrored(half);
}

}  // namespace hari::math
