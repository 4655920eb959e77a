// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "element_volumes.hpp"

#include <algorithm>
#include <iterator>

#include "hari/core/parallel.hpp"

namespace hari::math {
namespace {

/// Elements or rows that make waking a thread worth while.
constexpr std::size_t per_task = 4096;

}  // namespace

ElementVolumes::ElementVolumes(std::span<const VolumeTerm> terms, std::size_t n_rows) : row_(n_rows + 1, 0) {
  std::copy_if(terms.begin(), terms.end(), std::back_inserter(term_), [](const VolumeTerm& t) {
    return t.stiffness > 0 && std::any_of(t.gradient.begin(), t.gradient.end(), [](float g) { return g != 0; });
  });
  for (const VolumeTerm& t : term_)
    for (const auto r : t.row) ++row_[static_cast<std::size_t>(r) + 1];
  for (std::size_t r = 0; r < n_rows; ++r) row_[r + 1] += row_[r];
  corner_.resize(8 * term_.size());
  std::vector<std::int64_t> next = row_;
  for (std::size_t c = 0; c < corner_.size(); ++c)
    corner_[static_cast<std::size_t>(next[static_cast<std::size_t>(term_[c / 8].row[c % 8])]++)] =
        static_cast<std::int32_t>(c);
}

void ElementVolumes::changes(const Eigen::VectorXd& u, Eigen::VectorXd& volume) const {
  volume.resize(static_cast<Eigen::Index>(term_.size()));
  core::for_each_index(
      term_.size(),
      [&](std::size_t e) {
        const VolumeTerm& t = term_[e];
        double sum = 0;
        for (std::size_t a = 0; a < 8; ++a)
          for (std::size_t i = 0; i < 3; ++i)
            sum += double(t.gradient[3 * a + i]) * u[3 * t.row[a] + static_cast<Eigen::Index>(i)];
        volume[static_cast<Eigen::Index>(e)] = sum;
      },
      per_task);
}

void ElementVolumes::add_forces(const Eigen::VectorXd& pressure, Eigen::VectorXd& force) const {
  core::for_each_index(
      row_.size() - 1,
      [&](std::size_t r) {
        for (auto k = static_cast<std::size_t>(row_[r]); k < static_cast<std::size_t>(row_[r + 1]); ++k) {
          const auto c = static_cast<std::size_t>(corner_[k]);
          const double p = pressure[static_cast<Eigen::Index>(c / 8)];
          const float* g = &term_[c / 8].gradient[3 * (c % 8)];
          for (std::size_t i = 0; i < 3; ++i) force[static_cast<Eigen::Index>(3 * r + i)] += p * double(g[i]);
        }
      },
      per_task);
}

BlockMatrix ElementVolumes::taken_from(const BlockMatrix& a) const {
  BlockMatrix soft = a;
  core::for_each_index(
      row_.size() - 1,
      [&](std::size_t r) {
        const auto begin = a.column.begin() + a.row[r], end = a.column.begin() + a.row[r + 1];
        for (auto k = static_cast<std::size_t>(row_[r]); k < static_cast<std::size_t>(row_[r + 1]); ++k) {
          const auto c = static_cast<std::size_t>(corner_[k]);
          const VolumeTerm& t = term_[c / 8];
          const float* g = &t.gradient[3 * (c % 8)];
          for (std::size_t b = 0; b < 8; ++b) {
            const float* h = &t.gradient[3 * b];
            double* block =
                &soft.value[9 * static_cast<std::size_t>(std::lower_bound(begin, end, t.row[b]) - a.column.begin())];
            for (std::size_t i = 0; i < 3; ++i)
              for (std::size_t j = 0; j < 3; ++j) block[3 * i + j] -= t.stiffness * double(g[i]) * double(h[j]);
          }
        }
      },
      per_task);
  return soft;
}

}  // namespace hari::math
