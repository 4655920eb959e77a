// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/field_set.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::transport {
namespace {

using mesh::Layer;
using tissue::Ledger;
using tissue::Substance;
using tissue::Tissue;

bool nothing(const std::vector<double>& v) {
  return std::ranges::all_of(v, [](double x) { return x == 0; });
}

bool idle(const Tissue& t, Substance s) {
  return nothing(t.fields[s]) && nothing(t.fields.source[index(s)]);
}

void check(const StepReport& report, Substance s, core::Days age) {
  if (!report.converged)
    throw core::SolverError(fmt::format("the field \"{}\" did not converge at age {:.3f} years (residual {:.1e})",
                                        traits(s).name, core::in_years(age), report.residual));
}

double integral(const Tissue& t, const std::vector<double>& density) {
  return core::ordered_sum(
      density.size(), [&](std::size_t e) { return density[e] * t.grid.volume(static_cast<mesh::ElementIndex>(e)); });
}

}  // namespace

FieldSet::FieldSet(const mesh::Grid& grid, const core::ParameterSet& p)
    : steps_(all_fields(grid, p)),
      hyaluronan_(HyaluronanLaw::from(p)),
      hyaluronan_content_(p.value("hyaluronan.dermis_content", "ug/mm3")),
      proteoglycan_content_(p.value("proteoglycan.dermis_content", "ug/mm3")),
      proteoglycan_clearance_(p.value("proteoglycan.clearance", "1/day")) {}

StepReport FieldSet::solve(Tissue& t, Substance s, const std::vector<double>& source, core::Days dt,
                           std::span<const double> consumption) {
  const std::optional<DiffusionStep>& step = steps_[index(s)];
  core::expect(step.has_value(), "a substance that moves has its lines in data/transport.toml");
  Scratch& scratch = scratch_[index(s)];
  const StepReport report = dt.count() > 0 ? step->advance(t.fields[s], source, dt, scratch, consumption)
                                           : step->steady(t.fields[s], source, scratch, consumption);
  check(report, s, t.age);
  return report;
}

std::size_t FieldSet::advance(Tissue& t, core::Days dt) {
  const std::size_t n = t.grid.n_elements();
  proteoglycan_source(t);
  jobs_.clear();
  advancing_.clear();
  for (std::size_t i = 0; i < tissue::n_substances; ++i) {
    const auto s = static_cast<Substance>(i);
    if (tissue::is_hyaluronan(s) || !steps_[i]) continue;
    const std::vector<double>& source = s == Substance::proteoglycan ? companion_ : t.fields.source[i];
    if (nothing(t.fields[s]) && nothing(source)) continue;
    jobs_.push_back({&*steps_[i], t.fields[s], source, &scratch_[i]});
    advancing_.push_back(s);
  }
  DiffusionStep::advance_all(jobs_, dt);
  for (std::size_t j = 0; j < jobs_.size(); ++j) check(jobs_[j].report, advancing_[j], t.age);
  return n * jobs_.size() + advance_hyaluronan(t, dt);
}

