// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/fibre/recruitment.hpp"
#include "hari/remodel/turnover.hpp"

namespace hari::remodel {

TurnoverLaw TurnoverLaw::from(const core::ParameterSet& p) {
  TurnoverLaw law{};
  law.bulk_rate = std::numbers::ln2 / p.value("collagen.half_life", "day");
  const double leaving = 1 / p.value("collagen.labile_lifetime", "day");
  law.mature_rate = leaving * p.value("collagen.maturing_share", "1");
  law.labile_rate = leaving - law.mature_rate;
  law.freed_length = p.value("collagen.freed_length", "mm");
  law.gelatinase_rate = p.value("collagen.gelatinase_clearance", "1/day");
  law.scavenging = p.value("collagen.scavenging", "1/day");
  law.mending = p.value("collagen.mending", "1");
  law.protection_stress = p.value("collagen.protection_stress", "kPa");
  law.protection_floor = p.value("collagen.protection_floor", "1");
  law.age_retention = p.value("collagen.age_retention", "1");
  law.retention_floor = p.value("collagen.retention_floor", "1");
  law.oestradiol_gain = p.value("collagen.labile_oestradiol_gain", "1");
  law.lox_ceiling = p.value("collagen.lox_ceiling", "1");
  law.elastosis = p.value("elastin.elastosis", "1");
  law.oxidant_wear = p.value("elastin.oxidant_wear", "1/day");
  law.slackening = p.value("elastin.slackening", "1");
  law.lost_share = p.value("collagen.lost_share", "1");
  law.renewal_rate = p.value("collagen.bundle_renewal", "1/day");
  law.crimp_power = p.value("collagen.crimp_recoil_power", "1");
  law.fibril_modulus = p.value("collagen.fibril_modulus", "kPa");
  law.bundle_spread = p.value("collagen.bundle_slack_spread", "1");
  return law;
}

double TurnoverLaw::exposure_to_cleavage(const fibre::Network& n, std::size_t f) const {
  const double stress = fibril_modulus * fibre::recruit(1.0, n.slack[f], bundle_spread).strain;
  return protection_floor + (1 - protection_floor) * std::exp(-stress / protection_stress);
}

double TurnoverLaw::freed_share(const fibre::Network& n, std::size_t f) const {
  constexpr double most = 0.5;  // a cut leaves a bundle; twice this, the largest share drawn, leaves nothing
  return std::min(most, freed_length / n.length[f]);
}

double TurnoverLaw::clearance(double gelatinase, double age_links) const {
  const double unheld = std::exp(-age_retention * std::max(0.0, age_links - 1));
  return gelatinase_rate * gelatinase * (retention_floor + (1 - retention_floor) * unheld);
}

double TurnoverLaw::labile_removal(double oestradiol) const {
  return labile_rate * std::max(0.0, 1 + oestradiol_gain * (1 - oestradiol));
}

double TurnoverLaw::lox_time() const {
  return (lox_ceiling - 1) / bulk_rate;
}

}  // namespace hari::remodel
