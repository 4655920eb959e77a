// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/anatomy/block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "hari/anatomy/family.hpp"
#include "hari/anatomy/site.hpp"
#include "hari/core/error.hpp"
#include "place.hpp"

namespace hari::anatomy {
namespace {

using mesh::Layer;

// Resolution in depth, chosen for 20 elements across: enough sheets for the stress to bend through the dermis.
constexpr int reference_across = 20;
struct Sheets {
  Layer layer;
  int at_reference;
  double grading;  // thickness of the uppermost sheet over that of the lowest
};
constexpr std::array<Sheets, mesh::n_layers> sheets{
    {{Layer::hypodermis, 4, 0.4}, {Layer::reticular, 10, 1.0}, {Layer::papillary, 3, 1.0}, {Layer::epidermis, 1, 1.0}}};

void check(const BlockSpec& s) {
  const auto require = [](bool good, const std::string& what) {
    if (!good) throw core::ModelError("block: " + what);
  };
  require(std::isfinite(s.width_mm) && s.width_mm > 0, fmt::format("width is {} mm; it must be positive", s.width_mm));
  require(std::isfinite(s.subcutis_mm) && s.subcutis_mm > 0,
          fmt::format("depth of subcutis is {} mm; it must be positive", s.subcutis_mm));
  require(s.elements_across >= 1 && s.elements_across <= 1000,
          fmt::format("elements across are {}; allowed is 1 to 1000", s.elements_across));
  constexpr std::size_t most = 1U << 24;  // strata are scrambled to this depth
  require(s.fibres >= 1 && s.fibres <= most, fmt::format("fibres are {}; allowed is 1 to {}", s.fibres, most));
  require(s.cells >= 1 && s.cells <= most, fmt::format("cells are {}; allowed is 1 to {}", s.cells, most));
}

tissue::Fields blank_fields(std::size_t n_elements) {
  tissue::Fields fields;
  fields.columns([&](const core::ColumnInfo&, auto& column) { column.assign(n_elements, 0.0); });
  fields.growth.assign(n_elements, 1.0);
  return fields;
}

}  // namespace

mesh::Grid build_grid(const BlockSpec& spec, const core::ParameterSet& parameters) {
  check(spec);
  const Site s = site(spec.site, spec.male, parameters);
  const std::array<double, mesh::n_layers> thickness{spec.subcutis_mm, s.reticular, s.papillary, s.epidermis};
  double bottom = -(thickness[0] + thickness[1] + thickness[2] + thickness[3]);
  std::vector<double> z{bottom};
  std::vector<Layer> layer_of_k;
  for (std::size_t l = 0; l < sheets.size(); ++l) {
    const int n =
        std::max(1, (sheets[l].at_reference * spec.elements_across + reference_across / 2) / reference_across);
    const double top = l + 1 == sheets.size() ? 0.0 : bottom + thickness[l];
    const std::vector<double> planes = mesh::graded_planes(bottom, top, n, sheets[l].grading);
    z.insert(z.end(), planes.begin() + 1, planes.end());
    layer_of_k.insert(layer_of_k.end(), static_cast<std::size_t>(n), sheets[l].layer);
    bottom = top;
  }
  const std::vector<double> across = mesh::graded_planes(0, spec.width_mm, spec.elements_across, 1.0);
  return mesh::Grid(across, across, std::move(z), std::move(layer_of_k));
}

tissue::Tissue build(const BlockSpec& spec, const core::ParameterSet& parameters) {
  tissue::Tissue t;
  t.age = build_age;
  t.seed = spec.seed;
  t.grid = build_grid(spec, parameters);
  t.network = place_fibres(spec, t.grid, parameters);
  t.cells = place_cells(spec, t.grid, parameters);
  t.fields = blank_fields(t.grid.n_elements());
  t.homeostasis.columns([](const core::ColumnInfo& info, auto& column) {
    column.assign(mesh::n_layers * static_cast<std::size_t>(info.width), 0.0);
  });
  for (const Family& f : families)
    if (f.kind != fibre::Kind::elastic)
      t.homeostasis.type_three[static_cast<std::size_t>(f.layer)] = traits(f, parameters).type_three;
  return t;
}

}  // namespace hari::anatomy
