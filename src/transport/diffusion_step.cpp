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
  const auto plane = std::make_shared<const PlaneTransform>(widths(grid.x()), widths(grid.y()));
  for (std::size_t i = 0; i < tissue::n_substances; ++i) {
    const std::string_view name = tissue::substance_traits[i].name;
    if (p.find(fmt::format("{}.diffusivity", name)))
      fields[i].emplace(grid, coefficients(name, p), Boundaries{}, plane);
  }
  return fields;
}

DiffusionStep::DiffusionStep(const mesh::Grid& grid, const LayerCoefficients& coefficients,
                             const Boundaries& boundaries, std::shared_ptr<const PlaneTransform> plane)
    : nx_(static_cast<std::size_t>(grid.nx())),
      ny_(static_cast<std::size_t>(grid.ny())),
      nz_(static_cast<std::size_t>(grid.nz())),
      hx_(widths(grid.x())),
      hy_(widths(grid.y())),
      hz_(widths(grid.z())),
      area_(grid.area()),
      plane_(std::move(plane)),
      boundaries_(boundaries) {
  if (!plane_) plane_ = std::make_shared<const PlaneTransform>(hx_, hy_);
  core::expect(plane_->size() == nx_ * ny_, "a plane transform of another grid");
  for (const mesh::Layer l : grid.layer_of_k()) {
    diffusivity_.push_back(checked(coefficients.diffusivity[static_cast<std::size_t>(l)], "a diffusivity [mm2/day]"));
    decay_.push_back(checked(coefficients.decay[static_cast<std::size_t>(l)], "a decay [1/day]"));
  }
  for (std::size_t k = 0; k + 1 < nz_; ++k)
    link_.push_back(in_series(hz_[k], diffusivity_[k], hz_[k + 1], diffusivity_[k + 1]));
  top_link_ = boundaries.top.fixed ? 2 * diffusivity_.back() / hz_.back() : 0.0;
  bottom_link_ = boundaries.bottom.fixed ? 2 * diffusivity_.front() / hz_.front() : 0.0;
  still_ = std::ranges::all_of(diffusivity_, [](double d) { return d == 0; });
}

namespace {

double rate_of(core::Days dt) {
  if (!std::isfinite(dt.count()) || dt.count() <= 0)
    throw core::ModelError(fmt::format("transport: a step of {} days; it must be positive", dt.count()));
  return 1 / dt.count();
}

}  // namespace

StepReport DiffusionStep::advance(std::span<double> u, std::span<const double> source, core::Days dt, Scratch& scratch,
                                  std::span<const double> consumption) const {
  std::array<Job, 1> job{Job{this, u, source, &scratch, consumption}};
  solve(job, rate_of(dt));
  return job[0].report;
}

void DiffusionStep::advance_all(std::span<Job> jobs, core::Days dt) {
  solve(jobs, rate_of(dt));
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
  std::array<Job, 1> job{Job{this, u, source, &scratch, consumption}};
  solve(job, 0.0);
  return job[0].report;
}

void DiffusionStep::solve(std::span<Job> jobs, double rate) {
  if (jobs.empty()) return;
  const std::size_t nz = jobs[0].step->nz_, plane = jobs[0].step->plane_->size();
  for (Job& j : jobs) {
    core::expect(j.step->nz_ == nz && j.step->plane_->size() == plane, "jobs done together share a grid");
    j.step->prepare(j);
  }
  core::for_each_index(
      nz * jobs.size(), [&](std::size_t i) { jobs[i / nz].step->load(jobs[i / nz], i % nz, rate); }, 1);
  for (Job& j : jobs) j.step->survey_data(j);
  const std::size_t chunks = (plane + lane - 1) / lane;
  core::for_each_index(
      chunks * jobs.size(),
      [&](std::size_t i) {
        const Job& j = jobs[i / chunks];
        const std::size_t begin = i % chunks * lane;
        if (j.step->still_ || (j.scratch->flat && begin > 0)) return;
        j.step->sweep(begin, j.scratch->flat ? 1 : std::min(plane, begin + lane), rate, j.scratch->sheet_decay, true,
                      *j.scratch);
      },
      1);
  core::for_each_index(
      nz * jobs.size(), [&](std::size_t i) { jobs[i / nz].step->unload(jobs[i / nz], i % nz, rate); }, 1);
  for (Job& j : jobs) {
    if (!j.consumption.empty() && !j.step->still_) j.step->iterate(j.u, rate, *j.scratch, j.consumption, j.report);
    j.step->finish(j, rate);
  }
}

}  // namespace hari::transport
