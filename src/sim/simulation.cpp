// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/sim/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "hari/cells/epidermis.hpp"
#include "hari/cells/population.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/mechanics/rest.hpp"
#include "hari/remodel/turnover.hpp"
#include "hari/sim/apply_acts.hpp"
#include "hari/transport/field_set.hpp"
#include "hari/transport/water.hpp"

namespace hari::sim {
namespace {

using mesh::Layer;
using tissue::Ledger;
using tissue::Substance;
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

/// Adds what enters from outside to what the cells make.
void add_sources(Tissue& t, const std::vector<stimulus::Source>& sources, core::Days dt) {
  const double open = t.barrier.mean_open(t.age, t.age + dt);
  const std::vector<double>& z = t.grid.z();
  const std::size_t plane = t.grid.n_elements() / static_cast<std::size_t>(t.grid.nz());
  for (const stimulus::Source& s : sources) {
    double top = std::numeric_limits<double>::infinity();
    for (Layer l : mesh::all_layers)
      if (t.grid.has(l) && s.layers[static_cast<std::size_t>(l)]) top = std::min(top, z.back() - t.grid.slab(l).top);
    std::vector<double>& field = t.fields.source[index(s.substance)];
    for (std::size_t k = 0; k + 1 < z.size(); ++k) {
      if (!s.layers[static_cast<std::size_t>(t.grid.layer_of_k()[k])]) continue;
      const double rate = (s.through_openings ? open : 1.0) * s.mean(z.back() - z[k + 1], z.back() - z[k], top);
      for (std::size_t e = k * plane; e < (k + 1) * plane; ++e) field[e] += rate;
    }
  }
}

}  // namespace

struct Simulation::Parts {
  Tissue tissue;
  Interventions interventions;
  ClockSettings clock;
  cells::CellLaw cell_law;
  remodel::TurnoverLaw turnover;
  WoundLaw wounds;
  mechanics::FibreLaw fibre_law;
  transport::FieldSet fields;
  transport::WaterLaw water;
  fibre::SegmentsByElement segments;
  Tally tally;
  Timing timing;
  std::size_t most_cells = std::numeric_limits<std::size_t>::max();

