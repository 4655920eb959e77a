// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/smoking.hpp"

#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;

class Smoke final : public stimulus::Intervention {
 public:
  Smoke(const Smoking& s, const core::ParameterSet& p)
      : packs_(s.packs_per_day),
        from_(s.from),
        to_(s.to),
        recovery_(p.value("smoking.recovery", "day")),
        glycation_(p.value("smoking.glycation", "1") / core::days_per_year.count()),
        oxidant_(tissue::Substance::oxidant, p),
        collagenase_(tissue::Substance::collagenase, p) {
    const double half = p.value("smoking.half", "1");
    strength_ = packs_ * (1 + half) / (packs_ + half);
    held_oxidant_ = p.value("smoking.oxidant", "1");
    // Active collagenase is what neutrophils and fibroblasts make, over its inhibitor.
    held_collagenase_ = (1 + p.value("smoking.neutrophil_share", "1") * p.value("smoking.neutrophil_rise", "1")) /
                            (1 - p.value("smoking.inhibitor_fall", "1")) -
                        1;
    flow_ = p.value("smoking.blood_flow_fall", "1");
  }

  std::string_view name() const override { return "smoking"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    const double acting = strength_ * mean_presence(from_, to_, recovery_, from, to);
    stimulus::Stimulus s;
    s[stimulus::Rate::glycation] = packs_ * glycation_ * overlap(from_, to_, from, to);
    if (acting == 0) return s;
    s[tissue::Level::blood_flow] = 1 - flow_ * acting;
    s.sources.push_back(oxidant_.everywhere(held_oxidant_ * acting));
    s.sources.push_back(collagenase_.everywhere(held_collagenase_ * acting));
    s.sources.back().layers[static_cast<std::size_t>(mesh::Layer::epidermis)] = false;
    return s;
  }

 private:
  double packs_;
  Days from_, to_;
  Days recovery_;
  double glycation_;  ///< per pack and day
  Entry oxidant_, collagenase_;
  double strength_ = 0;  ///< of the prompt effects, 1 at a pack a day [-]
  double held_oxidant_ = 0, held_collagenase_ = 0, flow_ = 0;
};

}  // namespace

core::Schema smoking_schema() {
  return {
      .name = "smoking",
      .doc = "Smoke through the blood: oxidant, collagenase against its inhibitor, blood flow and glycotoxins.",
      .keys = {number_key("packs_per_day", "1", 0, 4, "1", "Packs of twenty a day; times years they are pack-years."),
               age_key("from", "18 years", "Age at the first cigarette."),
               age_key("to", "110 years", "Age at the last.")}};
}

std::unique_ptr<stimulus::Intervention> make_smoking(const Smoking& exposure, const core::ParameterSet& p) {
  return std::make_unique<Smoke>(exposure, p);
}

}  // namespace hari::exposure
