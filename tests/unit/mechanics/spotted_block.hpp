// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>

#include "hari/core/draw.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/mechanics/rest.hpp"
#include "random_network.hpp"

namespace hari::mechanics {

inline Laws small_laws() {
  Laws laws{};
  laws.fibres = soft_tissue_fibres();
  for (MatrixLaw& m : laws.matrix) m = {.shear = 10, .bulk = 500, .share = {0.5, 0.2}, .time = {0.05, 1}};
  laws.ground_substance = {.solid_share = 0.2,
                           .time_by_hyaluronan = 0.5,
                           .time_by_water = 2,
                           .weight_by_web = 1,
                           .lasting_by_intact = 2,
                           .slow_time_by_intact = 0,
                           .friction = {.modulus = 0, .yield = 1, .time = 1},
                           .yield_by_glycation = 0,
                           .yield_by_lox = 0};
  laws.instrument = {core::Seconds(0.04), 3};
  return laws;
}

/// @brief An even block, 4 x 4 mm: fat, dermis with 6400 fibres, epidermis; no cells. Its fibres repeat a motif of 64
/// on a lattice of 0.4 mm, which the patches of a map divide into whole ones.
inline tissue::Tissue even_block() {
  constexpr std::size_t side = 80, motif = 8;
  tissue::Tissue t;
  using mesh::Layer;
  t.grid = mesh::Grid(mesh::graded_planes(0, 4, 10, 1), mesh::graded_planes(0, 4, 10, 1), {-2, -1.3, -0.7, -0.1, 0},
                      {Layer::hypodermis, Layer::reticular, Layer::reticular, Layer::epidermis});
  const fibre::Network pattern = random_network(motif * motif, t.grid);
  fibre::Network& n = t.network;
  for (std::size_t f = 0; f < side * side; ++f) {
    const std::size_t i = f % side, j = f / side, like = i % motif + motif * (j % motif);
    const std::uint32_t a = pattern.first_vertex[like], b = pattern.first_vertex[like + 1];
    const math::Vec3 middle(4 * (double(i) + 0.5) / side, 4 * (double(j) + 0.5) / side,
                            -0.2 - core::Draw(3, core::Purpose::test, like, 0).uniform());
    const math::Vec3 shift = middle - 0.5 * (pattern.point(a) + pattern.point(b - 1));
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    for (std::uint32_t v = a; v < b; ++v) {
      for (int k = 0; k < 3; ++k) n.vertex.push_back(static_cast<float>(pattern.point(v)[k] + shift[k]));
      n.host.push_back(-1);
    }
    n.id.push_back(f);
    n.weight.push_back(1);
    n.labile.push_back(0);
    n.cleaved.push_back(0);
    n.alive.push_back(1);
    n.kind.push_back(pattern.kind[like]);
    n.layer.push_back(pattern.layer[like]);
    n.length.push_back(pattern.length[like]);
    n.mature.push_back(pattern.mature[like] * 0.048);  // the same density: 100 motifs in 19.2 mm3 instead of one in 4
    n.slack.push_back(pattern.slack[like]);
    n.cuts.push_back(pattern.cuts[like]);
    n.lox.push_back(pattern.lox[like]);
    n.age_links.push_back(pattern.age_links[like]);
  }
  n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
  for (std::size_t f = 0; f < n.n_fibres(); ++f) fibre::place(n, f, t.grid);
  const std::size_t elements = t.grid.n_elements();
  t.fields.columns([&](const core::ColumnInfo&, auto& column) { column.assign(elements, 0.0); });
  t.fields.growth.assign(elements, 1);
  t.fields[tissue::Substance::hyaluronan_high].assign(elements, 0.4);
  t.homeostasis.columns([](const core::ColumnInfo&, auto& column) { column.assign(mesh::n_layers, 0.0); });
  t.homeostasis.hyaluronan.assign(mesh::n_layers, 0.4);
  sense_fibres(t, small_laws().fibres, fibre::segments_by_element(n, elements));
  t.homeostasis.collagen_density[1] = tissue::layer_mean(t, Layer::reticular, t.fields.collagen_density);
  return t;
}

/// Stands septa upright in the fat, one to each 0.4 mm along both axes, taut at rest: 2 % of its volume.
inline tissue::Tissue with_septa(tissue::Tissue t) {
  fibre::Network& n = t.network;
  constexpr int side = 10, segments = 5;
  n.first_vertex.pop_back();
  for (int f = 0; f < side * side; ++f) {
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    for (int s = 0; s <= segments; ++s) {
      for (double x : {0.2 + 0.4 * (f % side), 0.2 + 0.4 * (f / side), -1.95 + 0.12 * s})
        n.vertex.push_back(static_cast<float>(x));
      n.host.push_back(-1);
    }
    n.id.push_back(n.id.size());
    n.kind.push_back(static_cast<std::uint8_t>(fibre::Kind::retinaculum));
    n.layer.push_back(0);
    n.alive.push_back(1);
    n.weight.push_back(1);
    n.length.push_back(0.12 * segments);
    n.mature.push_back(2.2);
    for (auto* none : {&n.labile, &n.cleaved, &n.cuts}) none->push_back(0);
    for (auto* one : {&n.slack, &n.lox, &n.age_links}) one->push_back(1);
  }
  n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
  for (std::size_t f = n.n_fibres() - side * side; f < n.n_fibres(); ++f) fibre::place(n, f, t.grid);
  sense_fibres(t, small_laws().fibres, fibre::segments_by_element(n, t.grid.n_elements()));
  return t;
}

/// How far from the middle of the block, along the farther axis: a square spot or ring [mm].
inline double off_centre(double x, double y) {
  return std::max(std::abs(x - 2), std::abs(y - 2));
}

/// Multiplies the load-bearing mass of the collagen whose middle is between `from` and `to` off the centre.
inline tissue::Tissue with_collagen(tissue::Tissue t, double from, double to, double factor) {
  fibre::Network& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    const math::Vec3 x = 0.5 * (n.point(n.first_vertex[f]) + n.point(n.first_vertex[f + 1] - 1));
    const double off = off_centre(x.x(), x.y());
    if (n.kind[f] == 0 && off >= from && off < to) n.mature[f] *= factor;
  }
  sense_fibres(t, small_laws().fibres, fibre::segments_by_element(n, t.grid.n_elements()));
  return t;
}

/// Multiplies a field of the dermis less than `to` off the centre.
inline tissue::Tissue with_field(tissue::Tissue t, std::vector<double> tissue::Fields::*field, double to,
                                 double factor) {
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const auto x = t.grid.centre(element);
    if (mesh::is_dermis(t.grid.layer(element)) && off_centre(x[0], x[1]) < to) (t.fields.*field)[e] *= factor;
  }
  return t;
}

inline tissue::Tissue with_hyaluronan(tissue::Tissue t, double to, double factor) {
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const auto x = t.grid.centre(element);
    if (mesh::is_dermis(t.grid.layer(element)) && off_centre(x[0], x[1]) < to)
      t.fields[tissue::Substance::hyaluronan_high][e] *= factor;
  }
  return t;
}

}  // namespace hari::mechanics
