// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"
#include "lanes.hpp"

namespace hari::transport {
namespace {

// Round-off of the transforms, relative to the largest value: measured below 1e-14, with room for large grids.
constexpr double roundoff = 1e-12;

}  // namespace

// Of one sheet: mass, mass below zero, least, largest. Columns of elements side by side, so that the sums of
// neighbours share a register; their order is that of the rows, whatever the machine.
void DiffusionStep::survey_sheet(const Job& job, std::size_t k) const {
  const double* sheet = job.u.data() + k * nx_ * ny_;
  double mass = 0, below = 0, least = std::numeric_limits<double>::infinity(), most = 0;
  for_columns(nx_, [&]<class Pack>(std::size_t first, Pack zero) {
    Pack mass_of = zero, below_of = zero, least_of = load_pack<Pack>(sheet + first), most_of = zero;
    for (std::size_t j = 0; j < ny_; ++j) {
      const Pack v = load_pack<Pack>(sheet + j * nx_ + first), size = v < 0 ? -v : v;
      mass_of += hy_[j] * v;
      below_of += hy_[j] * (v < 0 ? v : zero);
      least_of = v < least_of ? v : least_of;
      most_of = size > most_of ? size : most_of;
    }
    for_lanes(mass_of, [&](std::size_t i, double m) { mass += hx_[first + i] * m; });
    for_lanes(below_of, [&](std::size_t i, double b) { below += hx_[first + i] * b; });
    for_lanes(least_of, [&](std::size_t, double v) { least = std::min(least, v); });
    for_lanes(most_of, [&](std::size_t, double v) { most = std::max(most, v); });
  });
  job.scratch->sums[k] = {hz_[k] * mass, hz_[k] * below, least, most};
}

void DiffusionStep::finish(Job& job, double rate) const {
  Scratch& s = *job.scratch;
  StepReport& report = job.report;
  const std::size_t plane = nx_ * ny_;
  const auto survey_again = [&] {
    core::for_each_index(
        nz_, [&](std::size_t k) { survey_sheet(job, k); }, 1);
  };
  const auto totals = [&] {
    std::array<double, 4> all{0, 0, std::numeric_limits<double>::infinity(), 0};
    for (const auto& sum : s.sums)
      all = {all[0] + sum[0], all[1] + sum[1], std::min(all[2], sum[2]), std::max(all[3], sum[3])};
    return all;
  };
  if (!job.consumption.empty() && !still_) survey_again();
  std::array<double, 4> total = totals();
  report.lowest = total[2];
  if (s.nonnegative && total[1] < 0 && total[2] >= -roundoff * total[3]) {
    report.moved = -total[1];
    const double scale = total[0] / (total[0] - total[1]);
    core::for_each_index(plane * nz_, [&](std::size_t e) { job.u[e] = job.u[e] > 0 ? scale * job.u[e] : 0.0; });
    survey_again();
    total = totals();
  }

  double cleared = 0;
  for (std::size_t k = 0; k < nz_; ++k) cleared += decay_[k] * s.sums[k][0];
  const double bottom = s.sums.front()[0] / hz_.front(), top = s.sums.back()[0] / hz_.back();
  const double outflow = bottom_link_ * (bottom - area_ * boundaries_.bottom.concentration) +
                         top_link_ * (top - area_ * boundaries_.top.concentration);
  if (!job.consumption.empty()) cleared += product(job.consumption, job.u, s);
  const double change = rate > 0 ? total[0] - s.before : 0.0, span = rate > 0 ? 1 / rate : 1.0;
  report.cleared = span * cleared;
  report.outflow = span * outflow;
  const double miss = change - span * s.made + report.cleared + report.outflow;
  const double largest = std::max({std::abs(total[0]) * (rate > 0), std::abs(s.before), std::abs(span * s.made),
                                   std::abs(report.cleared), std::abs(report.outflow)});
  report.imbalance = largest > 0 ? miss / largest : 0.0;
  report.converged = report.converged && std::isfinite(report.imbalance);
}

}  // namespace hari::transport
