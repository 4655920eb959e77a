// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

bool is_elastic(const fibre::Network& n, std::size_t f) {
  return n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
}

}  // namespace

void SlipLaw::check() const {
  if (!(onset > 0) || !(time > 0))
    throw core::ModelError(fmt::format("slip: onset {} and time {} s must be positive", onset, time));
  if (!(lag > 0)) throw core::ModelError(fmt::format("slip: the lag of {} mm must be positive", lag));
  if (!(limit > 0)) throw core::ModelError(fmt::format("slip: the limit {} of strain must be positive", limit));
  if (!(glycation_gain >= 0) || !(lox_gain >= 0) || !(glycation_gain + lox_gain < 1))
    throw core::ModelError(
        fmt::format("slip: gains {} by AGE links and {} by lysyl oxidase must be positive, their sum below 1",
                    glycation_gain, lox_gain));
}

double SlipLaw::hold(const fibre::Network& n, std::size_t f, double shear_lag) const {
  const double free_length = n.length[f] / (1 + n.cuts[f]);
  const double tied = std::sqrt(gain(n, f));
  return fibre::load_transfer(free_length, std::max(shear_lag, lag) / tied) /
         fibre::load_transfer(free_length, shear_lag / tied);
}

double SlipLaw::pace(core::Seconds dt, double time) {
  return -std::expm1(-dt.count() / time);
}

FibreLaw FibreLaw::from(const core::ParameterSet& p) {
  const SlipLaw slip{.onset = p.value("collagen.slip_onset", "1"),
                     .time = p.value("collagen.slip_time", "s"),
                     .lag = p.value("collagen.slip_lag_length", "mm"),
                     .limit = p.value("collagen.slip_limit", "1"),
                     .glycation_gain = p.value("collagen.slip_glycation_gain", "1"),
                     .lox_gain = p.value("collagen.slip_lox_gain", "1")};
  slip.check();
  return {.collagen_modulus = p.value("collagen.fibril_modulus", "kPa"),
          .elastin_modulus = p.value("elastin.modulus", "kPa"),
          .collagen_spread = p.value("collagen.bundle_slack_spread", "1"),
          .elastic_spread = p.value("elastin.slack_spread", "1"),
          .shear_lag = p.value("collagen.shear_lag_length", "mm"),
          .collagen_packing = p.value("collagen.packing", "ug/mm3"),
          .elastin_packing = p.value("elastin.packing", "ug/mm3"),
          .slip = slip};
}

double FibreLaw::transfer(const fibre::Network& n, std::size_t f) const {
  if (!(n.cuts[f] > 0)) return 1;
  const double lag = is_elastic(n, f) ? shear_lag : shear_lag / std::sqrt(slip.gain(n, f));
  return fibre::load_transfer(n.length[f] / (1 + n.cuts[f]), lag);
}

double FibreLaw::carrying_volume(const fibre::Network& n, std::size_t f) const {
  return n.weight[f] * n.mature[f] / (is_elastic(n, f) ? elastin_packing : collagen_packing) * transfer(n, f);
}

double FibreLaw::holding_mass(const fibre::Network& n, std::size_t f) const {
  const double settled = n.mature[f] + n.cleaved[f], whole = settled > 0 ? n.mature[f] / settled : 1;
  return n.weight[f] * (n.labile[f] + settled) * whole * transfer(n, f);
}

fibre::Recruited FibreLaw::respond(const fibre::Network& n, std::size_t f, double stretch) const {
  const bool elastic = is_elastic(n, f);
  const double modulus = elastic ? elastin_modulus : collagen_modulus;
  const fibre::Recruited r = fibre::recruit(stretch, n.slack[f], elastic ? elastic_spread : collagen_spread);
  return {modulus * r.energy, modulus * r.strain, modulus * r.stiffness};
}

}  // namespace hari::mechanics
