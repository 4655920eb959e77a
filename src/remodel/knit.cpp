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

/// Pull of the fibroblasts of each element over that of young skin [-].
std::vector<double> pull(const Tissue& t) {
  std::vector<double> sum(t.grid.n_elements());
  const tissue::CellPopulation& c = t.cells;
  for (std::size_t i = 0; i < c.size(); ++i)
    if (c.kind[i] != static_cast<std::uint8_t>(tissue::CellKind::stem_cell))
      sum[static_cast<std::size_t>(c.element[i])] += c.weight[0] * c.spread[i] * static_cast<double>(c.traction[i]);
  for (std::size_t e = 0; e < sum.size(); ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const double young =
        t.homeostasis.cell_density[static_cast<std::size_t>(t.grid.layer(element))] * t.grid.volume(element);
    sum[e] = young > 0 ? sum[e] / young : 0.0;
  }
  return sum;
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
  const std::vector<double> pulls = pull(t);
  const std::size_t elements = t.grid.n_elements();
  std::vector<double> bridged(elements), shortened(elements);
  for (std::size_t e = 0; e < elements; ++e) {
    const double healing = fields.alarmed[e] + fields.clearing[e] + fields.building[e];
    if (healing <= 0) continue;
    // What was severed lies in the tissue that heals; of that, so much builds by now.
    const double left = std::exp(-law.bridging * dt.count() * fields.building[e] / healing);
    bridged[e] = fields.severed[e] * (1 - left);
    fields.severed[e] *= left;
    shortened[e] = law.contraction * dt.count() * fields.building[e] * std::max(0.0, pulls[e] - 1) *
                   std::max(0.0, 1 - fields.tension[e] / law.stall);
  }
  fibre::Network& n = t.network;
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    if (!n.alive[f] || n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) return;
    double mended = 0, shorter = 0;
    const std::uint32_t segments = fibre::n_segments(n, f);
    for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s) {
      mended += bridged[static_cast<std::size_t>(n.host[s])] / segments;
      shorter += shortened[static_cast<std::size_t>(n.host[s])] / segments;
    }
    n.cuts[f] = std::max(0.0, n.cuts[f] - mended * n.length[f]);
    n.slack[f] *= std::exp(-shorter);
  });
}

}  // namespace hari::remodel
