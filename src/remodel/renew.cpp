// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "renew.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "hari/core/draw.hpp"

namespace hari::remodel {
namespace {

using fibre::Network;
using math::Vec3;
using mesh::Layer;
using mesh::n_layers;
using tissue::Tissue;

/// Now over young, at most 1; 1 where young tissue has none.
double share(double now, double young) {
  return young > 0 ? std::clamp(now / young, 0.0, 1.0) : 1.0;
}

Vec3 anywhere(core::Draw& draw) {
  const double z = 2 * draw.uniform() - 1, azimuth = 2 * std::numbers::pi * draw.uniform();
  const double r = std::sqrt(1 - z * z);
  return {r * std::cos(azimuth), r * std::sin(azimuth), z};
}

/// A straight new bundle through a fibroblast of the same layer, in the slot of a lost one. Intact collagen about the
/// cell guides it along the cell's axis; where there is none, as in a wound, it lies anyhow. Its crimp comes with
/// its first material (see `advance`).
void lay(Tissue& t, std::size_t f, std::size_t cell, core::Draw& draw) {
  Network& n = t.network;
  tissue::CellPopulation& c = t.cells;
  const auto e = static_cast<std::size_t>(c.element[cell]);
  const auto l = static_cast<std::size_t>(n.layer[f]);
  n.id[f] = core::child_id(c.id[cell], c.ordinal[cell]++);
  n.alive[f] = 1;
  n.cuts[f] = 0;
  n.slack[f] = n.native_slack[f];
  n.lox[f] = 0;
  n.age_links[f] = 1;
  n.born[f] = t.age.count();
  n.until_cut[f] = core::Draw(t.seed, core::Purpose::cleavage, n.id[f], 0).exponential();
  n.cut_ordinal[f] = 1;
  const mesh::Slab slab = t.grid.slab(static_cast<Layer>(l));
  const double guided = share(t.fields.anchorage[e], t.homeostasis.anchorage[l]);
  const Vec3 axis(c.axis[3 * cell], c.axis[3 * cell + 1], c.axis[3 * cell + 2]);
  const Vec3 mixed = guided * axis + (1 - guided) * anywhere(draw);
  const Vec3 along = mixed.norm() > 0 ? Vec3(mixed.normalized()) : axis;
  const std::uint32_t segments = fibre::n_segments(n, f);
  for (std::uint32_t v = 0; v <= segments; ++v) {
    const double place = n.length[f] * (static_cast<double>(v) / segments - 0.5);
    const std::size_t row = 3 * (std::size_t{n.first_vertex[f]} + v);
    const auto at = [&](std::size_t k) { return c.position[3 * cell + k] + place * along[static_cast<int>(k)]; };
    double unused = 1;
    n.vertex[row] = static_cast<float>(mesh::reflect(at(0), t.grid.x().front(), t.grid.x().back(), unused));
    n.vertex[row + 1] = static_cast<float>(mesh::reflect(at(1), t.grid.y().front(), t.grid.y().back(), unused));
    n.vertex[row + 2] = static_cast<float>(mesh::reflect(at(2), slab.bottom, slab.top, unused));
  }
  fibre::place(n, f, t.grid);
}

/// What each layer makes per native mass of its bundles, relative to young tissue [-].
std::array<double, n_layers> vigour(const Tissue& t) {
  std::array<double, n_layers> made{}, native{}, of_layer{};
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
    made[static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)))] += t.fields.collagen_source[e];
  const Network& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    if (n.alive[f] && n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic))
      native[n.layer[f]] += n.weight[f] * n.calibre[f];
  for (std::size_t l = 0; l < n_layers; ++l) {
    const double due = native[l] * t.homeostasis.deposition[l];
    of_layer[l] = due > 0 ? made[l] / due : 1.0;
  }
  return of_layer;
}

/// Fibroblasts and myofibroblasts.
std::array<std::vector<std::size_t>, n_layers> builders(const Tissue& t) {
  std::array<std::vector<std::size_t>, n_layers> of_layer;
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    if (t.cells.kind[i] != static_cast<std::uint8_t>(tissue::CellKind::stem_cell) &&
        t.cells.state[i] != static_cast<std::uint8_t>(tissue::CellState::senescent))
      of_layer[static_cast<std::size_t>(t.grid.layer(t.cells.element[i]))].push_back(i);
  return of_layer;
}

}  // namespace

double take_away(Network& n, std::size_t f) {
  const double mass = n.mature[f] + n.labile[f] + n.cleaved[f];
  n.mature[f] = n.labile[f] = n.cleaved[f] = 0;
  n.alive[f] = 0;
  return mass;
}

std::size_t renew(Tissue& t, const TurnoverLaw& law, double dt) {
  Network& n = t.network;
  const auto empty = [&](std::size_t f) {
    return !n.alive[f] && n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic);  // no elastic fibre comes again
  };
  std::size_t first = 0;
  while (first < n.n_fibres() && !empty(first)) ++first;
  if (first == n.n_fibres()) return 0;

  const auto candidates = builders(t);
  const auto rate = vigour(t);
  std::size_t laid = 0;
  for (std::size_t f = first; f < n.n_fibres(); ++f) {
    if (!empty(f) || candidates[n.layer[f]].empty()) continue;
    core::Draw draw(t.seed, core::Purpose::fibre_birth, n.id[f], n.cut_ordinal[f]++);
    if (draw.uniform() > -std::expm1(-law.renewal_rate * rate[n.layer[f]] * dt)) continue;
    const auto& of_layer = candidates[n.layer[f]];
    lay(t, f, of_layer[static_cast<std::size_t>(draw.uniform() * static_cast<double>(of_layer.size()))], draw);
    ++laid;
  }
  return laid;
}

}  // namespace hari::remodel
