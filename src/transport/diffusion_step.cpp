// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/diffusion_step.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::transport {
namespace {

// Round-off of the transforms, relative to the largest value: measured below 1e-14, with room for large grids.
constexpr double roundoff = 1e-12;

std::vector<double> widths(const std::vector<double>& planes) {
  std::vector<double> h(planes.size() - 1);
  for (std::size_t i = 0; i < h.size(); ++i) h[i] = planes[i + 1] - planes[i];
  return h;
}

// Conductance per area of two half sheets in series.
double in_series(double h0, double d0, double h1, double d1) {
  return d0 > 0 && d1 > 0 ? 2 / (h0 / d0 + h1 / d1) : 0.0;
}

double checked(double value, std::string_view what) {
  if (!std::isfinite(value) || value < 0)
    throw core::ModelError(fmt::format("transport: {} is {}; it must be finite and not negative", what, value));
  return value;
}

}  // namespace

LayerCoefficients coefficients(std::string_view substance, const core::ParameterSet& p) {
  LayerCoefficients c;
  c.diffusivity.fill(p.value(fmt::format("{}.diffusivity", substance), "mm2/day"));
  c.decay.fill(p.value(fmt::format("{}.clearance", substance), "1/day"));
  return c;
}

std::vector<std::optional<DiffusionStep>> all_fields(const mesh::Grid& grid, const core::ParameterSet& p) {
  std::vector<std::optional<DiffusionStep>> fields(tissue::n_substances);
  for (std::size_t i = 0; i < tissue::n_substances; ++i) {
    const std::string_view name = tissue::substance_traits[i].name;
    if (p.find(fmt::format("{}.diffusivity", name))) fields[i].emplace(grid, coefficients(name, p));
  }
  return fields;
}

DiffusionStep::DiffusionStep(const mesh::Grid& grid, const LayerCoefficients& coefficients,
                             const Boundaries& boundaries)
    : nx_(static_cast<std::size_t>(grid.nx())),
      ny_(static_cast<std::size_t>(grid.ny())),
      nz_(static_cast<std::size_t>(grid.nz())),
      hx_(widths(grid.x())),
      hy_(widths(grid.y())),
      hz_(widths(grid.z())),
      area_(grid.area()),
      x_(PlaneModes::of(hx_)),
      y_(PlaneModes::of(hy_)),
      boundaries_(boundaries) {
  for (std::size_t j = 0; j < ny_; ++j)
    for (std::size_t i = 0; i < nx_; ++i) eigenvalue_.push_back(x_.eigenvalue[i] + y_.eigenvalue[j]);
  for (const mesh::Layer l : grid.layer_of_k()) {
    diffusivity_.push_back(checked(coefficients.diffusivity[static_cast<std::size_t>(l)], "a diffusivity [mm2/day]"));
    decay_.push_back(checked(coefficients.decay[static_cast<std::size_t>(l)], "a decay [1/day]"));
  }
  for (std::size_t k = 0; k + 1 < nz_; ++k)
    link_.push_back(in_series(hz_[k], diffusivity_[k], hz_[k + 1], diffusivity_[k + 1]));
  top_link_ = boundaries.top.fixed ? 2 * diffusivity_.back() / hz_.back() : 0.0;
  bottom_link_ = boundaries.bottom.fixed ? 2 * diffusivity_.front() / hz_.front() : 0.0;
}

StepReport DiffusionStep::advance(std::span<double> u, std::span<const double> source, core::Days dt, Scratch& scratch,
                                  std::span<const double> consumption) const {
  if (!std::isfinite(dt.count()) || dt.count() <= 0)
    throw core::ModelError(fmt::format("transport: a step of {} days; it must be positive", dt.count()));
  return solve(u, source, 1 / dt.count(), scratch, consumption);
}

StepReport DiffusionStep::steady(std::span<double> u, std::span<const double> source, Scratch& scratch,
                                 std::span<const double> consumption) const {
  // Sheets that no diffusion joins must each lose what they make.
  bool loses = bottom_link_ > 0, every_group_loses = true;
  for (std::size_t k = 0; k < nz_; ++k) {
    loses = loses || decay_[k] > 0;
    for (std::size_t e = k * nx_ * ny_; !loses && e < consumption.size() && e < (k + 1) * nx_ * ny_; ++e)
      loses = consumption[e] > 0;
    if (k + 1 < nz_ && link_[k] > 0) continue;
    every_group_loses = every_group_loses && (loses || (k + 1 == nz_ && top_link_ > 0));
    loses = false;
  }
  if (!every_group_loses)
    throw core::ModelError("transport: there is no steady state, for nothing removes the substance");
  return solve(u, source, 0.0, scratch, consumption);
}

