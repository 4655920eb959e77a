// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/core/draw.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::test {

inline const core::ParameterSet& parameters() {
  static const auto set = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

/// Fields on a grid, all zero, growth 1; no fibres, no cells.
inline tissue::Tissue tissue_of(mesh::Grid grid) {
  tissue::Tissue t;
  t.grid = std::move(grid);
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  for (auto& source : t.fields.source) source.assign(t.grid.n_elements(), 0.0);
  t.fields.growth.assign(t.grid.n_elements(), 1.0);
  t.homeostasis.columns([](const core::ColumnInfo& info, auto& column) {
    column.assign(mesh::n_layers * static_cast<std::size_t>(info.width), 0.0);
  });
  return t;
}

/// 2 x 2 mm; fat, reticular and papillary dermis, epidermis; elements of 0.2 mm in the plane.
inline mesh::Grid skin() {
  using enum mesh::Layer;
  return mesh::Grid(mesh::graded_planes(0, 2, 10, 1), mesh::graded_planes(0, 2, 10, 1),
                    {-2, -1.5, -1.2, -0.9, -0.6, -0.3, -0.2, -0.1, 0},
                    {hypodermis, hypodermis, reticular, reticular, reticular, papillary, papillary, epidermis});
}

inline mesh::Grid one_element() {
  return mesh::Grid({0, 1}, {0, 1}, {-1, 0}, {mesh::Layer::reticular});
}

inline std::vector<double> random_column(std::size_t n, std::uint64_t seed) {
  std::vector<double> u(n);
  for (std::size_t e = 0; e < n; ++e) u[e] = core::Draw(seed, core::Purpose::test, e, 0).uniform();
  return u;
}

}  // namespace hari::test
