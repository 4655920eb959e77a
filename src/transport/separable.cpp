// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>

#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"

namespace hari::transport {
namespace {

// Plane modes swept together: enough to fill vector registers, few enough that a column of them stays in cache.
constexpr std::size_t lane = 128;

}  // namespace

void DiffusionStep::solve_separable(std::span<const double> b, std::span<double> u, double rate,
                                    std::span<const double> decay, bool with_boundaries, Scratch& s) const {
  // Eigen's order of sums follows the alignment of memory; its own matrices are always aligned alike, those of a vector
  // not.
  const auto nx = static_cast<Eigen::Index>(nx_), ny = static_cast<Eigen::Index>(ny_);
  const auto copied = [](const double* data, Eigen::Index rows, Eigen::Index columns) {
    return Eigen::MatrixXd(Eigen::Map<const Eigen::MatrixXd>(data, rows, columns));
  };
  const std::size_t plane = nx_ * ny_;
  const auto transform = [&](const double* from, double* to, const PlaneModes& x, const PlaneModes& y, bool forward) {
    const Eigen::MatrixXd along_x = copied((forward ? x.to_modes : x.from_modes).data(), nx, nx);
    const Eigen::MatrixXd along_y = copied((forward ? y.to_modes : y.from_modes).data(), ny, ny).transpose();
    core::for_each_index(
        nz_,
        [&](std::size_t k) {
          const Eigen::MatrixXd half = along_x * copied(from + k * plane, nx, ny);
          const Eigen::MatrixXd whole = half * along_y;
          std::copy_n(whole.data(), plane, to + k * plane);
        },
        1);
  };
  transform(b.data(), s.work.data(), x_, y_, true);
  sweep(rate, decay, with_boundaries, s);
  transform(s.work.data(), u.data(), x_, y_, false);
}

// Elimination from the bottom up. The diagonal of row k is (links to its neighbours) + excess, and the excess alone is
// carried upward, e' = a + T e / (e + T): every operation adds, multiplies or divides positive numbers, so each mode is
// solved to full relative accuracy, however large the step.
void DiffusionStep::sweep(double rate, std::span<const double> decay, bool with_boundaries, Scratch& s) const {
  const std::size_t plane = nx_ * ny_;
  const double unit = std::sqrt(area_);  // amplitude of the constant 1 in the first mode
  core::for_chunks(
      plane,
      [&](std::size_t begin, std::size_t end) {
        std::array<double, lane> excess, load;
        const std::size_t n = end - begin;
        const double* eigenvalue = eigenvalue_.data() + begin;
        for (std::size_t m = 0; m < n; ++m) {
          excess[m] = bottom_link_;
          load[m] = 0;
        }
        if (with_boundaries && begin == 0) load[0] = bottom_link_ * boundaries_.bottom.concentration * unit;
        for (std::size_t k = 0; k < nz_; ++k) {
          double* work = s.work.data() + k * plane + begin;
          double* ratio = s.ratio.data() + k * plane + begin;
          const bool last = k + 1 == nz_;
          const double link = last ? top_link_ : link_[k], h = hz_[k];
          const double level = h * (rate + decay[k]), slope = h * diffusivity_[k];
          if (last && with_boundaries && begin == 0) load[0] += top_link_ * boundaries_.top.concentration * unit;
          for (std::size_t m = 0; m < n; ++m) {
            const double e = excess[m] + level + slope * eigenvalue[m];
            const double r = load[m] + h * work[m];
            const double inverse = 1 / (e + link);
            ratio[m] = link * inverse;
            work[m] = r * inverse;
            excess[m] = ratio[m] * e;
            load[m] = ratio[m] * r;
          }
        }
        for (std::size_t k = nz_ - 1; k-- > 0;) {
          double* work = s.work.data() + k * plane + begin;
          const double* above = work + plane;
          const double* ratio = s.ratio.data() + k * plane + begin;
          for (std::size_t m = 0; m < n; ++m) work[m] += ratio[m] * above[m];
        }
      },
      lane);
}

}  // namespace hari::transport
