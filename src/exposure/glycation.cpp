// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/glycation.hpp"

#include <algorithm>
#include <cmath>

#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;

class Sugar final : public stimulus::Intervention {
 public:
  Sugar(const Glycation& g, const core::ParameterSet& p)
      : from_(g.from),
        controlled_(std::max(g.from, g.controlled)),
        lifetime_(p.value("glycation.early_lifetime", "day")),
        normal_(p.value("intrinsic.glycation", "1/day")) {
    const double slope = p.value("glycation.glucose_slope", "mg/dL/percent");
    const double offset = p.value("glycation.glucose_offset", "mg/dL");
    const auto glucose = [&](double hba1c) { return slope * hba1c - offset; };
    const double healthy = glucose(p.value("glycation.healthy_hba1c", "percent"));
    before_ = glucose(g.hba1c) / healthy - 1;
    after_ = glucose(g.controlled_hba1c) / healthy - 1;
    diet_ = g.diet == Diet::low    ? p.value("glycation.diet_low", "1")
            : g.diet == Diet::high ? p.value("glycation.diet_high", "1")
                                   : 1.0;
  }

  std::string_view name() const override { return "glycation"; }

  /// Early products beyond those of a healthy adult, mean over a time [-].
  double early(Days begin, Days end) const {
    constexpr Days never{1e9};
    return before_ * mean_presence(from_, never, lifetime_, begin, end) +
           (after_ - before_) * mean_presence(controlled_, never, lifetime_, begin, end);
  }

  stimulus::Stimulus over(Days from, Days to) const override {
    stimulus::Stimulus s;
    // Late products form from early ones; what intrinsic ageing forms is counted there.
    s[stimulus::Rate::glycation] = normal_ * ((1 + early(from, to)) * diet_ - 1);
    return s;
  }

 private:
  Days from_, controlled_;
  Days lifetime_;
  double normal_;      ///< formation of late products in health [1/day]
  double before_ = 0;  ///< glucose over healthy glucose, less 1, before control [-]
  double after_ = 0;   ///< and under it [-]
  double diet_ = 1;
};

}  // namespace

core::Schema glycation_schema() {
  return {
      .name = "glycation",
      .doc = "Sugar and diet beyond healthy ageing: diabetes of either type by its glycated haemoglobin and years.",
      .keys = {number_key("hba1c", "percent", 4, 16, "9 percent", "Glycated haemoglobin once diabetes has set in."),
               age_key("from", "40 years", "Age at which diabetes sets in."),
               number_key("controlled_hba1c", "percent", 4, 16, "7 percent", "Glycated haemoglobin under treatment."),
               age_key("controlled_from", "110 years", "Age at which treatment brings it there."),
               word_key("diet", {"low", "ordinary", "high"}, "ordinary",
                        "Glycated (grilled, fried, sweet) food, at all ages.")}};
}

std::unique_ptr<stimulus::Intervention> make_glycation(const Glycation& exposure, const core::ParameterSet& p) {
  return std::make_unique<Sugar>(exposure, p);
}

double early_products(const Glycation& exposure, const core::ParameterSet& p, Days age) {
  constexpr Days moment{1e-3};
  return 1 + Sugar(exposure, p).early(age, age + moment);
}

}  // namespace hari::exposure
