// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/draw.hpp"
#include "hari/mechanics/fibre_law.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::mechanics {

inline mesh::Grid dermis_grid() {
  return mesh::Grid({0, 2}, {0, 2}, {-1, 0}, {mesh::Layer::reticular});
}

inline FibreLaw soft_tissue_fibres() {
  return {.collagen_modulus = 250e3,
          .elastin_modulus = 1e3,
          .collagen_spread = 0.03,
          .elastic_spread = 0.05,
          .shear_lag = 0.05,
          .collagen_packing = 1000,
          .elastin_packing = 500};
}

/// The same with fibrils that slip.
inline FibreLaw slipping_fibres() {
  FibreLaw law = soft_tissue_fibres();
  law.slip = {.onset = 0.015, .time = 10, .lag = 0.15, .glycation_gain = 0.3, .lox_gain = 0.5};
  return law;
}

/// Straight fibres, mostly in plane, more along x; every tenth elastic and prestretched.
inline fibre::Network random_network(std::size_t n_fibres, const mesh::Grid& grid, int segments = 8) {
  fibre::Network n;
  for (std::size_t f = 0; f < n_fibres; ++f) {
    core::Draw draw(7, core::Purpose::test, f, 0);
    const bool elastic = f % 10 == 0;
    const double angle = 0.6 * draw.normal(), tilt = 0.15 * draw.normal();
    const math::Vec3 m(std::cos(angle) * std::cos(tilt), std::sin(angle) * std::cos(tilt), std::sin(tilt));
    const math::Vec3 middle(2 * draw.uniform(), 2 * draw.uniform(), -draw.uniform());
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    for (int s = 0; s <= segments; ++s) {
      const math::Vec3 x = middle + 0.05 * s * m;
      for (int i = 0; i < 3; ++i) n.vertex.push_back(static_cast<float>(x[i]));
      n.host.push_back(s < segments ? grid.locate(x.x(), x.y(), x.z()) : -1);
    }
    n.id.push_back(f);
    n.kind.push_back(elastic ? 1 : 0);
    n.layer.push_back(1);
    n.alive.push_back(1);
    n.weight.push_back(1);
    n.length.push_back(0.05 * segments);
    n.mature.push_back((elastic ? 400.0 : 1100.0) / double(n_fibres));  // 10 and 250 ug/mm3 in 4 mm3
    for (auto* none : {&n.labile, &n.cleaved}) none->push_back(0);
    n.slack.push_back(elastic ? 0.75 + 0.03 * draw.normal() : std::max(0.995, 1.12 + 0.06 * draw.normal()));
    n.cuts.push_back(f % 7 == 0 ? 2 : 0);
    n.lox.push_back(1 + 0.2 * draw.normal());
    n.age_links.push_back(1.5 + 0.3 * draw.normal());
  }
  n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
  return n;
}

}  // namespace hari::mechanics