  Parts(Tissue t, const core::ParameterSet& p, Interventions i, ClockSettings c)
      : tissue(std::move(t)),
        interventions(std::move(i)),
        clock(c),
        cell_law(cells::CellLaw::from(p)),
        turnover(remodel::TurnoverLaw::from(p)),
        wounds(WoundLaw::from(p)),
        fibre_law(mechanics::FibreLaw::from(p)),
        fields(tissue.grid, p),
        water(transport::WaterLaw::from(p)),
        segments(fibre::segments_by_element(tissue.network, tissue.grid.n_elements())) {
    tally.step = {c.coarsest.count()};
  }
};

Simulation::Simulation(Tissue tissue, const core::ParameterSet& parameters, Interventions interventions,
                       ClockSettings clock)
    : parts_(std::make_unique<Parts>(std::move(tissue), parameters, std::move(interventions), clock)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;

void Simulation::allow_cells(std::size_t most) {
  parts_->most_cells = most;
}
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

/// Shapes of the cells and what they tell each other, in young skin. Signals and responses hang on each other, so basal
/// rates are found by turns: collagenase, gelatinase and TGF-beta average to 1 over the dermis; of cytokines and
/// oxidant, of which fields count what is beyond healthy tissue, the basal rate is what holds the healthy level.
void Simulation::settle_signals(Parts& p) {
  Tissue& t = p.tissue;
  tissue::Homeostasis& young = t.homeostasis;
  constexpr std::array kept{Substance::collagenase, Substance::gelatinase, Substance::tgf_beta};
  constexpr std::array counted_beyond{Substance::inflammation, Substance::oxidant};
  const auto steady = [&](Substance s) { p.fields.steady(t, s); };
  const auto scale = [&](Substance s, double factor) {
    for (std::size_t l = 0; l < mesh::n_layers; ++l) young.per_cell[l * tissue::n_substances + index(s)] *= factor;
  };
  const auto begin = [&](Substance s, double level) {
    cells::secrete_evenly(t, s);
    steady(s);
    for (std::size_t l = 0; l < mesh::n_layers; ++l) young.per_cell[l * tissue::n_substances + index(s)] = 1;
    scale(s, level / dermis_mean(t, t.fields[s]));
  };
  for (Substance s : kept) begin(s, 1);
  begin(Substance::oxidant, p.cell_law.healthy_oxidant);
  begin(Substance::inflammation, p.cell_law.healthy_inflammation);
  for (Substance s : counted_beyond) t.fields[s].assign(t.grid.n_elements(), 0.0);
  constexpr int turns = 6;  // responses are far less than proportional to signals: each turn mends most of the miss
  for (int turn = 0; turn < turns; ++turn) {
    const cells::Surroundings around = cells::survey(t, p.cell_law);
    cells::settle_spread(t, p.cell_law, around);
    cells::secrete(t, p.cell_law, around);
    for (Substance s : kept) {
      steady(s);
      const double factor = 1 / dermis_mean(t, t.fields[s]);
      scale(s, factor);
      for (double& amount : t.fields[s]) amount *= factor;
    }
    for (Substance s : counted_beyond) steady(s);
    steady(Substance::hyaluronan_high);
    p.fields.settle_proteoglycan(t);
    for (Layer l : mesh::all_layers)
      for (std::size_t i = 0; i < tissue::n_substances; ++i)
        young.signal[static_cast<std::size_t>(l) * tissue::n_substances + i] =
            tissue::layer_mean(t, l, t.fields.amount[i]);
  }
}

void Simulation::settle() {
  Parts& p = *parts_;
  Tissue& t = p.tissue;
  tissue::Homeostasis& young = t.homeostasis;
  cells::settle(t, p.cell_law);

  // Fields are linear in the basal rates: solve with rate one, then scale to the young level.
  const auto steady = [&](Substance s) { p.fields.steady(t, s); };
  const auto all_sizes = [&] {
    double sum = 0;
    for (Substance s : tissue::hyaluronan_classes) sum += dermis_mean(t, t.fields[s]);
    return sum;
  };
  young.per_cell.assign(mesh::n_layers * tissue::n_substances, 0.0);
  young.signal.assign(mesh::n_layers * tissue::n_substances, 0.0);
  const auto set_basal = [&](Substance s, double value) {
    for (std::size_t l = 0; l < mesh::n_layers; ++l) young.per_cell[l * tissue::n_substances + index(s)] = value;
  };
  constexpr Substance collagenase = Substance::collagenase, hyaluronan = Substance::hyaluronan_high;
  set_basal(collagenase, 1);
  set_basal(hyaluronan, 0);
  const auto secrete = [&] { cells::secrete(t, p.cell_law, cells::survey(t, p.cell_law)); };
  secrete();
  steady(collagenase);
  steady(hyaluronan);
  const double by_keratinocytes = all_sizes();
  set_basal(collagenase, 1 / dermis_mean(t, t.fields[collagenase]));
  set_basal(hyaluronan, 1);
  secrete();
  steady(hyaluronan);
  const double by_fibroblasts = all_sizes() - by_keratinocytes;
  set_basal(hyaluronan, (p.fields.hyaluronan_content() - by_keratinocytes) / by_fibroblasts);
  secrete();
  steady(hyaluronan);
  steady(collagenase);

  remodel::settle(t, p.turnover);
  mechanics::sense_fibres(t, p.fibre_law, p.segments);
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    young.anchorage[k] = tissue::layer_mean(t, l, t.fields.anchorage);
    young.collagen_density[k] = tissue::layer_mean(t, l, t.fields.collagen_density);
    young.recoil[k] = tissue::layer_mean(t, l, t.fields.recoil);
    young.tension[k] = tissue::layer_mean(t, l, t.fields.tension);
  }
  // Cells on uneven collagen are not all spread alike: the basal rates are those of the shapes they take, and the young
  // collagenase of each layer, on which the hazards rest, is theirs.
  std::array<double, mesh::n_layers> assumed{};
  for (Layer l : mesh::all_layers)
    assumed[static_cast<std::size_t>(l)] = tissue::layer_mean(t, l, t.fields[collagenase]);
  settle_signals(p);
  const cells::Surroundings settled = cells::survey(t, p.cell_law);
  cells::settle_collagen(t, p.cell_law, settled);
  cells::secrete(t, p.cell_law, settled);
  for (Layer l : mesh::all_layers) young.hyaluronan[static_cast<std::size_t>(l)] = tissue::layer_hyaluronan(t, l);
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    const auto k = static_cast<std::size_t>(l);
    if (t.grid.has(l)) young.cleavage_hazard[k] *= assumed[k] / tissue::layer_mean(t, l, t.fields[collagenase]);
  }
  const auto reticular = static_cast<std::size_t>(Layer::reticular);
  young.cleavage_hazard[0] *= assumed[reticular] / tissue::layer_mean(t, Layer::reticular, t.fields[collagenase]);
  transport::hydrate(t, p.water);
  for (std::size_t account = 0; account < Ledger::n_accounts; ++account)
    t.ledger.initial[account] = tissue::mass_in_block(t, account);
}

