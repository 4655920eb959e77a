// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "hari/anatomy/family.hpp"
#include "hari/anatomy/site.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "place.hpp"

namespace hari::anatomy {
namespace {

using mesh::Layer;
using tissue::CellKind;
using tissue::CellState;

// Cells of one kind in one layer. They lie along the bundles of that layer.
struct Group {
  CellKind kind;
  Layer layer;
  double number;  // real cells
};

const Family& bundles_of(Layer layer) {
  for (const Family& f : families)
    if (f.kind == fibre::Kind::collagen && f.layer == layer) return f;
  throw core::BugError("every dermal layer has a collagen family");
}

std::array<Group, 4> groups(const mesh::Grid& grid, const Site& place, const core::ParameterSet& p) {
  const auto volume = [&](Layer l) { return grid.area() * grid.slab(l).thickness(); };
  const double reticular_density = place.cell_density * p.value("anatomy.fibroblasts.reticular_density", "mm-3");
  const double papillary_density = reticular_density * p.value("anatomy.fibroblasts.papillary_ratio", "1");
  const double papillary = papillary_density * volume(Layer::papillary);
  const double reticular = reticular_density * volume(Layer::reticular);
  const double stem_fraction = p.value("anatomy.stem_cells.fraction", "1");
  const double niche = p.value("anatomy.stem_cells.papillary_share", "1");
  const double stem = stem_fraction / (1 - stem_fraction) * (papillary + reticular);
  return {{{CellKind::papillary_fibroblast, Layer::papillary, papillary},
           {CellKind::reticular_fibroblast, Layer::reticular, reticular},
           {CellKind::stem_cell, Layer::papillary, niche * stem},
           {CellKind::stem_cell, Layer::reticular, (1 - niche) * stem}}};
}

void resize(tissue::CellPopulation& c, std::size_t n) {
  c.id.resize(n);
  c.kind.resize(n);
  c.state.resize(n);
  c.position.resize(3 * n);
  c.axis.resize(3 * n);
  c.velocity.assign(3 * n, 0.0f);
  c.element.resize(n);
  c.spread.assign(n, 1.0);
  c.traction.assign(n, 1.0f);
  c.damage.assign(n, 0.0);
  c.divisions.assign(n, 0);
  c.born.assign(n, build_age.count());
  c.until_division.assign(n, 0.0);
  c.until_death.assign(n, 0.0);
  c.until_senescence.assign(n, 0.0);
  c.until_change.assign(n, 0.0);
  c.ordinal.assign(n, 0);
}

void place_group(tissue::CellPopulation& c, const Group& group, std::size_t number, std::size_t first, std::size_t n,
                 const BlockSpec& spec, const mesh::Grid& grid, const core::ParameterSet& p) {
  const Family& bundles = bundles_of(group.layer);
  const FamilyTraits t = at_site(bundles, traits(bundles, p), site(spec.site, spec.male, p));
  const double senescent = group.kind == CellKind::stem_cell ? 0.0 : p.value("senescence.young_fraction", "1");
  const mesh::Slab slab = grid.slab(group.layer);
  const Stratified strata(spec.seed, core::Purpose::cell_placement, number);
  const std::vector<std::uint32_t> order = morton_order(strata, n);
  core::for_each_index(n, [&](std::size_t r) {
    const std::uint32_t i = order[r];
    const std::size_t cell = first + r;
    c.id[cell] = core::child_id(cell_root, first + i);
    c.kind[cell] = static_cast<std::uint8_t>(group.kind);
    c.state[cell] =
        static_cast<std::uint8_t>(strata(i, senescence) < senescent ? CellState::senescent : CellState::active);
    const auto at = stratified_place(strata, i, grid, slab);
    const math::Vec3 along = direction(bundles, t, strata(i, azimuth), strata(i, tilt));
    for (std::size_t k = 0; k < 3; ++k) {
      c.position[3 * cell + k] = at[k];
      c.axis[3 * cell + k] = along[static_cast<int>(k)];
    }
    c.element[cell] = grid.locate(at[0], at[1], at[2]);
  });
}

}  // namespace

tissue::CellPopulation place_cells(const BlockSpec& spec, const mesh::Grid& grid, const core::ParameterSet& p) {
  const auto all = groups(grid, site(spec.site, spec.male, p), p);
  std::vector<double> shares;
  double real = 0;
  for (const Group& g : all) {
    shares.push_back(g.number);
    real += g.number;
  }
  const std::vector<std::size_t> count = apportion(spec.cells, shares);
  tissue::CellPopulation cells;
  resize(cells, spec.cells);
  cells.weight.assign(1, real / static_cast<double>(spec.cells));
  std::size_t first = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (count[k] == 0)
      throw core::ModelError(fmt::format("{} cells are too few: a kind that makes up {:.2g} % would be left out",
                                         spec.cells, 100 * all[k].number / real));
    place_group(cells, all[k], k, first, count[k], spec, grid, p);
    first += count[k];
  }
  return cells;
}

}  // namespace hari::anatomy
