// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "births.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hari::cells {
namespace {

using core::Draw;
using core::Purpose;
using mesh::Layer;
using tissue::CellKind;
using tissue::CellPopulation;
using tissue::CellState;
using tissue::Tissue;

struct Place {
  std::array<double, 3> at{}, axis{};
};

/// A row for a child with its mother's damage and shape; it has divided as often as told.
void append(Tissue& t, std::size_t mother, std::uint64_t id, CellKind kind, std::uint32_t divisions, const Place& p) {
  CellPopulation& c = t.cells;
  c.id.push_back(id);
  c.kind.push_back(static_cast<std::uint8_t>(kind));
  c.state.push_back(static_cast<std::uint8_t>(CellState::active));
  c.position.insert(c.position.end(), p.at.begin(), p.at.end());
  c.axis.insert(c.axis.end(), p.axis.begin(), p.axis.end());
  c.velocity.insert(c.velocity.end(), 3, 0.0f);
  c.element.push_back(t.grid.locate(p.at[0], p.at[1], p.at[2]));
  c.spread.push_back(c.spread[mother]);
  c.traction.push_back(c.traction[mother]);
  c.damage.push_back(c.damage[mother]);
  c.divisions.push_back(divisions);
  c.born.push_back(t.age.count());
  c.ordinal.push_back(1);  // 0 is the draw of its place
  for (auto* hazard : {&c.until_division, &c.until_death, &c.until_senescence, &c.until_change}) hazard->push_back(0);
  const std::size_t child = c.size() - 1;
  const bool stem = kind == CellKind::stem_cell;
  c.until_division[child] = threshold(t, child, Purpose::division);
  c.until_death[child] = threshold(t, child, stem ? Purpose::stem_loss : Purpose::death);
  c.until_senescence[child] = threshold(t, child, Purpose::senescence);
  c.until_change[child] = threshold(t, child, Purpose::differentiation);
}

/// Direction of a collagen fibre of the element, or `otherwise` where none runs.
std::array<double, 3> along_a_fibre(const Tissue& t, const fibre::SegmentsByElement& by, std::size_t element,
                                    Draw& draw, const double* otherwise) {
  std::array<double, 3> axis{otherwise[0], otherwise[1], otherwise[2]};
  if (by.first.empty()) return axis;
  const std::uint32_t begin = by.first[element], n = by.first[element + 1] - begin;
  const auto start = static_cast<std::uint32_t>(draw.uniform() * n);
  for (std::uint32_t tried = 0; tried < n; ++tried) {
    const std::uint32_t row = begin + (start + tried) % n;
    if (!t.network.alive[by.fibre[row]] ||
        t.network.kind[by.fibre[row]] == static_cast<std::uint8_t>(fibre::Kind::elastic))
      continue;
    const math::Vec3 along = fibre::segment(t.network, by.segment[row]);
    const double length = along.norm();
    if (!(length > 0)) continue;
    for (int a = 0; a < 3; ++a) axis[static_cast<std::size_t>(a)] = along[a] / length;
    break;
  }
  return axis;
}

}  // namespace

double threshold(Tissue& t, std::size_t i, Purpose purpose) {
  return Draw(t.seed, purpose, t.cells.id[i], t.cells.ordinal[i]++).exponential();
}

void divide_stem_cell(Tissue& t, const CellLaw& law, const fibre::SegmentsByElement& fibres, std::size_t mother,
                      double empty) {
  CellPopulation& c = t.cells;
  const std::uint64_t id = core::child_id(c.id[mother], c.ordinal[mother]++);
  ++c.divisions[mother];
  const Layer layer = t.grid.layer(c.element[mother]);
  const mesh::Slab slab = t.grid.slab(layer);
  Draw draw(t.seed, Purpose::division, id, 0);
  double unused = 1;
  Place p;
  p.at[0] =
      mesh::reflect(c.position[3 * mother] + law.homing * draw.normal(), t.grid.x().front(), t.grid.x().back(), unused);
  p.at[1] = mesh::reflect(c.position[3 * mother + 1] + law.homing * draw.normal(), t.grid.y().front(),
                          t.grid.y().back(), unused);
  p.at[2] = slab.bottom + slab.thickness() * draw.uniform();
  const bool renews = draw.uniform() < law.self_renewal * std::max(0.0, empty);
  p.axis = along_a_fibre(t, fibres, static_cast<std::size_t>(t.grid.locate(p.at[0], p.at[1], p.at[2])), draw,
                         &c.axis[3 * mother]);
  const CellKind fibroblast =
      layer == Layer::papillary ? CellKind::papillary_fibroblast : CellKind::reticular_fibroblast;
  append(t, mother, id, renews ? CellKind::stem_cell : fibroblast, 0, p);
}

bool divide_fibroblast(Tissue& t, const CellLaw& law, std::size_t mother) {
  CellPopulation& c = t.cells;
  const std::uint64_t id = core::child_id(c.id[mother], c.ordinal[mother]++);
  const std::uint32_t divisions = ++c.divisions[mother];
  Place p;
  for (std::size_t a = 0; a < 3; ++a) {
    p.at[a] = c.position[3 * mother + a];
    p.axis[a] = c.axis[3 * mother + a];
  }
  append(t, mother, id, static_cast<CellKind>(c.kind[mother]), divisions, p);
  if (divisions < law.division_limit) return false;
  for (const std::size_t cell : {mother, c.size() - 1}) {
    c.state[cell] = static_cast<std::uint8_t>(CellState::senescent);
    c.until_death[cell] = threshold(t, cell, Purpose::clearance);
  }
  return true;
}

void close_rows(CellPopulation& c, const std::vector<std::uint8_t>& dead) {
  std::size_t last = dead.size();
  std::vector<std::pair<std::size_t, std::size_t>> moves;  // from, to
  for (std::size_t hole = 0; hole < last; ++hole) {
    if (!dead[hole]) continue;
    while (last > hole && dead[last - 1]) --last;
    if (last <= hole) break;
    moves.emplace_back(--last, hole);
  }
  c.columns([&](const core::ColumnInfo& info, auto& column) {
    if (info.name == "weight") return;
    const auto w = static_cast<std::ptrdiff_t>(info.width);
    for (const auto& [from, to] : moves)
      std::copy_n(column.begin() + w * static_cast<std::ptrdiff_t>(from), w,
                  column.begin() + w * static_cast<std::ptrdiff_t>(to));
    column.resize(static_cast<std::size_t>(w) * last);
  });
}

}  // namespace hari::cells