StepReport DiffusionStep::solve(std::span<double> u, std::span<const double> source, double rate, Scratch& s,
                                std::span<const double> consumption) const {
  const std::size_t plane = nx_ * ny_, n = plane * nz_;
  core::expect(u.size() == n && source.size() == n && (consumption.empty() || consumption.size() == n),
               "concentration, source and consumption have one row per element");
  s.work.resize(n);
  s.ratio.resize(n);
  s.sums.resize(nz_);
  s.sheet_decay = decay_;
  const bool uneven = !consumption.empty();
  s.b.resize(n);

  // Right-hand side, and of each sheet: mass before, mass made per day, least entry, least consumption.
  core::for_each_index(
      nz_,
      [&](std::size_t k) {
        double before = 0, made = 0, least = std::numeric_limits<double>::infinity(), least_loss = 0, loss = 0;
        for (std::size_t j = 0; j < ny_; ++j) {
          const std::size_t row = k * plane + j * nx_;
          double before_row = 0, made_row = 0, loss_row = 0;
          for (std::size_t i = 0; i < nx_; ++i) {
            const double old = rate > 0 ? u[row + i] : 0.0;  // a steady state has no past
            s.b[row + i] = rate * old + source[row + i];
            least = std::min(least, s.b[row + i]);
            before_row += hx_[i] * old;
            made_row += hx_[i] * source[row + i];
            if (uneven) {
              least_loss = std::min(least_loss, consumption[row + i]);
              loss_row += hx_[i] * consumption[row + i];
            }
          }
          before += hy_[j] * before_row;
          made += hy_[j] * made_row;
          loss += hy_[j] * loss_row;
        }
        s.sums[k] = {hz_[k] * before, hz_[k] * made, least, least_loss};
        if (uneven) s.sheet_decay[k] += loss;  // times the area, divided out below
      },
      1);
  double before = 0, made = 0, least = 0;
  for (std::size_t k = 0; k < nz_; ++k) {
    before += s.sums[k][0];
    made += s.sums[k][1];
    least = std::min(least, s.sums[k][2]);
    checked(s.sums[k][3], "a consumption [1/day]");
    if (uneven) s.sheet_decay[k] = decay_[k] + (s.sheet_decay[k] - decay_[k]) / area_;
  }

  StepReport report{.converged = true};
  solve_separable(s.b, u, rate, s.sheet_decay, true, s);
  if (uneven) iterate(u, rate, s, consumption, report);
  const bool nonnegative = least >= 0 && (!boundaries_.top.fixed || boundaries_.top.concentration >= 0) &&
                           (!boundaries_.bottom.fixed || boundaries_.bottom.concentration >= 0);
  finish(u, nonnegative, rate, before, made, s, consumption, report);
  return report;
}

void DiffusionStep::finish(std::span<double> u, bool nonnegative, double rate, double before, double made, Scratch& s,
                           std::span<const double> consumption, StepReport& report) const {
  const std::size_t plane = nx_ * ny_;
  // Of each sheet: mass, mass below zero, least, largest. With `move`, after values below zero are set to zero and the
  // others scaled.
  const auto survey = [&](bool move, double scale) {
    core::for_each_index(
        nz_,
        [&](std::size_t k) {
          double mass = 0, below = 0, least = std::numeric_limits<double>::infinity(), most = 0;
          for (std::size_t j = 0; j < ny_; ++j) {
            double mass_row = 0, below_row = 0;
            double* row = u.data() + k * plane + j * nx_;
            for (std::size_t i = 0; i < nx_; ++i) {
              if (move) row[i] = row[i] > 0 ? scale * row[i] : 0.0;
              mass_row += hx_[i] * row[i];
              below_row += hx_[i] * std::min(row[i], 0.0);
              least = std::min(least, row[i]);
              most = std::max(most, std::abs(row[i]));
            }
            mass += hy_[j] * mass_row;
            below += hy_[j] * below_row;
          }
          s.sums[k] = {hz_[k] * mass, hz_[k] * below, least, most};
        },
        1);
    std::array<double, 4> all{0, 0, std::numeric_limits<double>::infinity(), 0};
    for (const auto& sum : s.sums)
      all = {all[0] + sum[0], all[1] + sum[1], std::min(all[2], sum[2]), std::max(all[3], sum[3])};
    return all;
  };
  std::array<double, 4> total = survey(false, 1.0);
  report.lowest = total[2];
  if (nonnegative && total[1] < 0 && total[2] >= -roundoff * total[3]) {
    report.moved = -total[1];
    total = survey(true, total[0] / (total[0] - total[1]));
  }

  double cleared = 0;
  for (std::size_t k = 0; k < nz_; ++k) cleared += decay_[k] * s.sums[k][0];
  const double bottom = s.sums.front()[0] / hz_.front(), top = s.sums.back()[0] / hz_.back();
  const double outflow = bottom_link_ * (bottom - area_ * boundaries_.bottom.concentration) +
                         top_link_ * (top - area_ * boundaries_.top.concentration);
  if (!consumption.empty()) cleared += product(consumption, u, s);
  const double change = rate > 0 ? total[0] - before : 0.0, span = rate > 0 ? 1 / rate : 1.0;
  report.cleared = span * cleared;
  report.outflow = span * outflow;
  const double miss = change - span * made + report.cleared + report.outflow;
  const double largest = std::max({std::abs(total[0]) * (rate > 0), std::abs(before), std::abs(span * made),
                                   std::abs(report.cleared), std::abs(report.outflow)});
  report.imbalance = largest > 0 ? miss / largest : 0.0;
  report.converged = report.converged && std::isfinite(report.imbalance);
}

}  // namespace hari::transport