void Simulation::step(core::Days dt) {
  Parts& p = *parts_;
  Tissue& t = p.tissue;
  stimulus::Stimulus acting;
  std::vector<stimulus::Act> acts;
  for (const auto& i : p.interventions) {
    const std::vector<stimulus::Act> more = i->acts(t.age, t.age + dt);
    acts.insert(acts.end(), more.begin(), more.end());
  }
  const WoundCount wounded = apply_acts(t, p.turnover, p.wounds, acts);
  p.tally.died[0] += wounded.cells;
  p.tally.lost[0] += wounded.fibres;
  if (wounded.wounds > 0) mechanics::sense_fibres(t, p.fibre_law, p.segments);
  for (const auto& i : p.interventions) acting += i->over(t.age, t.age + dt);
  t.body.level.assign(acting.levels.begin(), acting.levels.end());
  using stimulus::Rate;
  {
    Stopwatch watch(p.timing.seconds[0]);
    const cells::Surroundings around = cells::survey(t, p.cell_law);
    const cells::LifeReport life = cells::live(t, p.cell_law, around, p.segments,
                                               {acting[Rate::cell_damage], acting[Rate::stem_loss]}, dt, p.most_cells);
    if (life.overrun)
      throw core::SolverError(fmt::format(
          "at {:.4g} years, in a step of {:.3g} days, more than the {} cells are born that this block may come to: "
          "births outrun deaths without end. Weaker or shorter exposures and treatments, or [parameters] nearer to "
          "their defaults, may help; more \"cells\" in [block] allow more",
          core::in_years(t.age), dt.count(), p.most_cells));
    cells::secrete(t, p.cell_law, around);
    cells::renew_epidermis(t, p.cell_law, around, dt);
    add_sources(t, acting.sources, dt);
    cells::heal(t, p.wounds.healing, dt);
    p.tally.born[0] += life.born;
    p.tally.died[0] += life.died;
    p.tally.turned_senescent[0] += life.turned_senescent;
    p.tally.cell_steps[0] += t.cells.size();
  }
  {
    Stopwatch watch(p.timing.seconds[1]);
    p.tally.field_updates[0] += p.fields.advance(t, dt);
  }
  {
    Stopwatch watch(p.timing.seconds[2]);
    const remodel::TurnoverReport turnover =
        remodel::advance(t, p.turnover, p.segments,
                         {acting[Rate::elastin_loss], acting[Rate::elastin_gain], acting[Rate::glycation]}, dt);
    if (turnover.laid > 0) p.segments = fibre::segments_by_element(t.network, t.grid.n_elements());
    remodel::knit(t, p.wounds.knitting, dt);
    p.tally.cuts[0] += turnover.cuts;
    p.tally.lost[0] += turnover.lost;
    p.tally.laid[0] += turnover.laid;
    p.tally.fibre_steps[0] += t.network.n_fibres();
  }
  {
    Stopwatch watch(p.timing.seconds[3]);
    mechanics::sense_fibres(t, p.fibre_law, p.segments);
    transport::hydrate(t, p.water);
  }
  t.age += dt;
  ++p.tally.steps[0];
}

void Simulation::advance_to(core::Days age, const std::function<void(const Simulation&)>& after_step) {
  Parts& p = *parts_;
  core::expect(age >= p.tissue.age, "time runs forward");
  // A run may begin at the age of an event: then its first step is fine as well.
  const auto at_event = [&] {
    for (const auto& i : p.interventions)
      for (core::Days e : i->events(p.tissue.age - p.clock.finest, p.tissue.age))
        if (e == p.tissue.age) return true;
    return false;
  };
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
    if (at_event()) wanted = std::min(wanted, p.clock.finest.count());
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
