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
double relative(double now, double young) {
  return young > 0 ? now / young : 1;
}

}  // namespace

GroundSubstance GroundSubstance::from(const core::ParameterSet& p) {
  const GroundSubstance g{.solid_share = p.value("matrix.solid_share", "1"),
                          .time_by_hyaluronan = p.value("matrix.time_by_hyaluronan", "1"),
                          .time_by_water = p.value("matrix.time_by_water", "1"),
                          .weight_by_web = p.value("matrix.weight_by_web", "1"),
                          .lasting_by_intact = p.value("matrix.lasting_by_intact", "1"),
                          .slow_time_by_intact = p.value("matrix.slow_time_by_intact", "1"),
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

Makeup GroundSubstance::makeup(const LayerContents& now, const tissue::Homeostasis& young, mesh::Layer layer) const {
  if (!(now.volume > 0)) return {.collagen = 0};
  const auto l = static_cast<std::size_t>(layer);
  // The solids of a dermis are its collagen; cell layers that come and go take theirs along.
  const bool woven = young.collagen_density[l] > 0;
  const double solids = solid_share * (woven ? relative(now.collagen, young.collagen_density[l]) : now.growth);
  Makeup m{.age_links = now.age_links, .lox = now.lox};
  m.water = (now.growth - solids) / ((1 - solid_share) * now.growth);
  if (!(m.water > 0))
    throw core::ModelError(
        fmt::format("{}: solids take {} of the young volume, the layer has only {} of it; see "
                    "matrix.solid_share",
                    mesh::name(layer), solids, now.growth));
  m.hyaluronan = relative(now.hyaluronan, young.hyaluronan[l]) / now.growth;
  if (mesh::is_dermis(layer) && now.collagen > 0)
    m.intact = relative(now.intact / now.collagen, young.anchorage[l] / young.collagen_density[l]);
  const double densest = *std::max_element(young.collagen_density.begin(), young.collagen_density.end());
  m.collagen = densest > 0 ? now.collagen / densest / now.growth : 0;
  if (woven) m.web = now.collagen / young.collagen_density[l] / now.growth;
  return m;
}

MatrixLaw GroundSubstance::matrix(const MatrixLaw& young, const Makeup& now) const {
  MatrixLaw m = young;
  const double slower = std::pow(now.hyaluronan, time_by_hyaluronan) * std::pow(now.water, -time_by_water);
  const double stronger = std::pow(now.web, weight_by_web);
  double lasting = young.shear * stronger;
  std::array<double, n_branches> modulus{};
  for (std::size_t i = 0; i < n_branches; ++i) {
    modulus[i] = young.shear * young.share[i] * stronger;
    lasting -= modulus[i];
    m.time[i] = young.time[i] * slower;
  }
  const double quicker = std::pow(std::min(1.0, now.intact), slow_time_by_intact);
  m.time[slow_branch] = std::max(std::min(m.time[fast_branch], m.time[slow_branch]), m.time[slow_branch] * quicker);
  const double held = lasting * std::pow(std::min(1.0, now.intact), lasting_by_intact);
  modulus[slow_branch] += lasting - held;
  m.shear = held;
  for (double mu : modulus) m.shear += mu;
  for (std::size_t i = 0; i < n_branches; ++i) m.share[i] = modulus[i] / m.shear;
  m.friction = {.modulus = friction.modulus * now.collagen,
                .yield = friction.yield * now.collagen *
                         (1 + yield_by_glycation * (now.age_links - 1) + yield_by_lox * (now.lox - 1)),
                .time = friction.time};
  m.check();
  return m;
}

}  // namespace hari::mechanics
