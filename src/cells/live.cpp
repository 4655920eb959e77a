// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>
#include <cmath>

#include "hari/cells/population.hpp"
#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cells {
namespace {

using core::Draw;
using core::Purpose;
using mesh::Layer;
using mesh::n_layers;
using tissue::CellKind;
using tissue::CellPopulation;
using tissue::CellState;
using tissue::Tissue;

bool is_stem(const CellPopulation& c, std::size_t i) {
  return c.kind[i] == static_cast<std::uint8_t>(CellKind::stem_cell);
}
bool is_senescent(const CellPopulation& c, std::size_t i) {
  return c.state[i] == static_cast<std::uint8_t>(CellState::senescent);
}
bool is_fibroblast(const CellPopulation& c, std::size_t i) {
  return !is_stem(c, i);
}

double threshold(Tissue& t, std::size_t i, Purpose purpose) {
  return Draw(t.seed, purpose, t.cells.id[i], t.cells.ordinal[i]++).exponential();
}

/// What cells feel: per element the intact collagen within reach, per layer what a sheet shares (stress is level in the
/// plane of the skin, and stem cells answer the layer).
struct Surroundings {
  std::vector<double> anchorage;  ///< relative to young [-]
  std::array<double, n_layers> tension{}, division{};
};

/// Running mean of `line` over `reach` elements to either side, mirrored at the ends.
void smooth(std::vector<double>& line, std::vector<double>& scratch, int reach) {
  const int n = static_cast<int>(line.size());
  const auto mirrored = [&](int i) {
    while (i < 0 || i >= n) i = i < 0 ? -1 - i : 2 * n - 1 - i;
    return line[static_cast<std::size_t>(i)];
  };
  scratch.resize(line.size());
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int d = -reach; d <= reach; ++d) sum += mirrored(i + d);
    scratch[static_cast<std::size_t>(i)] = sum / (2 * reach + 1);
  }
  line = scratch;
}

/// Mean in the plane over the distance at which cells feel each other's fibres.
void smooth_in_plane(const mesh::Grid& g, std::vector<double>& field, double reach) {
  const int rx = static_cast<int>(std::lround(reach / (g.x()[1] - g.x()[0])));
  const int ry = static_cast<int>(std::lround(reach / (g.y()[1] - g.y()[0])));
  core::for_each_index(
      static_cast<std::size_t>(g.nz()),
      [&](std::size_t sheet) {
        const int k = static_cast<int>(sheet);
        std::vector<double> line, scratch;
        const auto pass = [&](int rows, int length, int range, auto at) {
          for (int r = 0; r < rows; ++r) {
            line.clear();
            for (int i = 0; i < length; ++i) line.push_back(field[static_cast<std::size_t>(at(r, i))]);
            smooth(line, scratch, range);
            for (int i = 0; i < length; ++i)
              field[static_cast<std::size_t>(at(r, i))] = line[static_cast<std::size_t>(i)];
          }
        };
        pass(g.ny(), g.nx(), rx, [&](int j, int i) { return g.index(i, j, k); });
        pass(g.nx(), g.ny(), ry, [&](int i, int j) { return g.index(i, j, k); });
      },
      1);
}

/// Hazard of senescence that keeps `young_fraction` against clearance and death in young tissue [1/day].
double senescence_hazard(const CellLaw& law, double damage) {
  const double f = law.senescent_young;
  return f / (1 - f) * law.senescent_clearance * (1 + law.senescence_gain * damage);
}

/// Deaths of active and clearance of senescent fibroblasts per fibroblast in young tissue [1/day].
double young_loss(const CellLaw& law) {
  return (1 - law.senescent_young) / law.lifetime + law.senescent_young * law.senescent_clearance;
}

std::array<double, n_layers> fibroblasts_per_layer(const Tissue& t) {
  std::array<double, n_layers> count{};
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    if (is_fibroblast(t.cells, i))
      count[static_cast<std::size_t>(t.grid.layer(t.cells.element[i]))] += t.cells.weight[0];
  return count;
}

