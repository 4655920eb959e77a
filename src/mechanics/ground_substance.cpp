// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/ground_substance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

/// Now over young; 1 where young tissue has none, so that there is nothing to compare with.
double relative(const tissue::Tissue& t, mesh::Layer layer, const std::vector<double>& column,
                const std::vector<double>& young) {
  const double was = young[static_cast<std::size_t>(layer)];
  return was > 0 ? tissue::layer_mean(t, layer, column) / was : 1;
}

void mean_links(const tissue::Tissue& t, mesh::Layer layer, const FibreLaw& law, Makeup& m) {
  const fibre::Network& n = t.network;
  double volume = 0, links = 0, lox = 0;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f] || n.layer[f] != static_cast<std::uint8_t>(layer) ||
        n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic))
      continue;
    const double v = law.carrying_volume(n, f);
    volume += v;
    links += v * n.age_links[f];
    lox += v * n.lox[f];
  }
  if (!(volume > 0)) return;
  m.age_links = links / volume;
  m.lox = lox / volume;
}

}  // namespace

GroundSubstance GroundSubstance::from(const core::ParameterSet& p) {
  const GroundSubstance g{.solid_share = p.value("matrix.solid_share", "1"),
                          .time_by_hyaluronan = p.value("matrix.time_by_hyaluronan", "1"),
                          .time_by_water = p.value("matrix.time_by_water", "1"),
                          .weight_by_water = p.value("matrix.weight_by_water", "1"),
                          .friction = {.modulus = p.value("friction.modulus", "kPa"),
                                       .yield = p.value("friction.yield_stress", "kPa"),
                                       .time = p.value("friction.time", "s")},
                          .yield_by_glycation = p.value("friction.yield_glycation_gain", "1"),
                          .yield_by_lox = p.value("friction.yield_lox_gain", "1")};
  g.friction.check();
  if (!(g.yield_by_glycation + g.yield_by_lox <= 1))
    throw core::ModelError(
        fmt::format("friction: the yield stress gains {} by AGE links and {} by lysyl oxidase; "
                    "their sum must not exceed 1, else bundles without links would push",
                    g.yield_by_glycation, g.yield_by_lox));
  return g;
}

Makeup GroundSubstance::makeup(const tissue::Tissue& t, mesh::Layer layer, const FibreLaw& fibres) const {
  Makeup m;
  const tissue::Homeostasis& young = t.homeostasis;
  const double growth = tissue::layer_growth(t, layer);
  const double solids = solid_share * relative(t, layer, t.fields.collagen_density, young.collagen_density);
  m.water = (growth - solids) / ((1 - solid_share) * growth);
  if (!(m.water > 0))
    throw core::ModelError(
        fmt::format("{}: solids take {} of the young volume, the layer has only {} of it; see "
                    "matrix.solid_share",
                    mesh::name(layer), solids, growth));
  m.hyaluronan = relative(t, layer, t.fields.hyaluronan, young.hyaluronan) / growth;
  const double densest = *std::max_element(young.collagen_density.begin(), young.collagen_density.end());
  m.collagen = densest > 0 ? tissue::layer_mean(t, layer, t.fields.collagen_density) / densest / growth : 0;
  mean_links(t, layer, fibres, m);
  return m;
}

MatrixLaw GroundSubstance::matrix(const MatrixLaw& young, const Makeup& now) const {
  MatrixLaw m = young;
  const double slower = std::pow(now.hyaluronan, time_by_hyaluronan) * std::pow(now.water, -time_by_water);
  const double stronger = std::pow(now.water, -weight_by_water);
  double relaxing = 0;
  for (double g : young.share) relaxing += young.shear * g;
  m.shear += relaxing * (stronger - 1);
  for (std::size_t i = 0; i < n_branches; ++i) {
    m.share[i] = young.shear * young.share[i] * stronger / m.shear;
    m.time[i] = young.time[i] * slower;
  }
  m.friction = {.modulus = friction.modulus * now.collagen,
                .yield = friction.yield * now.collagen *
                         (1 + yield_by_glycation * (now.age_links - 1) + yield_by_lox * (now.lox - 1)),
                .time = friction.time};
  m.check();
  return m;
}

}  // namespace hari::mechanics
