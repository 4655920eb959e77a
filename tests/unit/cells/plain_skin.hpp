// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>

#include "hari/cells/population.hpp"

namespace hari::cells {

inline constexpr double same = 1e-12;

inline Rule rule(Actor a, Behaviour b, Signal s, Response r) {
  return {a, b, s, r};
}

/// A few rules whose outcome is known by hand.
inline std::vector<Rule> plain_rules() {
  using enum Behaviour;
  const Actor f = Actor::fibroblast;
  return {rule(f, spread, signal(Cue::anchorage), {0, 1, 0.6, 2}),
          rule(f, spread, signal(Cue::tension), {0, 1, 0.3, 1}),
          rule(f, collagen, signal(Cue::spread), {0, 1, 0.8, 2}),
          rule(f, collagen, signal(Cue::damage), {1, 0, 2, 1}),
          rule(f, hyaluronan, signal(Cue::damage), {1, 0, 4, 1}),
          rule(f, collagenase, signal(Cue::collapse), {1, 3, 1, 1}),
          rule(f, senescence, signal(Cue::damage), {1, 46, 4, 1}),
          rule(Actor::senescent, collagen, signal(Cue::state), {1, 0.5, 1, 1}),
          rule(Actor::senescent, collagenase, signal(Cue::state), {1, 5, 1, 1}),
          rule(Actor::stem_cell, division, signal(Cue::fibroblasts), {2, 0, 1, 2})};
}

inline CellLaw law(const std::vector<Rule>& rules = plain_rules()) {
  CellLaw l{};
  l.rules = RuleBook(rules);
  l.reach = 0;
  l.sparse = 0.25;
  l.epidermis_turnover = 40;
  l.spread_time = 3;
  l.lifetime = core::years(4).count();
  l.division = 0;
  l.division_limit = 50;
  l.motility = 1e-4;
  l.motility_across = 0.25;
  l.persistence = 0.5;
  l.senescent_young = 0.01;
  l.senescent_clearance = 0.7 / core::years(1).count();
  l.relaxation = 0.07;
  l.homing = 1;
  l.epidermis_hyaluronan = 0.1;
  l.hyaluronan_clearance = 0.4;
  return l;
}

/// A block of reticular dermis of 2 x 2 elements, its cells in the middle.
inline tissue::Tissue slab(std::size_t fibroblasts, std::size_t stems, double width = 4) {
  using tissue::CellKind;
  tissue::Tissue t;
  t.seed = 5;
  t.age = core::years(25);
  t.grid = mesh::Grid({0, width / 2, width}, {0, width / 2, width}, {-width, 0}, {mesh::Layer::reticular});
  auto& c = t.cells;
  const std::size_t n = fibroblasts + stems;
  c.columns(
      [&](const core::ColumnInfo& info, auto& column) { column.assign(n * static_cast<std::size_t>(info.width), 0); });
  c.weight = {1};
  for (std::size_t i = 0; i < n; ++i) {
    const bool stem = i >= fibroblasts;
    c.id[i] = i + 1;
    c.kind[i] = static_cast<std::uint8_t>(stem ? CellKind::stem_cell : CellKind::reticular_fibroblast);
    c.state[i] =
        static_cast<std::uint8_t>(!stem && i % 100 == 0 ? tissue::CellState::senescent : tissue::CellState::active);
    c.position[3 * i] = c.position[3 * i + 1] = width / 2;
    c.position[3 * i + 2] = -width / 2;
    c.axis[3 * i] = 1;
    c.element[i] = t.grid.locate(width / 2, width / 2, -width / 2);
    c.spread[i] = 1;
    c.traction[i] = 1;
  }
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  t.fields.anchorage.assign(t.grid.n_elements(), 100);
  t.fields.collagen_density.assign(t.grid.n_elements(), 100);
  t.fields.growth.assign(t.grid.n_elements(), 1);
  t.fields.tension.assign(t.grid.n_elements(), 10);
  t.homeostasis.columns([](const core::ColumnInfo& info, auto& column) {
    column.assign(mesh::n_layers * static_cast<std::size_t>(info.width), 0.0);
  });
  t.homeostasis.anchorage[1] = t.homeostasis.collagen_density[1] = 100;
  t.homeostasis.tension[1] = 10;
  t.homeostasis.collagen_per_cell[1] = 1;
  cells::settle(t, law());
  return t;
}

inline LifeReport step(tissue::Tissue& t, const CellLaw& l, double days, const Drivers& drivers = {}) {
  const LifeReport r = live(t, l, survey(t, l), {}, drivers, core::Days{days});
  t.age += core::Days{days};
  return r;
}

inline void live_on(tissue::Tissue& t, const CellLaw& l, double years, double days, const Drivers& drivers = {}) {
  const auto steps = static_cast<int>(std::lround(core::years(years).count() / days));
  for (int i = 0; i < steps; ++i) step(t, l, days, drivers);
}

inline double count(const tissue::Tissue& t, tissue::CellKind kind) {
  double n = 0;
  for (auto k : t.cells.kind) n += k == static_cast<std::uint8_t>(kind);
  return n;
}

}  // namespace hari::cells