Surroundings survey(const Tissue& t, const CellLaw& law) {
  Surroundings s;
  s.anchorage.resize(t.grid.n_elements());
  for (std::size_t e = 0; e < s.anchorage.size(); ++e) {
    const double young =
        t.homeostasis.anchorage[static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)))];
    s.anchorage[e] = young > 0 ? t.fields.anchorage[e] / t.fields.growth[e] / young : 0.0;
  }
  smooth_in_plane(t.grid, s.anchorage, law.reach);
  const auto count = fibroblasts_per_layer(t);
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    const double young = t.homeostasis.tension[k];
    s.tension[k] = young > 0 ? tissue::layer_mean(t, l, t.fields.tension) / young : 1.0;
    const double due =
        t.homeostasis.cell_density[k] * (t.grid.has(l) ? t.grid.slab(l).thickness() * t.grid.area() : 0.0);
    const double deficit = due > 0 ? 1 - count[k] / due : 0.0;
    s.division[k] = t.homeostasis.stem_division[k] * std::max(0.0, 1 + law.stem_gain * deficit);
  }
  return s;
}

/// How far the surroundings of cell i let it spread [-]: what counts is the intact collagen around it in the tissue as
/// it is now, so a dermis that thins as it loses mass does not by itself let its cells collapse; cut collagen does.
double allowed_spread(const Tissue& t, const CellLaw& law, const Surroundings& around, std::size_t i) {
  const auto e = static_cast<std::size_t>(t.cells.element[i]);
  const auto k = static_cast<std::size_t>(t.grid.layer(t.cells.element[i]));
  return law.spread_of_anchorage(around.anchorage[e]) * law.spread_of_tension(around.tension[k]);
}

/// What changes without meeting other cells: shape, damage, hazards, place. Returns true if the cell dies.
bool live_alone(Tissue& t, const CellLaw& law, const Drivers& drivers, const Surroundings& around, std::size_t i,
                double dt, std::uint8_t& turned) {
  CellPopulation& c = t.cells;
  const Layer layer = t.grid.layer(c.element[i]);
  const auto k = static_cast<std::size_t>(layer);
  c.damage[i] += drivers.damage * dt;
  if (is_stem(c, i)) {
    c.until_death[i] -= drivers.stem_loss * dt;
    if (c.until_death[i] <= 0) return true;
    c.until_division[i] -= around.division[k] * dt;
  } else {
    c.spread[i] += (allowed_spread(t, law, around, i) - c.spread[i]) * -std::expm1(-dt / law.spread_time);
    c.until_death[i] -= (is_senescent(c, i) ? law.senescent_clearance : 1 / law.lifetime) * dt;
    if (c.until_death[i] <= 0) return true;
    if (!is_senescent(c, i)) {
      c.until_senescence[i] -= senescence_hazard(law, c.damage[i]) * dt;
      if (c.until_senescence[i] <= 0) {
        c.state[i] = static_cast<std::uint8_t>(CellState::senescent);
        c.until_death[i] = threshold(t, i, Purpose::clearance);
        turned = 1;
      }
    }
  }
  const double along = std::sqrt(2 * law.motility * dt),
               across = std::sqrt(2 * law.motility * law.motility_across * dt);
  if (along > 0) {
    Draw draw(t.seed, Purpose::migration, c.id[i], static_cast<std::uint64_t>(std::llround(t.age.count() * 1024)));
    const mesh::Slab slab = t.grid.slab(layer);
    const std::array<double, 3> low{t.grid.x().front(), t.grid.y().front(), slab.bottom};
    const std::array<double, 3> high{t.grid.x().back(), t.grid.y().back(), slab.top};
    const double forward = draw.normal() * std::sqrt(std::max(0.0, along * along - across * across));
    for (std::size_t a = 0; a < 3; ++a) {
      double& p = c.position[3 * i + a];
      p = mesh::reflect(p + forward * c.axis[3 * i + a] + across * draw.normal(), low[a], high[a], c.axis[3 * i + a]);
    }
    c.element[i] = t.grid.locate(c.position[3 * i], c.position[3 * i + 1], c.position[3 * i + 2]);
  }
  return false;
}

