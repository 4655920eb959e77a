// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/intrinsic_ageing.hpp"

#include <algorithm>
#include <cmath>

namespace hari::exposure {
namespace {

class Ageing final : public stimulus::Intervention {
 public:
  Ageing(const stimulus::Stimulus& rates, double renewal_loss) : rates_(rates), renewal_loss_(renewal_loss) {}
  std::string_view name() const override { return "intrinsic_ageing"; }
  stimulus::Stimulus over(core::Days from, core::Days to) const override {
    stimulus::Stimulus s = rates_;
    const core::Days middle = 0.5 * (from + to);
    s[tissue::Level::epidermal_renewal] = std::exp(-renewal_loss_ * std::max(0.0, (middle - young_).count()));
    return s;
  }

 private:
  static constexpr core::Days young_ = core::years(25);  // anatomy::build_age, which is above this module
  stimulus::Stimulus rates_;
  double renewal_loss_;  ///< of what keratinocytes keep up [1/day]
};

}  // namespace

core::Schema intrinsic_ageing_schema() {
  return {.name = "intrinsic_ageing",
          .doc =
              "Ageing without sun: loss of elastin, damage to cells, loss of stem cells, thinning epidermis, glycation "
              "at normal blood sugar.",
          .keys = {{.name = "speed",
                    .kind = core::ValueKind::quantity,
                    .unit = "1",
                    .low = 0,
                    .high = 3,
                    .fallback = "1",
                    .choices = {},
                    .doc = "Factor on all its rates; for what-if studies."}}};
}

std::unique_ptr<stimulus::Intervention> make_intrinsic_ageing(const IntrinsicAgeing& exposure,
                                                              const core::ParameterSet& p) {
  using stimulus::Rate;
  stimulus::Stimulus s;
  s[Rate::elastin_loss] = exposure.speed * p.value("intrinsic.elastin_loss", "1/day");
  s[Rate::cell_damage] = exposure.speed * p.value("intrinsic.cell_damage", "1/day");
  s[Rate::stem_loss] = exposure.speed * p.value("intrinsic.stem_loss", "1/day");
  s[Rate::glycation] = exposure.speed * p.value("intrinsic.glycation", "1/day");
  return std::make_unique<Ageing>(s, exposure.speed * p.value("intrinsic.renewal_loss", "1/day"));
}

}  // namespace hari::exposure
