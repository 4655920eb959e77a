// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/contents.hpp"

namespace hari::mechanics {
namespace {

void add_fields(const tissue::Tissue& t, const mesh::Windows& windows, std::vector<Contents>& all) {
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const std::int32_t w = windows.of(element);
    if (w < 0) continue;
    LayerContents& c = all[static_cast<std::size_t>(w)][static_cast<std::size_t>(t.grid.layer(element))];
    const double volume = t.grid.volume(element);
    c.volume += volume;
    c.growth += volume * t.fields.growth[e];
    c.hyaluronan += volume * t.fields.hyaluronan(e);
    c.collagen += volume * t.fields.collagen_density[e];
  }
  for (Contents& window : all)
    for (LayerContents& c : window)
      if (c.volume > 0)
        for (double* mean : {&c.growth, &c.hyaluronan, &c.collagen}) *mean /= c.volume;
}

void add_cells(const tissue::Tissue& t, const mesh::Windows& windows, std::vector<Contents>& all) {
  const tissue::CellPopulation& cells = t.cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::int32_t w = windows.of(cells.element[i]);
    if (w < 0 || cells.kind[i] == static_cast<std::uint8_t>(tissue::CellKind::stem_cell)) continue;
    LayerContents& c = all[static_cast<std::size_t>(w)][static_cast<std::size_t>(t.grid.layer(cells.element[i]))];
    c.fibroblasts += 1;
    c.spread += cells.weight[0] * cells.spread[i] * static_cast<double>(cells.traction[i]);
  }
}

void add_collagen(const tissue::Tissue& t, const mesh::Windows& windows, const FibreLaw& law,
                  std::vector<Contents>& all) {
  const fibre::Network& n = t.network;
  struct Links {
    double volume = 0, sugar = 0, lox = 0;
  };
  std::vector<std::array<Links, mesh::n_layers>> links(windows.size());
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f] || n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) continue;
    const double per_length = law.carrying_volume(n, f) / n.length[f], holding = law.holding_mass(n, f) / n.length[f];
    if (!(holding > 0)) continue;
    double run = 0;  // volume in `here` so far: neighbouring segments of one fibre are not independent
    LayerContents* here = nullptr;
    const auto end_run = [&] {
      if (here) here->carrying_squared += run * run;
      run = 0;
    };
    for (std::uint32_t s = n.first_vertex[f]; s + 1 < n.first_vertex[f + 1]; ++s) {
      const std::int32_t w = n.host[s] < 0 ? -1 : windows.of(n.host[s]);
      if (w < 0) continue;
      Contents& window = all[static_cast<std::size_t>(w)];
      LayerContents* at = &window[static_cast<std::size_t>(t.grid.layer(n.host[s]))];
      if (at != here) {
        end_run();
        here = at;
      }
      const double length = fibre::segment(n, s).norm(), v = per_length * length;
      at->intact += holding * length;
      at->carrying += v;
      run += v;
      Links& l = links[static_cast<std::size_t>(w)][n.layer[f]];
      l.volume += v;
      l.sugar += v * n.age_links[f];
      l.lox += v * n.lox[f];
    }
    end_run();
  }
  for (std::size_t w = 0; w < all.size(); ++w)
    for (std::size_t l = 0; l < mesh::n_layers; ++l) {
      LayerContents& c = all[w][l];
      if (c.volume > 0) c.intact /= c.volume;
      if (links[w][l].volume > 0) {
        c.age_links = links[w][l].sugar / links[w][l].volume;
        c.lox = links[w][l].lox / links[w][l].volume;
      }
    }
}

}  // namespace

std::vector<Contents> contents(const tissue::Tissue& t, const mesh::Windows& windows, const FibreLaw& law) {
  std::vector<Contents> all(windows.size());
  add_fields(t, windows, all);
  add_cells(t, windows, all);
  add_collagen(t, windows, law, all);
  return all;
}

}  // namespace hari::mechanics