/// Asymmetric division: the stem cell stays, and a fibroblast of its layer settles within homing distance, with its
/// mother's damage. A simulated stem cell stands for several, so its offspring is scattered, not laid beside it.
void divide(Tissue& t, const CellLaw& law, std::size_t mother) {
  CellPopulation& c = t.cells;
  const std::uint64_t id = core::child_id(c.id[mother], c.ordinal[mother]++);
  ++c.divisions[mother];
  const bool papillary = t.grid.layer(c.element[mother]) == Layer::papillary;
  c.id.push_back(id);
  c.kind.push_back(
      static_cast<std::uint8_t>(papillary ? CellKind::papillary_fibroblast : CellKind::reticular_fibroblast));
  c.state.push_back(static_cast<std::uint8_t>(CellState::active));
  Draw draw(t.seed, Purpose::division, id, 0);
  const mesh::Slab slab = t.grid.slab(t.grid.layer(c.element[mother]));
  double unused = 1;
  const double px =
      mesh::reflect(c.position[3 * mother] + law.homing * draw.normal(), t.grid.x().front(), t.grid.x().back(), unused);
  const double py = mesh::reflect(c.position[3 * mother + 1] + law.homing * draw.normal(), t.grid.y().front(),
                                  t.grid.y().back(), unused);
  const double pz = slab.bottom + slab.thickness() * draw.uniform();
  c.position.insert(c.position.end(), {px, py, pz});
  const double x = draw.normal(), y = draw.normal(), norm = std::max(1e-12, std::hypot(x, y));
  c.axis.insert(c.axis.end(), {x / norm, y / norm, 0.0});
  c.element.push_back(t.grid.locate(px, py, pz));
  c.spread.push_back(c.spread[mother]);
  c.damage.push_back(c.damage[mother]);
  c.divisions.push_back(0);
  c.born.push_back(t.age.count());
  c.ordinal.push_back(0);
  const std::size_t child = c.size() - 1;
  c.until_division.push_back(0);
  c.until_death.push_back(threshold(t, child, Purpose::death));
  c.until_senescence.push_back(threshold(t, child, Purpose::senescence));
}

void remove(CellPopulation& c, const std::vector<std::uint8_t>& dead) {
  const std::size_t n = dead.size();
  c.columns([&](const core::ColumnInfo& info, auto& column) {
    if (info.name == "weight") return;
    const auto w = static_cast<std::size_t>(info.width);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (dead[i]) continue;
      if (kept != i)
        std::copy_n(column.begin() + static_cast<std::ptrdiff_t>(w * i), w,
                    column.begin() + static_cast<std::ptrdiff_t>(w * kept));
      ++kept;
    }
    column.resize(w * kept);
  });
}

}  // namespace

void settle(Tissue& t, const CellLaw& law) {
  CellPopulation& c = t.cells;
  const auto count = fibroblasts_per_layer(t);
  std::array<double, n_layers> stems{};
  for (std::size_t i = 0; i < c.size(); ++i) {
    c.ordinal[i] = 0;
    c.until_division[i] = is_stem(c, i) ? threshold(t, i, Purpose::division) : 0.0;
    c.until_death[i] = threshold(t, i,
                                 is_stem(c, i)        ? Purpose::stem_loss
                                 : is_senescent(c, i) ? Purpose::clearance
                                                      : Purpose::death);
    c.until_senescence[i] = is_stem(c, i) ? 0.0 : threshold(t, i, Purpose::senescence);
    if (is_stem(c, i)) stems[static_cast<std::size_t>(t.grid.layer(c.element[i]))] += c.weight[0];
  }
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    t.homeostasis.cell_density[k] = t.grid.has(l) ? count[k] / (t.grid.slab(l).thickness() * t.grid.area()) : 0.0;
    t.homeostasis.stem_division[k] = stems[k] > 0 ? young_loss(law) * count[k] / stems[k] : 0.0;
  }
}

void settle_spread(Tissue& t, const CellLaw& law) {
  const Surroundings around = survey(t, law);
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    if (is_fibroblast(t.cells, i)) t.cells.spread[i] = allowed_spread(t, law, around, i);
}

LifeReport live(Tissue& t, const CellLaw& law, const Drivers& drivers, core::Days dt) {
  CellPopulation& c = t.cells;
  const Surroundings around = survey(t, law);
  const std::size_t n = c.size();
  std::vector<std::uint8_t> dead(n, 0), turned(n, 0);
  core::for_each_index(n,
                       [&](std::size_t i) { dead[i] = live_alone(t, law, drivers, around, i, dt.count(), turned[i]); });
  LifeReport report;
  for (std::size_t i = 0; i < n; ++i) {
    report.died += dead[i];
    report.turned_senescent += turned[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (dead[i] || !is_stem(c, i)) continue;
    while (c.until_division[i] <= 0) {
      divide(t, law, i);
      c.until_division[i] += threshold(t, i, Purpose::division);
      ++report.born;
    }
  }
  if (report.died > 0) {
    dead.resize(c.size(), 0);
    remove(c, dead);
  }
  return report;
}

}  // namespace hari::cells