// dt 0: the steady state of the chain, with no books.
std::size_t FieldSet::advance_hyaluronan(Tissue& t, core::Days dt) {
  const std::size_t n = t.grid.n_elements();
  const auto& oxidant = t.fields[Substance::oxidant];
  const auto& inflammation = t.fields[Substance::inflammation];
  const bool hastened = !nothing(oxidant) || !nothing(inflammation);
  haste_.assign(n, 0.0);
  if (hastened)
    core::for_each_index(n, [&](std::size_t e) { haste_[e] = hyaluronan_.haste(oxidant[e], inflammation[e]); });
  double made = 0, lost = 0;
  for (std::size_t c = 0; c < fed_.size(); ++c) {
    fed_[c] = t.fields.source[index(tissue::hyaluronan_classes[c])];
    made += integral(t, fed_[c]);
  }
  for (Substance gel : tissue::hyaluronan_gels) made += integral(t, t.fields.source[index(gel)]);

  std::size_t updates = 0;
  for (const HyaluronanLaw::Stage& stage : hyaluronan_.stages) {
    const bool gel = tissue::is_gel(stage.from);
    if (gel && idle(t, stage.from)) continue;
    consumption_.clear();
    if (hastened) {
      consumption_.resize(n);
      core::for_each_index(n, [&](std::size_t e) { consumption_[e] = stage.fragmentation * haste_[e]; });
    }
    const std::vector<double>& source = gel ? t.fields.source[index(stage.from)] : fed_[index(stage.from)];
    const StepReport report = solve(t, stage.from, source, dt, consumption_);
    updates += n;
    lost += report.cleared + report.outflow;
    // What the class loses to fragments is what the next ones gain.
    const std::vector<double>& amount = t.fields[stage.from];
    core::for_each_index(n, [&](std::size_t e) {
      const double cut = stage.fragmentation * (1 + haste_[e]) * amount[e];
      for (std::size_t c = 0; c < fed_.size(); ++c) fed_[c][e] += stage.to[c] * cut;
    });
    lost -=
        dt.count() * core::ordered_sum(n, [&](std::size_t e) {
          return stage.fragmentation * (1 + haste_[e]) * amount[e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
        });
  }
  const StepReport report = solve(t, Substance::hyaluronan_low, fed_.back(), dt);
  if (dt.count() > 0) {
    t.ledger.synthesised[Ledger::hyaluronan] += made * dt.count();
    t.ledger.removed[Ledger::hyaluronan] += lost + report.cleared + report.outflow;
  }
  return updates + n;
}

void FieldSet::steady(Tissue& t, Substance s) {
  if (s == Substance::hyaluronan_high)
    advance_hyaluronan(t, core::Days{0});
  else
    solve(t, s, t.fields.source[index(s)], core::Days{0});
}

void FieldSet::proteoglycan_source(const Tissue& t) {
  companion_ = t.fields.source[index(Substance::proteoglycan)];
  const std::vector<double>& hyaluronan = t.fields.source[index(Substance::hyaluronan_high)];
  core::for_each_index(t.grid.n_elements(), [&](std::size_t e) {
    const Layer layer = t.grid.layer(static_cast<mesh::ElementIndex>(e));
    const double* basal = t.homeostasis.per_cell.data() + static_cast<std::size_t>(layer) * tissue::n_substances;
    const double basal_hyaluronan = basal[index(Substance::hyaluronan_high)];
    if (mesh::is_dermis(layer) && basal_hyaluronan > 0)
      companion_[e] += hyaluronan[e] * basal[index(Substance::proteoglycan)] / basal_hyaluronan;
  });
}

void FieldSet::settle_proteoglycan(Tissue& t) {
  const std::vector<double>& hyaluronan = t.fields.source[index(Substance::hyaluronan_high)];
  double volume = 0, made = 0;
  for (Layer l : mesh::all_layers) {
    if (!mesh::is_dermis(l) || !t.grid.has(l)) continue;
    const double v = t.grid.slab(l).thickness() * t.grid.area();
    volume += v;
    made += v * tissue::layer_mean(t, l, hyaluronan);
  }
  if (!(made > 0)) throw core::ModelError("the dermis of this block makes no hyaluronan; use more cells");
  const double ratio = proteoglycan_content_ * proteoglycan_clearance_ * volume / made;
  for (std::size_t l = 0; l < mesh::n_layers; ++l) {
    double* basal = t.homeostasis.per_cell.data() + l * tissue::n_substances;
    basal[index(Substance::proteoglycan)] = ratio * basal[index(Substance::hyaluronan_high)];
  }
  proteoglycan_source(t);
  solve(t, Substance::proteoglycan, companion_, core::Days{0});
}

}  // namespace hari::transport
