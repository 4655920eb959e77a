// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>

#include "hari/cells/cell_lists.hpp"
#include "hari/cells/population.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cells {
namespace {

using mesh::Layer;
using mesh::n_layers;
using tissue::Substance;
using tissue::Tissue;

constexpr std::size_t elements_per_chunk = 16;

std::size_t layer_of(const Tissue& t, std::size_t cell) {
  return static_cast<std::size_t>(t.grid.layer(t.cells.element[cell]));
}

}  // namespace

Substance substance_of(Behaviour secreted) {
  constexpr std::array<Substance, n_secreted> fed{Substance::hyaluronan_high,  // collagen goes to the fibres
                                                  Substance::hyaluronan_high, Substance::collagenase,
                                                  Substance::gelatinase,      Substance::tgf_beta,
                                                  Substance::inflammation,    Substance::oxidant};
  core::expect(secreted != Behaviour::collagen && index(secreted) < n_secreted, "a behaviour that feeds a substance");
  return fed[index(secreted)];
}

Secretion secretion(const Tissue& t, const CellLaw& law, const Surroundings& around, std::size_t i) {
  Secretion made{};
  const Role role = role_of(t.cells.kind[i], t.cells.state[i]);
  if (role == Role::stem_cell) return made;
  const Layer layer = t.grid.layer(t.cells.element[i]);
  const double* factor = around.at(static_cast<std::size_t>(t.cells.element[i]), role);
  const Self self{t.cells.spread[i], t.cells.damage[i]};
  for (std::size_t b = 0; b < n_secreted; ++b) made[b] = factor[b] * law.rules.own(layer, role, Behaviour(b), self);
  for (const Behaviour b : {Behaviour::inflammation, Behaviour::oxidant})
    made[index(b)] = std::max(0.0, made[index(b)] - 1);
  return made;
}

void secrete(Tissue& t, const CellLaw& law, const Surroundings& around) {
  tissue::Fields& fields = t.fields;
  const CellLists lists = cells_by_element(t.cells, t.grid.n_elements());
  const double weight = t.cells.weight.at(0);
  for (auto& source : fields.source) source.assign(t.grid.n_elements(), 0.0);
  core::for_each_index(
      t.grid.n_elements(),
      [&](std::size_t e) {
        const auto element = static_cast<mesh::ElementIndex>(e);
        const Layer layer = t.grid.layer(element);
        Secretion sum{};
        for (const std::uint32_t i : lists.in(e)) {
          const Secretion one = secretion(t, law, around, i);
          for (std::size_t b = 0; b < n_secreted; ++b) sum[b] += one[b];
        }
        const auto l = static_cast<std::size_t>(layer);
        fields.collagen_source[e] = weight * t.homeostasis.collagen_per_cell[l] * sum[index(Behaviour::collagen)];
        const double per_volume = weight / t.grid.volume(element);
        for (std::size_t b = index(Behaviour::hyaluronan); b < n_secreted; ++b) {
          const std::size_t s = index(substance_of(Behaviour(b)));
          fields.source[s][e] = per_volume * t.homeostasis.per_cell[l * tissue::n_substances + s] * sum[b];
        }
        if (layer == Layer::epidermis)
          fields.source[index(Substance::hyaluronan_high)][e] +=
              law.epidermis_hyaluronan * law.hyaluronan_clearance *
              around.at(e, Role::resident)[index(Behaviour::hyaluronan)];
      },
      elements_per_chunk);
}

void secrete_evenly(Tissue& t, Substance substance) {
  std::vector<double>& source = t.fields.source[index(substance)];
  source.assign(t.grid.n_elements(), 0.0);
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    if (role_of(t.cells.kind[i], t.cells.state[i]) == Role::stem_cell) continue;
    source[static_cast<std::size_t>(t.cells.element[i])] += t.cells.weight.at(0) / t.grid.volume(t.cells.element[i]);
  }
}

void settle_collagen(Tissue& t, const CellLaw& law, const Surroundings& around) {
  std::array<double, n_layers> demand{}, made{};
  const fibre::Network& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    if (n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic))
      demand[n.layer[f]] += n.weight[f] * n.calibre[f] * t.homeostasis.deposition[n.layer[f]];
  for (std::size_t i = 0; i < t.cells.size(); ++i)
    made[layer_of(t, i)] += t.cells.weight.at(0) * secretion(t, law, around, i)[index(Behaviour::collagen)];
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    const auto k = static_cast<std::size_t>(l);
    if (demand[k] <= 0) continue;
    if (made[k] <= 0) throw core::ModelError("the block has collagen in a layer without fibroblasts; use more cells");
    t.homeostasis.collagen_per_cell[k] = demand[k] / made[k];
  }
}

}  // namespace hari::cells
