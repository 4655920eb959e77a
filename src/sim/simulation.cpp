// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/sim/simulation.hpp"

#include <chrono>
#include <cmath>

#include "hari/cells/population.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/mechanics/rest.hpp"
#include "hari/remodel/turnover.hpp"
#include "hari/transport/diffusion_step.hpp"

namespace hari::sim {
namespace {

using mesh::Layer;
using tissue::Ledger;
using tissue::Tissue;

double dermis_mean(const Tissue& t, std::span<const double> column) {
  double volume = 0, sum = 0;
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    if (!t.grid.has(l)) continue;
    const double v = t.grid.slab(l).thickness() * t.grid.area();
    volume += v;
    sum += v * tissue::layer_mean(t, l, column);
  }
  core::expect(volume > 0, "a block needs a dermis");
  return sum / volume;
}

class Stopwatch {
 public:
  explicit Stopwatch(double& seconds) : seconds_(seconds), start_(std::chrono::steady_clock::now()) {}
  ~Stopwatch() { seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  double& seconds_;
  std::chrono::steady_clock::time_point start_;
};

void report_solver(const transport::StepReport& report, std::string_view field, core::Days age) {
  if (!report.converged)
    throw core::SolverError("the field \"" + std::string(field) + "\" did not converge at age " +
                            std::to_string(core::in_years(age)) + " years");
}

}  // namespace

struct Simulation::Parts {
  Tissue tissue;
  Interventions interventions;
  ClockSettings clock;
  cells::CellLaw cell_law;
  remodel::TurnoverLaw turnover;
  mechanics::FibreLaw fibre_law;
  transport::DiffusionStep hyaluronan, collagenase;
  transport::Scratch scratch;
  fibre::SegmentsByElement segments;
  Tally tally;
  Timing timing;

  Parts(Tissue t, const core::ParameterSet& p, Interventions i, ClockSettings c)
      : tissue(std::move(t)),
        interventions(std::move(i)),
        clock(c),
        cell_law(cells::CellLaw::from(p)),
        turnover(remodel::TurnoverLaw::from(p)),
        fibre_law(mechanics::FibreLaw::from(p)),
        hyaluronan(tissue.grid, transport::coefficients("hyaluronan", p)),
        collagenase(tissue.grid, transport::coefficients("collagenase", p)),
        segments(fibre::segments_by_element(tissue.network, tissue.grid.n_elements())) {
    tally.step = {c.coarsest.count()};
  }
};

Simulation::Simulation(Tissue tissue, const core::ParameterSet& parameters, Interventions interventions,
                       ClockSettings clock)
    : parts_(std::make_unique<Parts>(std::move(tissue), parameters, std::move(interventions), clock)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;

const Tissue& Simulation::tissue() const {
  return parts_->tissue;
}
const Tally& Simulation::tally() const {
  return parts_->tally;
}
void Simulation::resume_tally(const Tally& tally) {
  parts_->tally = tally;
}
const Timing& Simulation::timing() const {
  return parts_->timing;
}

void Simulation::settle() {
  Parts& p = *parts_;
  Tissue& t = p.tissue;
  tissue::Homeostasis& young = t.homeostasis;
  cells::settle(t, p.cell_law);

  // Fields are linear in the basal rates: solve with rate one, then scale to the young level.
  const auto steady = [&](const transport::DiffusionStep& field, std::vector<double>& u,
                          const std::vector<double>& source,
                          std::string_view name) { report_solver(field.steady(u, source, p.scratch), name, t.age); };
  const auto set_all = [](std::vector<double>& column, double value) { column.assign(column.size(), value); };
  set_all(young.collagenase_per_cell, 1);
  set_all(young.hyaluronan_per_cell, 0);
  cells::secrete(t, p.cell_law);
  steady(p.collagenase, t.fields.collagenase, t.fields.collagenase_source, "collagenase");
  steady(p.hyaluronan, t.fields.hyaluronan, t.fields.hyaluronan_source, "hyaluronan");
  const double by_keratinocytes = dermis_mean(t, t.fields.hyaluronan);
  set_all(young.collagenase_per_cell, 1 / dermis_mean(t, t.fields.collagenase));
  set_all(young.hyaluronan_per_cell, 1);
  cells::secrete(t, p.cell_law);
  steady(p.hyaluronan, t.fields.hyaluronan, t.fields.hyaluronan_source, "hyaluronan");
  const double by_fibroblasts = dermis_mean(t, t.fields.hyaluronan) - by_keratinocytes;
  set_all(young.hyaluronan_per_cell, (p.turnover.hyaluronan_content - by_keratinocytes) / by_fibroblasts);
  cells::secrete(t, p.cell_law);
  steady(p.hyaluronan, t.fields.hyaluronan, t.fields.hyaluronan_source, "hyaluronan");
  steady(p.collagenase, t.fields.collagenase, t.fields.collagenase_source, "collagenase");

  remodel::settle(t, p.turnover);
  mechanics::sense_fibres(t, p.fibre_law, p.segments);
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    young.anchorage[k] = tissue::layer_mean(t, l, t.fields.anchorage);
    young.collagen_density[k] = tissue::layer_mean(t, l, t.fields.collagen_density);
    young.recoil[k] = tissue::layer_mean(t, l, t.fields.recoil);
    young.tension[k] = tissue::layer_mean(t, l, t.fields.tension);
    young.hyaluronan[k] = tissue::layer_mean(t, l, t.fields.hyaluronan);
  }
  // Cells on uneven collagen are not all spread alike: the basal rates are those of the shapes they take, and the young
  // collagenase of each layer, on which the hazards rest, is theirs.
  std::array<double, mesh::n_layers> assumed{};
  for (Layer l : mesh::all_layers)
    assumed[static_cast<std::size_t>(l)] = tissue::layer_mean(t, l, t.fields.collagenase);
  cells::settle_spread(t, p.cell_law);
  cells::settle_collagen(t, p.cell_law);
  cells::secrete(t, p.cell_law);
  steady(p.collagenase, t.fields.collagenase, t.fields.collagenase_source, "collagenase");
  set_all(young.collagenase_per_cell, young.collagenase_per_cell[0] / dermis_mean(t, t.fields.collagenase));
  cells::secrete(t, p.cell_law);
  steady(p.collagenase, t.fields.collagenase, t.fields.collagenase_source, "collagenase");
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    const auto k = static_cast<std::size_t>(l);
    if (t.grid.has(l)) young.cleavage_hazard[k] *= assumed[k] / tissue::layer_mean(t, l, t.fields.collagenase);
  }
  const auto reticular = static_cast<std::size_t>(Layer::reticular);
  young.cleavage_hazard[0] *= assumed[reticular] / tissue::layer_mean(t, Layer::reticular, t.fields.collagenase);
  for (std::size_t account = 0; account < Ledger::n_accounts; ++account)
    t.ledger.initial[account] = tissue::mass_in_block(t, account);
}

