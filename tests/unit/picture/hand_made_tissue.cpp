// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hand_made_tissue.hpp"

#include <cmath>
#include <numbers>

#include "hari/core/draw.hpp"

namespace hari::picture::tests {
namespace {

using fibre::Kind;
using math::Vec3;
using mesh::Layer;

constexpr double width = 4;

void lay(tissue::Tissue& t, Kind kind, Layer layer, double low, double high, double rise, double length, double slack) {
  auto& n = t.network;
  const auto f = n.n_fibres();
  core::Draw draw(1, core::Purpose::test, f, 0);
  Vec3 p(width * draw.uniform(), width * draw.uniform(), low + (high - low) * draw.uniform());
  double heading = kind == Kind::collagen && layer == Layer::reticular ? 0.5 * draw.normal() : 7 * draw.uniform();
  double climb = rise * draw.normal();
  n.id.push_back(1000 + f);
  n.kind.push_back(static_cast<std::uint8_t>(kind));
  n.layer.push_back(static_cast<std::uint8_t>(layer));
  n.alive.push_back(1);
  n.weight.push_back(1);
  n.calibre.push_back(0.5 + draw.uniform());
  n.labile.push_back(0);
  n.mature.push_back(n.calibre.back());
  n.cleaved.push_back(0);
  n.slack.push_back(slack);
  n.native_slack.push_back(slack);
  n.lox.push_back(1);
  n.age_links.push_back(1);
  n.cuts.push_back(draw.uniform() < 0.3 ? 1 : 0);
  n.until_cut.push_back(1);
  n.cut_ordinal.push_back(0);
  n.born.push_back(0);
  n.length.push_back(0);
  constexpr int vertices = 9;
  for (int v = 0; v < vertices; ++v) {
    for (const double c : {p.x(), p.y(), p.z()}) n.vertex.push_back(static_cast<float>(c));
    n.host.push_back(-1);
    heading += 0.15 * draw.normal();
    const double s = length / (vertices - 1);
    double unused = 1;
    p += s * Vec3(std::cos(heading) * std::cos(climb), std::sin(heading) * std::cos(climb), std::sin(climb));
    p = {mesh::reflect(p.x(), 0, width, unused), mesh::reflect(p.y(), 0, width, unused),
         mesh::reflect(p.z(), low, high, unused)};
  }
  n.first_vertex.push_back(static_cast<std::uint32_t>(n.n_vertices()));
  fibre::place(n, f, t.grid);
}

void seed(tissue::Tissue& t, tissue::CellKind kind, double low, double high) {
  auto& c = t.cells;
  core::Draw draw(2, core::Purpose::test, c.size(), 0);
  const double turn = 2 * std::numbers::pi * draw.uniform();
  c.id.push_back(c.size());
  c.kind.push_back(static_cast<std::uint8_t>(kind));
  c.state.push_back(0);
  for (const double x : {width * draw.uniform(), width * draw.uniform(), low + (high - low) * draw.uniform()})
    c.position.push_back(x);
  for (const double a : {std::cos(turn), std::sin(turn), 0.0}) c.axis.push_back(a);
  c.element.push_back(0);
  c.spread.push_back(0.8 + 0.3 * draw.uniform());
}

}  // namespace

tissue::Tissue young_tissue(std::size_t n_fibres) {
  tissue::Tissue t;
  t.age = core::years(25);
  const std::vector<double> z{-3.4, -2.4, -1.4, -1.1, -0.8, -0.5, -0.25, -0.16, -0.08, 0};
  const std::vector<Layer> layers{Layer::hypodermis, Layer::hypodermis, Layer::reticular,
                                  Layer::reticular,  Layer::reticular,  Layer::reticular,
                                  Layer::papillary,  Layer::papillary,  Layer::epidermis};
  const auto planes = mesh::graded_planes(0, width, 8, 1);
  t.grid = mesh::Grid(planes, planes, z, layers);
  t.fields.growth.assign(t.grid.n_elements(), 1.0);
  t.fields[tissue::Substance::hyaluronan_high].assign(t.grid.n_elements(), 0.0);
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto layer = t.grid.layer(static_cast<mesh::ElementIndex>(e));
    if (mesh::is_dermis(layer)) t.fields[tissue::Substance::hyaluronan_high][e] = layer == Layer::papillary ? 0.6 : 0.4;
  }
  t.network.first_vertex.push_back(0);
  for (std::size_t f = 0; f < n_fibres; ++f) {
    const double share = static_cast<double>(f % 100);
    if (share < 56)
      lay(t, Kind::collagen, Layer::reticular, -1.4, -0.25, 0.25, 1.8, 1.12);
    else if (share < 78)
      lay(t, Kind::collagen, Layer::papillary, -0.25, -0.08, 0.6, 0.5, 1.08);
    else if (share < 90)
      lay(t, Kind::elastic, Layer::reticular, -1.4, -0.25, 0.5, 1.2, 0.8);
    else if (share < 97)
      lay(t, Kind::elastic, Layer::papillary, -0.25, -0.08, 1.3, 0.3, 0.8);
    else
      lay(t, Kind::retinaculum, Layer::hypodermis, -3.4, -1.1, 1.3, 2.6, 1.05);
  }
  t.cells.weight.assign(1, 1.0);
  for (std::size_t c = 0; c < n_fibres / 4; ++c)
    if (c % 20 == 19)
      seed(t, tissue::CellKind::stem_cell, -0.5, -0.08);
    else if (c % 3 == 0)
      seed(t, tissue::CellKind::papillary_fibroblast, -0.25, -0.08);
    else
      seed(t, tissue::CellKind::reticular_fibroblast, -1.4, -0.25);
  return t;
}

tissue::Tissue worn_tissue(std::size_t n_fibres) {
  tissue::Tissue t = young_tissue(n_fibres);
  t.age = core::years(75);
  auto& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    n.mature[f] *= 0.6;
    n.cuts[f] = 5 * n.cuts[f] + (f % 2 == 0 ? 2 : 0);
    n.slack[f] = 1 + 0.3 * (n.slack[f] - 1);
  }
  for (std::size_t c = 0; c < t.cells.size(); ++c) {
    t.cells.spread[c] *= 0.5;
    if (c % 7 == 0) t.cells.state[c] = static_cast<std::uint8_t>(tissue::CellState::senescent);
  }
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    if (mesh::is_dermis(t.grid.layer(static_cast<mesh::ElementIndex>(e)))) t.fields.growth[e] = 0.75;
    t.fields[tissue::Substance::hyaluronan_high][e] *= 0.3;
  }
  return t;
}

}  // namespace hari::picture::tests
