// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>
#include <cmath>

#include "births.hpp"
#include "hari/cells/population.hpp"
#include "hari/core/parallel.hpp"
#include "walk.hpp"

namespace hari::cells {
namespace {

using core::Purpose;
using mesh::Layer;
using mesh::n_layers;
using tissue::CellPopulation;
using tissue::CellState;
using tissue::Tissue;

/// Hazard of senescence that keeps `senescent_young` against clearance in young tissue [1/day].
double young_senescence(const CellLaw& law) {
  return law.senescent_young / (1 - law.senescent_young) * law.senescent_clearance;
}

/// Deaths of active and clearance of senescent fibroblasts per fibroblast in young tissue [1/day].
double young_loss(const CellLaw& law) {
  return (1 - law.senescent_young) / law.lifetime + law.senescent_young * law.senescent_clearance;
}

bool is_stem(const CellPopulation& c, std::size_t i) {
  return role_of(c.kind[i], c.state[i]) == Role::stem_cell;
}

/// A cell's behaviours, each the product of all its responses.
class Does {
 public:
  Does(const Tissue& t, const CellLaw& law, const Surroundings& around, std::size_t i)
      : law_(&law),
        layer_(t.grid.layer(t.cells.element[i])),
        role_(role_of(t.cells.kind[i], t.cells.state[i])),
        self_{t.cells.spread[i], t.cells.damage[i]},
        factor_(around.at(static_cast<std::size_t>(t.cells.element[i]), role_)) {}
  double operator()(Behaviour b) const { return factor_[index(b)] * law_->rules.own(layer_, role_, b, self_); }
  double excess(Behaviour b) const { return std::max(0.0, (*this)(b)-1); }
  Role role() const { return role_; }
  Layer layer() const { return layer_; }

 private:
  const CellLaw* law_;
  Layer layer_;
  Role role_;
  Self self_;
  const double* factor_;
};

/// What happened to a cell in this step, for those who count.
enum Event : std::uint8_t { nothing = 0, died = 1, turned_senescent = 2 };

/// The hazards of a fibroblast.
Event meet_hazards(Tissue& t, const CellLaw& law, const Does& does, std::size_t i, double dt) {
  CellPopulation& c = t.cells;
  const bool senescent = does.role() == Role::senescent;
  c.until_death[i] -= (senescent ? law.senescent_clearance : 1 / law.lifetime) * does(Behaviour::death) * dt;
  if (c.until_death[i] <= 0) return died;
  if (senescent) return nothing;
  c.until_division[i] -= law.division * does.excess(Behaviour::division) * dt;
  c.until_senescence[i] -= young_senescence(law) * does(Behaviour::senescence) * dt;
  if (c.until_senescence[i] <= 0) {
    c.state[i] = static_cast<std::uint8_t>(CellState::senescent);
    c.until_death[i] = threshold(t, i, Purpose::clearance);
    return turned_senescent;
  }
  const bool contracted = does.role() == Role::myofibroblast;
  c.until_change[i] -= (contracted ? law.relaxation * does(Behaviour::reversion)
                                   : law.contraction * does.excess(Behaviour::differentiation)) *
                       dt;
  if (c.until_change[i] <= 0) {
    c.state[i] = static_cast<std::uint8_t>(contracted ? CellState::active : CellState::myofibroblast);
    c.until_change[i] = threshold(t, i, Purpose::differentiation);
  }
  return nothing;
}

/// What changes without meeting other cells: shape, damage, hazards, place.
Event live_alone(Tissue& t, const CellLaw& law, const Drivers& drivers, const Surroundings& around, const Walk& walk,
                 double settled, std::size_t i, double dt) {
  CellPopulation& c = t.cells;
  const Does does(t, law, around, i);
  c.damage[i] += (drivers.damage + law.damage_by_excess * does.excess(Behaviour::damage)) * dt;
  Event event = nothing;
  if (does.role() == Role::stem_cell) {
    c.until_death[i] -= drivers.stem_loss * does(Behaviour::death) * dt;
    if (c.until_death[i] <= 0) return died;
    c.until_division[i] -=
        t.homeostasis.stem_division[static_cast<std::size_t>(does.layer())] * does(Behaviour::division) * dt;
  } else {
    c.spread[i] += (does(Behaviour::spread) - c.spread[i]) * settled;
    c.traction[i] = static_cast<float>(does(Behaviour::traction));
    event = meet_hazards(t, law, does, i, dt);
    if (event == died) return died;
  }
  if (law.motility > 0) {
    constexpr std::array<double, 3> none{};
    const std::size_t row = static_cast<std::size_t>(c.element[i]) * n_roles + static_cast<std::size_t>(does.role());
    walk.move(t, i, does(Behaviour::motility), around.lure.empty() ? none : around.lure[row]);
  }
  return event;
}

/// Share of the niches of each layer that stand empty: as many as there were stem cells when young.
std::array<double, n_layers> empty_niches(const Tissue& t, const CellLaw& law, const Surroundings& around) {
  std::array<double, n_layers> empty{};
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    if (!t.grid.has(l) || !(t.homeostasis.stem_division[k] > 0)) continue;
    const double fibroblasts = t.homeostasis.cell_density[k] * t.grid.slab(l).thickness() * t.grid.area();
    const double niches = young_loss(law) * fibroblasts / t.homeostasis.stem_division[k];
    empty[k] = 1 - around.stem_cells[k] / niches;
  }
  return empty;
}

}  // namespace

