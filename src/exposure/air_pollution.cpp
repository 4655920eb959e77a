// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/air_pollution.hpp"

#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;

class Dust final : public stimulus::Intervention {
 public:
  Dust(const AirPollution& a, const core::ParameterSet& p)
      : from_(a.from),
        to_(a.to),
        depth_(p.value("air_pollution.depth", "mm")),
        level_(p.value("air_pollution.oxidant", "1") * a.fine_dust / p.value("air_pollution.reference", "ug/m3")),
        oxidant_(tissue::Substance::oxidant, p) {}

  std::string_view name() const override { return "air_pollution"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    stimulus::Stimulus s;
    const double present = overlap(from_, to_, from, to);
    if (level_ * present > 0) s.sources.push_back(oxidant_.at_surface(level_ * present, depth_));
    return s;
  }

 private:
  Days from_, to_;
  double depth_, level_;
  Entry oxidant_;
};

}  // namespace

core::Schema air_pollution_schema() {
  return {.name = "air_pollution",
          .doc = "Soot, fine dust and ozone: a weak source of oxidant at the surface of the skin.",
          .keys = {number_key("fine_dust", "ug/m3", 0, 300, "25 ug/m3", "Mean PM2.5 of the air outdoors."),
                   age_key("from", "0 years", "Age at which life in this air begins."),
                   age_key("to", "110 years", "Age at which it ends.")}};
}

std::unique_ptr<stimulus::Intervention> make_air_pollution(const AirPollution& exposure, const core::ParameterSet& p) {
  return std::make_unique<Dust>(exposure, p);
}

}  // namespace hari::exposure
