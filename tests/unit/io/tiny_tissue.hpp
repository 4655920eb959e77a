// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <vector>

#include "hari/tissue/tissue.hpp"

namespace hari::io::testing {

/// A block of 2 x 2 x 4 elements, a sheet per layer, with three fibres and four cells. Every number differs from its
/// neighbours where it may, so that a swap shows.
inline tissue::Tissue tiny_tissue(std::vector<std::uint32_t> vertices_per_fibre = {2, 3, 2}) {
  using mesh::Layer;
  tissue::Tissue t;
  t.age = core::years(50);
  t.seed = 0xffffffffffffff01u;
  t.grid = mesh::Grid({0, 1, 2}, {0, 0.5, 1}, {-4, -2, -0.3, -0.1, 0},
                      {Layer::hypodermis, Layer::reticular, Layer::papillary, Layer::epidermis});
  const auto fill = [](auto& state, std::size_t rows) {
    double next = 0.1;
    state.columns([&](const core::ColumnInfo& info, auto& values) {
      values.clear();
      for (std::size_t i = 0; i < rows * static_cast<std::size_t>(info.width); ++i, next += 0.7)
        values.push_back(static_cast<typename std::decay_t<decltype(values)>::value_type>(next));
    });
  };
  fill(t.fields, t.grid.n_elements());
  t.fields.growth.assign(t.grid.n_elements(), 1.0);
  fill(t.homeostasis, mesh::n_layers);
  fill(t.ledger, tissue::Ledger::n_accounts);

  const std::size_t n = vertices_per_fibre.size();
  fill(t.network, n);
  t.network.first_vertex = {0};
  t.network.vertex.clear();
  t.network.host.clear();
  for (std::size_t f = 0; f < n; ++f) {
    t.network.kind[f] = static_cast<std::uint8_t>(f % 3);
    t.network.layer[f] = static_cast<std::uint8_t>(Layer::reticular);
    t.network.alive[f] = 1;
    for (std::uint32_t v = 0; v < vertices_per_fibre[f]; ++v) {
      const float along = 0.2f + 0.3f * static_cast<float>(v);
      t.network.vertex.insert(t.network.vertex.end(), {along, 0.1f * static_cast<float>(f + 1), -1.0f - along});
      const bool last = v + 1 == vertices_per_fibre[f];
      t.network.host.push_back(last ? -1 : t.grid.locate(along, 0.1 * static_cast<double>(f + 1), -1.0 - along));
    }
    t.network.first_vertex.push_back(static_cast<std::uint32_t>(t.network.host.size()));
  }

  fill(t.cells, 4);
  t.cells.weight = {12.5};
  t.cells.position = {0.3, 0.2, -1, 1.2, 0.7, -0.2, 0.9, 0.1, -0.05, 1.9, 0.9, -3};
  for (std::size_t c = 0; c < 4; ++c) {
    t.cells.kind[c] = static_cast<std::uint8_t>(c % 3);
    t.cells.state[c] = static_cast<std::uint8_t>(c % 2);
    const double* p = t.cells.position.data() + 3 * c;
    t.cells.element[c] = t.grid.locate(p[0], p[1], p[2]);
  }
  return t;
}

}  // namespace hari::io::testing