void settle(Tissue& t, const CellLaw& law) {
  CellPopulation& c = t.cells;
  std::array<double, n_layers> stems{}, fibroblasts{};
  for (std::size_t i = 0; i < c.size(); ++i) {
    const bool stem = is_stem(c, i), senescent = role_of(c.kind[i], c.state[i]) == Role::senescent;
    c.ordinal[i] = 0;
    c.until_division[i] = threshold(t, i, Purpose::division);
    c.until_death[i] = threshold(t, i, stem ? Purpose::stem_loss : senescent ? Purpose::clearance : Purpose::death);
    c.until_senescence[i] = threshold(t, i, Purpose::senescence);
    c.until_change[i] = threshold(t, i, Purpose::differentiation);
    (stem ? stems : fibroblasts)[static_cast<std::size_t>(t.grid.layer(c.element[i]))] += c.weight[0];
  }
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    t.homeostasis.cell_density[k] = t.grid.has(l) ? fibroblasts[k] / (t.grid.slab(l).thickness() * t.grid.area()) : 0.0;
    t.homeostasis.stem_division[k] = stems[k] > 0 ? young_loss(law) * fibroblasts[k] / stems[k] : 0.0;
  }
}

void settle_spread(Tissue& t, const CellLaw& law, const Surroundings& around) {
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    if (is_stem(t.cells, i)) continue;
    t.cells.spread[i] = Does(t, law, around, i)(Behaviour::spread);
    t.cells.traction[i] = static_cast<float>(Does(t, law, around, i)(Behaviour::traction));
  }
}

LifeReport live(Tissue& t, const CellLaw& law, const Surroundings& around, const fibre::SegmentsByElement& fibres,
                const Drivers& drivers, core::Days dt, std::size_t most) {
  CellPopulation& c = t.cells;
  const std::size_t n = c.size();
  const Walk walk(t, law, dt);
  const double settled = -std::expm1(-dt.count() / law.spread_time);
  std::vector<std::uint8_t> dead(n, 0), turned(n, 0);
  core::for_each_index(n, [&](std::size_t i) {
    const Event e = live_alone(t, law, drivers, around, walk, settled, i, dt.count());
    dead[i] = e == died;
    turned[i] = e == turned_senescent;
  });
  LifeReport report;
  for (std::size_t i = 0; i < n; ++i) {
    report.died += dead[i];
    report.turned_senescent += turned[i];
  }
  const auto empty = empty_niches(t, law, around);
  for (std::size_t i = 0; i < n; ++i) {
    if (dead[i]) continue;
    // Not once it is senescent, whether it turned so in this step or by this division.
    while (c.until_division[i] <= 0 && role_of(c.kind[i], c.state[i]) != Role::senescent) {
      if (c.size() - report.died >= most) {
        report.overrun = true;
        return report;
      }
      if (is_stem(c, i))
        divide_stem_cell(t, law, fibres, i, empty[static_cast<std::size_t>(t.grid.layer(c.element[i]))]);
      else if (divide_fibroblast(t, law, i))
        report.turned_senescent += 2;
      c.until_division[i] += threshold(t, i, Purpose::division);
      ++report.born;
    }
  }
  if (report.died > 0) {
    dead.resize(c.size(), 0);
    close_rows(c, dead);
  }
  return report;
}

}  // namespace hari::cells