void Simulation::step(core::Days dt) {
  Parts& p = *parts_;
  Tissue& t = p.tissue;
  stimulus::Stimulus acting;
  for (const auto& i : p.interventions) acting += i->at(t.age + dt / 2);
  using stimulus::Rate;
  {
    Stopwatch watch(p.timing.seconds[0]);
    const cells::LifeReport life = cells::live(t, p.cell_law, {acting[Rate::cell_damage], acting[Rate::stem_loss]}, dt);
    cells::secrete(t, p.cell_law);
    p.tally.born[0] += life.born;
    p.tally.died[0] += life.died;
    p.tally.turned_senescent[0] += life.turned_senescent;
    p.tally.cell_steps[0] += t.cells.size();
  }
  {
    Stopwatch watch(p.timing.seconds[1]);
    report_solver(p.collagenase.advance(t.fields.collagenase, t.fields.collagenase_source, dt, p.scratch),
                  "collagenase", t.age);
    const double made = core::ordered_sum(t.grid.n_elements(), [&](std::size_t e) {
      return t.fields.hyaluronan_source[e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
    });
    const transport::StepReport report =
        p.hyaluronan.advance(t.fields.hyaluronan, t.fields.hyaluronan_source, dt, p.scratch);
    report_solver(report, "hyaluronan", t.age);
    t.ledger.synthesised[Ledger::hyaluronan] += made * dt.count();
    t.ledger.removed[Ledger::hyaluronan] += report.cleared + report.outflow;
    p.tally.field_updates[0] += 2 * t.grid.n_elements();
  }
  {
    Stopwatch watch(p.timing.seconds[2]);
    const remodel::TurnoverReport turnover =
        remodel::advance(t, p.turnover, p.segments, {acting[Rate::elastin_loss], acting[Rate::glycation]}, dt);
    if (turnover.laid > 0) p.segments = fibre::segments_by_element(t.network, t.grid.n_elements());
    p.tally.cuts[0] += turnover.cuts;
    p.tally.lost[0] += turnover.lost;
    p.tally.laid[0] += turnover.laid;
    p.tally.fibre_steps[0] += t.network.n_fibres();
  }
  {
    Stopwatch watch(p.timing.seconds[3]);
    mechanics::sense_fibres(t, p.fibre_law, p.segments);
    remodel::grow(t, p.turnover);
  }
  t.age += dt;
  ++p.tally.steps[0];
}

void Simulation::advance_to(core::Days age, const std::function<void(const Simulation&)>& after_step) {
  Parts& p = *parts_;
  core::expect(age >= p.tissue.age, "time runs forward");
  while (p.tissue.age < age) {
    core::Days stop = age;
    bool event = false;
    for (const auto& i : p.interventions)
      for (core::Days e : i->events(p.tissue.age, age))
        if (e > p.tissue.age && e <= stop) {
          stop = e;
          event = true;
        }
    // Equal steps up to the next stop, none longer than the clock wants: no sliver is left before it.
    double& wanted = p.tally.step[0];
    const core::Days left = stop - p.tissue.age;
    const double pieces = std::max(1.0, std::ceil(left.count() / wanted - 1e-9));
    step(left / pieces);
    if (pieces < 1.5) p.tissue.age = stop;
    wanted =
        event && pieces < 1.5 ? p.clock.finest.count() : std::min(p.clock.coarsest.count(), wanted * p.clock.growth);
    if (after_step) after_step(*this);
  }
}

}  // namespace hari::sim
