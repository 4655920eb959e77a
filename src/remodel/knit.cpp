// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/remodel/knit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "hari/core/parallel.hpp"

namespace hari::remodel {
namespace {

using tissue::Tissue;

/// Pull of myofibroblasts in the tissue of each element that builds, in excess of a cell's pull at rest, over all of
/// the pull of young skin [-]. Tissue at rest is in balance with its own cells, be they few and round with age; what
/// myofibroblasts add shortens it. Not more of the cells than the share of the tissue that builds are counted.
std::vector<double> excess_pull(const Tissue& t) {
  const std::size_t elements = t.grid.n_elements();
  std::vector<double> pull(elements), cells(elements), contracting(elements);
  const tissue::CellPopulation& c = t.cells;
  for (std::size_t i = 0; i < c.size(); ++i) {
    if (c.kind[i] == static_cast<std::uint8_t>(tissue::CellKind::stem_cell)) continue;
    const auto e = static_cast<std::size_t>(c.element[i]);
    ++cells[e];
    if (c.state[i] != static_cast<std::uint8_t>(tissue::CellState::myofibroblast)) continue;
    ++contracting[e];
    pull[e] += c.weight[0] * c.spread[i] * std::max(0.0, static_cast<double>(c.traction[i]) - 1);
  }
  for (std::size_t e = 0; e < elements; ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const double young =
        t.homeostasis.cell_density[static_cast<std::size_t>(t.grid.layer(element))] * t.grid.volume(element);
    if (!(contracting[e] > 0) || !(young > 0)) continue;
    pull[e] *= std::min(1.0, t.fields.building[e] * cells[e] / contracting[e]) / young;
  }
  return pull;
}

}  // namespace

KnittingLaw KnittingLaw::from(const core::ParameterSet& p) {
  return {.bridging = p.value("healing.bridging", "1/day"),
          .contraction = p.value("healing.contraction", "1/day"),
          .stall = p.value("healing.stall", "kPa")};
}

void knit(Tissue& t, const KnittingLaw& law, core::Days dt) {
  tissue::Fields& fields = t.fields;
  if (std::ranges::all_of(fields.building, [](double b) { return b <= 0; })) return;
  const std::vector<double> pull = excess_pull(t);
  const std::size_t elements = t.grid.n_elements();
  std::vector<double> bridged(elements), shortened(elements);
  for (std::size_t e = 0; e < elements; ++e) {
    const double healing = fields.alarmed[e] + fields.clearing[e] + fields.building[e];
    if (healing <= 0) continue;
    // What was severed lies in the tissue that heals; of that, so much builds by now.
    const double left = std::exp(-law.bridging * dt.count() * fields.building[e] / healing);
    bridged[e] = fields.severed[e] * (1 - left);
    fields.severed[e] *= left;
    shortened[e] = law.contraction * dt.count() * pull[e] * std::max(0.0, 1 - fields.tension[e] / law.stall);
  }
  fibre::Network& n = t.network;
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    if (!n.alive[f]) return;
    double mended = 0, shorter = 0;
    const std::uint32_t segments = fibre::n_segments(n, f);
    for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s) {
      mended += bridged[static_cast<std::size_t>(n.host[s])] / segments;
      shorter += shortened[static_cast<std::size_t>(n.host[s])] / segments;
    }
    // Collagen ties the ends of all that was severed; what elastic fibres lost is not made again.
    n.cuts[f] = std::max(0.0, n.cuts[f] - mended * n.length[f]);
    // The body holds the area, so what contracts stretches the rest: to every fibre about it, elastic ones too, it is
    // as if it were shorter. Matrix is laid in the contracted state: what renews a fibre later keeps the length.
    n.slack[f] *= std::exp(-shorter);
    n.native_slack[f] *= std::exp(-shorter);
  });
}

}  // namespace hari::remodel
