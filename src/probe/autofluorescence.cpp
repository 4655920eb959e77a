// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/autofluorescence.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::probe {

Autofluorescence autofluorescence(const tissue::Tissue& t, const core::ParameterSet& p) {
  const mesh::Grid& g = t.grid;
  const double reach = p.value("autofluorescence.depth", "mm");
  const std::size_t sheet = g.n_elements() / static_cast<std::size_t>(g.nz());
  Autofluorescence a;
  double light = 0, sum = 0;
  for (std::size_t k = static_cast<std::size_t>(g.nz()); k-- > 0;) {
    const mesh::Layer layer = g.layer_of_k()[k];
    if (layer != mesh::Layer::papillary && layer != mesh::Layer::reticular) continue;
    double links = 0, volume = 0;
    for (std::size_t e = k * sheet; e < (k + 1) * sheet; ++e) {
      const double v = g.volume(static_cast<mesh::ElementIndex>(e));
      links += v * t.fields.age_links[e];
      volume += v;
    }
    a.depth_mm.push_back(g.z().back() - (g.z()[k] + g.z()[k + 1]) / 2);
    a.age_links.push_back(links / volume);
    const double reached = (g.z()[k + 1] - g.z()[k]) * std::exp(-a.depth_mm.back() / reach);
    light += reached;
    sum += reached * a.age_links.back();
  }
  core::expect(light > 0, "a block needs a dermis");
  a.seen = sum / light;
  a.units = p.value("autofluorescence.young", "1") + p.value("autofluorescence.per_link", "1") * (a.seen - 1);
  return a;
}

core::Schema autofluorescence_schema() {
  return {
      .name = "autofluorescence",
      .doc = "Skin autofluorescence, the clinic's reader of AGE: what sugar has linked, which also makes skin yellow.",
      .keys = {}};
}

}  // namespace hari::probe
