// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_law.hpp"

namespace hari::mechanics {
namespace {

bool is_elastic(const fibre::Network& n, std::size_t f) {
  return n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
}

}  // namespace

FibreLaw FibreLaw::from(const core::ParameterSet& p) {
  return {.collagen_modulus = p.value("collagen.fibril_modulus", "kPa"),
          .elastin_modulus = p.value("elastin.modulus", "kPa"),
          .collagen_spread = p.value("collagen.bundle_slack_spread", "1"),
          .elastic_spread = p.value("elastin.slack_spread", "1"),
          .shear_lag = p.value("collagen.shear_lag_length", "mm"),
          .collagen_packing = p.value("collagen.packing", "ug/mm3"),
          .elastin_packing = p.value("elastin.packing", "ug/mm3")};
}

double FibreLaw::carrying_volume(const fibre::Network& n, std::size_t f) const {
  const double free_length = n.length[f] / (1 + n.cuts[f]);
  const double packing = is_elastic(n, f) ? elastin_packing : collagen_packing;
  const double transfer = n.cuts[f] > 0 ? fibre::load_transfer(free_length, shear_lag) : 1.0;
  return n.weight[f] * n.mature[f] / packing * transfer;
}

fibre::Recruited FibreLaw::respond(const fibre::Network& n, std::size_t f, double stretch) const {
  const bool elastic = is_elastic(n, f);
  const double modulus = elastic ? elastin_modulus : collagen_modulus;
  const fibre::Recruited r = fibre::recruit(stretch, n.slack[f], elastic ? elastic_spread : collagen_spread);
  return {modulus * r.energy, modulus * r.strain, modulus * r.stiffness};
}

}  // namespace hari::mechanics
