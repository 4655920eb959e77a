// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>

#include "hari/cells/population.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cells {
namespace {

using mesh::Layer;
using mesh::n_layers;
using tissue::CellKind;
using tissue::CellState;
using tissue::Substance;
using tissue::Tissue;

bool is_stem(const tissue::CellPopulation& c, std::size_t i) {
  return c.kind[i] == static_cast<std::uint8_t>(CellKind::stem_cell);
}

std::size_t layer_of(const Tissue& t, std::size_t i) {
  return static_cast<std::size_t>(t.grid.layer(t.cells.element[i]));
}

}  // namespace

Secretion secretion(const tissue::CellPopulation& c, const CellLaw& law, std::size_t i) {
  if (is_stem(c, i)) return {};
  const bool senescent = c.state[i] == static_cast<std::uint8_t>(CellState::senescent);
  const double s = c.spread[i], d = c.damage[i];
  return {.collagen = law.collagen_of_spread(s) / (1 + d / law.collagen_damage_half) *
                      (senescent ? law.senescent_collagen : 1.0),
          .collagenase = (1 + law.collagenase_collapse_gain * std::max(0.0, 1 - s)) *
                         (senescent ? law.senescent_collagenase : 1.0),
          .hyaluronan = 1 / (1 + d / law.hyaluronan_damage_half)};
}

void secrete(Tissue& t, const CellLaw& law) {
  std::vector<Secretion> made(t.cells.size());
  core::for_each_index(t.cells.size(), [&](std::size_t i) { made[i] = secretion(t.cells, law, i); });
  tissue::Fields& fields = t.fields;
  std::fill(fields.collagen_source.begin(), fields.collagen_source.end(), 0.0);
  for (auto& source : fields.source) source.assign(t.grid.n_elements(), 0.0);
  auto& collagenase = fields.source[index(Substance::collagenase)];
  auto& hyaluronan = fields.source[index(Substance::hyaluronan_high)];
  const double weight = t.cells.weight.at(0);
  for (std::size_t i = 0; i < t.cells.size(); ++i) {  // in order, so that sums are the same on any number of threads
    const auto e = static_cast<std::size_t>(t.cells.element[i]);
    const std::size_t l = layer_of(t, i);
    fields.collagen_source[e] += weight * t.homeostasis.collagen_per_cell[l] * made[i].collagen;
    const double* basal = t.homeostasis.per_cell.data() + l * tissue::n_substances;
    collagenase[e] += weight * basal[index(Substance::collagenase)] * made[i].collagenase;
    hyaluronan[e] += weight * basal[index(Substance::hyaluronan_high)] * made[i].hyaluronan;
  }
  core::for_each_index(t.grid.n_elements(), [&](std::size_t e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const double volume = t.grid.volume(element);
    collagenase[e] /= volume;
    hyaluronan[e] /= volume;
    if (t.grid.layer(element) == Layer::epidermis) hyaluronan[e] += law.epidermis_hyaluronan * law.hyaluronan_clearance;
  });
}

void settle_collagen(Tissue& t, const CellLaw& law) {
  std::array<double, n_layers> demand{}, made{};
  const fibre::Network& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    if (n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic))
      demand[n.layer[f]] += n.weight[f] * n.calibre[f] * t.homeostasis.deposition[n.layer[f]];
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    made[layer_of(t, i)] += t.cells.weight.at(0) * secretion(t.cells, law, i).collagen;
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    const auto k = static_cast<std::size_t>(l);
    if (demand[k] <= 0) continue;
    if (made[k] <= 0) throw core::ModelError("the block has collagen in a layer without fibroblasts; use more cells");
    t.homeostasis.collagen_per_cell[k] = demand[k] / made[k];
  }
}

}  // namespace hari::cells
