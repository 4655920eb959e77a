// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/hypothesis.hpp"

#include "span.hpp"

namespace hari::treatment {

namespace {

struct Claim {
  std::string_view name;
  std::string_view mechanism;  ///< the one about which it says something; empty: any
};

constexpr Claim all[] = {
    {"amino_acids_beat_ha", ""},         {"deep_without_epidermal_loss", "thermal_sheet"},
    {"dermal_hyaluronan", ""},           {"ligament_regeneration", ""},
    {"middle_hyaluronan_only", "depot"}, {"new_elastin", ""},
    {"no_needle_needed", "topical"},
};

}  // namespace

const std::vector<std::string>& Hypotheses::claims() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> every;
    for (const Claim& c : all) every.emplace_back(c.name);
    every.emplace_back("synergy");  // comes out of shared cells, or does not: nothing to suppose
    return every;
  }();
  return names;
}

std::vector<std::string> Hypotheses::known(std::string_view mechanism) {
  std::vector<std::string> names;
  for (const Claim& c : all)
    if (c.mechanism.empty() || c.mechanism == mechanism) names.emplace_back(c.name);
  return names;
}

Hypotheses::Hypotheses(const Prescription& rx, const core::ParameterSet& p) {
  if (rx.hypotheses.empty() || rx.arm != Arm::treated) return;
  sessions_ = rx.sessions;
  lasting_ = core::Days(p.value("hypothesis.lasting", "day"));
  if (rx.supposes("amino_acids_beat_ha")) synthesis_ *= p.value("hypothesis.amino_acids_synthesis", "1");
  if (rx.supposes("ligament_regeneration")) synthesis_ *= p.value("hypothesis.ligament_synthesis", "1");
  if (rx.supposes("new_elastin")) elastin_ = p.value("hypothesis.elastin_gain", "1/day");
  if (rx.supposes("dermal_hyaluronan")) hyaluronan_ = p.value("hypothesis.dermal_hyaluronan", "ug/mm3/day");
}

stimulus::Stimulus Hypotheses::over(core::Days from, core::Days to) const {
  stimulus::Stimulus s;
  // Sessions closer than the effect lasts do not add up: it is either there or not.
  double acting = 0;
  for (std::size_t i = 0; i < sessions_.size(); ++i) {
    core::Days end = sessions_[i] + lasting_;
    if (i + 1 < sessions_.size()) end = std::min(end, sessions_[i + 1]);
    acting += overlap(sessions_[i], end, from, to);
  }
  if (acting <= 0) return s;
  s[tissue::Level::hypothetical_synthesis] = 1 + (synthesis_ - 1) * acting;
  s[stimulus::Rate::elastin_gain] = elastin_ * acting;
  if (hyaluronan_ > 0)
    s.sources.push_back(
        {.substance = tissue::Substance::hyaluronan_high, .rate = hyaluronan_ * acting, .layers = dermis_only});
  return s;
}

}  // namespace hari::treatment
