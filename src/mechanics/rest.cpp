// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/rest.hpp"

#include "hari/core/parallel.hpp"

namespace hari::mechanics {

void sense_fibres(tissue::Tissue& t, const FibreLaw& law, const fibre::SegmentsByElement& by) {
  const fibre::Network& n = t.network;
  // Per millimetre of fibre, for all the fibres it stands for.
  struct PerLength {
    double mass, anchorage, force, recoil, age_links, elastotic;
  };
  std::vector<PerLength> of(n.n_fibres());
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    if (!n.alive[f]) return;
    const double carrying = law.carrying_volume(n, f);
    const double force = carrying * law.respond(n, f, 1.0).strain / n.length[f];
    if (n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) {
      of[f] = {0, 0, force, force, 0, n.weight[f] * n.cleaved[f] / n.length[f]};
    } else {
      const double mass = n.weight[f] * (n.labile[f] + n.mature[f] + n.cleaved[f]) / n.length[f];
      of[f] = {mass, law.holding_mass(n, f) / n.length[f], force, 0, mass * n.age_links[f], 0};
    }
  });
  core::for_each_index(
      t.grid.n_elements(),
      [&](std::size_t e) {
        PerLength sum{};
        for (std::uint32_t row = by.first[e]; row < by.first[e + 1]; ++row) {
          const PerLength& p = of[by.fibre[row]];
          const double length = by.length[row];
          sum.mass += length * p.mass;
          sum.anchorage += length * p.anchorage;
          sum.force += length * p.force * by.in_plane[row] / 2;
          sum.recoil += length * p.recoil * by.in_plane[row] / 2;
          sum.age_links += length * p.age_links;
          sum.elastotic += length * p.elastotic;
        }
        const double volume = t.grid.volume(static_cast<mesh::ElementIndex>(e));
        t.fields.collagen_density[e] = sum.mass / volume;
        t.fields.anchorage[e] = sum.anchorage / volume;
        t.fields.age_links[e] = sum.mass > 0 ? sum.age_links / sum.mass : 1.0;
        t.fields.elastotic[e] = sum.elastotic / volume;
        t.fields.tension[e] = sum.force / (volume * t.fields.growth[e]);
        t.fields.recoil[e] = sum.recoil / (volume * t.fields.growth[e]);
      },
      64);
}

}  // namespace hari::mechanics
