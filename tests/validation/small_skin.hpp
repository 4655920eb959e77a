// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <utility>

#include "hari/anatomy/block.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::validation {

using core::Days;
using core::years;

inline core::ParameterSet shipped() {
  static const core::ParameterSet all = scenario::load_parameters(HARI_SOURCE_DIR "/data");
  return all;
}

/// A small block of young skin that lives under some exposures.
inline sim::Simulation small_skin(sim::Simulation::Interventions acting, const core::ParameterSet& p = shipped()) {
  const anatomy::BlockSpec spec{.site = "cheek",
                                .male = false,
                                .width_mm = 4,
                                .subcutis_mm = 0.75,
                                .elements_across = 6,
                                .fibres = 3000,
                                .cells = 1500,
                                .seed = 1};
  tissue::Tissue t = anatomy::build(spec, p);
  t.age = anatomy::build_age;
  sim::Simulation s(std::move(t), p, std::move(acting), {});
  s.settle();
  return s;
}

inline double dermis(const sim::Simulation& s, tissue::Substance substance) {
  return tissue::layer_mean(s.tissue(), mesh::Layer::reticular, s.tissue().fields[substance]);
}
inline double collagen_made(const sim::Simulation& s) {
  double sum = 0;
  for (double x : s.tissue().fields.collagen_source) sum += x;
  return sum;
}
inline double elastin(const sim::Simulation& s) {
  return tissue::composition(s.tissue()).elastin;
}
inline double collagen(const sim::Simulation& s) {
  return tissue::composition(s.tissue()).collagen;
}
/// Mean AGE cross-links of collagen.
inline double links(const sim::Simulation& s) {
  const fibre::Network& n = s.tissue().network;
  double sum = 0, count = 0;
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    if (n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::collagen) && n.alive[f]) sum += n.age_links[f], ++count;
  return sum / count;
}

template <class... Made>
sim::Simulation::Interventions list(Made... made) {
  sim::Simulation::Interventions all;
  (all.push_back(std::move(made)), ...);
  return all;
}

}  // namespace hari::validation
