// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"
#include "lanes.hpp"

namespace hari::transport {

void DiffusionStep::prepare(Job& job) const {
  const std::size_t n = nx_ * ny_ * nz_;
  core::expect(job.u.size() == n && job.source.size() == n && (job.consumption.empty() || job.consumption.size() == n),
               "concentration, source and consumption have one row per element");
  Scratch& s = *job.scratch;
  s.work.resize(n);
  s.ratio.resize(n);
  s.sums.resize(nz_);
  s.even.resize(nz_);
  s.sheet_decay = decay_;
  job.report = {.converged = true};
}

// Right-hand side of one sheet as amplitudes, and of the sheet: mass before, mass made per day, least entry, least
// consumption.
void DiffusionStep::load(const Job& job, std::size_t k, double rate) const {
  Scratch& s = *job.scratch;
  const std::size_t plane = nx_ * ny_;
  const double infinity = std::numeric_limits<double>::infinity();
  double before = 0, made = 0, least = infinity, most = -infinity, least_loss = 0, loss = 0;
  double* b = s.work.data() + k * plane;
  const double* source = job.source.data() + k * plane;
  const double* u = rate > 0 ? job.u.data() + k * plane : source;  // a steady state has no past
  const double past = rate > 0 ? 1.0 : 0.0;
  // As in survey_sheet: columns side by side.
  for_columns(nx_, [&]<class Pack>(std::size_t first, Pack zero) {
    Pack before_of = zero, made_of = zero, least_of = zero + infinity, most_of = zero - infinity;
    for (std::size_t j = 0; j < ny_; ++j) {
      const Pack old = load_pack<Pack>(u + j * nx_ + first), made_here = load_pack<Pack>(source + j * nx_ + first);
      const Pack value = rate * old + made_here;
      store_pack<Pack>(b + j * nx_ + first, value);
      least_of = value < least_of ? value : least_of;
      most_of = value > most_of ? value : most_of;
      before_of += hy_[j] * old;
      made_of += hy_[j] * made_here;
    }
    for_lanes(before_of, [&](std::size_t i, double v) { before += past * hx_[first + i] * v; });
    for_lanes(made_of, [&](std::size_t i, double v) { made += hx_[first + i] * v; });
    for_lanes(least_of, [&](std::size_t, double v) { least = std::min(least, v); });
    for_lanes(most_of, [&](std::size_t, double v) { most = std::max(most, v); });
  });
  if (!job.consumption.empty())
    for (std::size_t e = 0; e < plane; ++e) {
      const double rate_here = job.consumption[k * plane + e];
      least_loss = std::min(least_loss, rate_here);
      loss += hy_[e / nx_] * hx_[e % nx_] * rate_here;
    }
  s.sums[k] = {hz_[k] * before, hz_[k] * made, least, least_loss};
  if (!job.consumption.empty()) s.sheet_decay[k] += loss / area_;
  s.even[k] = least == most;
  if (still_) return;
  if (s.even[k]) {  // the constant mode alone
    std::fill_n(b, plane, 0.0);
    b[0] = least * std::sqrt(area_);
  } else {
    plane_->forward(b, s.ratio.data() + k * plane);
  }
}

void DiffusionStep::survey_data(Job& job) const {
  Scratch& s = *job.scratch;
  s.before = s.made = 0;
  double least = 0, least_loss = 0;
  for (std::size_t k = 0; k < nz_; ++k) {
    s.before += s.sums[k][0];
    s.made += s.sums[k][1];
    least = std::min(least, s.sums[k][2]);
    least_loss = std::min(least_loss, s.sums[k][3]);
  }
  if (least_loss < 0)
    throw core::ModelError(
        fmt::format("transport: a consumption [1/day] is {}; it must be finite and not negative", least_loss));
  s.flat = std::ranges::all_of(s.even, [](std::uint8_t even) { return even != 0; });
  s.nonnegative = least >= 0 && (!boundaries_.top.fixed || boundaries_.top.concentration >= 0) &&
                  (!boundaries_.bottom.fixed || boundaries_.bottom.concentration >= 0);
}

void DiffusionStep::unload(const Job& job, std::size_t k, double rate) const {
  Scratch& s = *job.scratch;
  const std::size_t plane = nx_ * ny_;
  double *b = s.work.data() + k * plane, *u = job.u.data() + k * plane;
  if (still_) {
    for (std::size_t e = 0; e < plane; ++e)
      u[e] = b[e] / (rate + decay_[k] + (job.consumption.empty() ? 0.0 : job.consumption[k * plane + e]));
  } else if (s.flat) {
    std::fill_n(u, plane, b[0] / std::sqrt(area_));
  } else {
    plane_->backward(b, s.ratio.data() + k * plane, u);
  }
  survey_sheet(job, k);
}

void DiffusionStep::solve_separable(std::span<const double> b, std::span<double> u, double rate,
                                    std::span<const double> decay, Scratch& s) const {
  const std::size_t plane = nx_ * ny_;
  core::for_each_index(
      nz_,
      [&](std::size_t k) {
        std::copy_n(b.data() + k * plane, plane, s.work.data() + k * plane);
        plane_->forward(s.work.data() + k * plane, s.ratio.data() + k * plane);
      },
      1);
  core::for_chunks(
      plane, [&](std::size_t begin, std::size_t end) { sweep(begin, end, rate, decay, false, s); }, lane);
  core::for_each_index(
      nz_,
      [&](std::size_t k) {
        plane_->backward(s.work.data() + k * plane, s.ratio.data() + k * plane, u.data() + k * plane);
      },
      1);
}

// Elimination from the bottom up. The diagonal of row k is (links to its neighbours) + excess, and the excess alone is
// carried upward, e' = a + T e / (e + T): every operation adds, multiplies or divides positive numbers, so each mode is
// solved to full relative accuracy, however large the step.
void DiffusionStep::sweep(std::size_t begin, std::size_t end, double rate, std::span<const double> decay,
                          bool with_boundaries, Scratch& s) const {
  const std::size_t plane = nx_ * ny_;
  const double unit = std::sqrt(area_);  // amplitude of the constant 1 in the first mode
  std::array<double, lane> excess, load;
  const std::size_t n = end - begin;
  const double* eigenvalue = plane_->eigenvalue().data() + begin;
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
}

}  // namespace hari::transport
