// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/thermal_sheet.hpp"

#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

class Sheet final : public stimulus::Intervention {
 public:
  Sheet(const ThermalSheet& t, const core::ParameterSet& p)
      : pulse_{.fluence = p.value("sheet.absorbed", "1") * t.energy / t.spot_area,
               .duration = t.pulse,
               .shedding = core::Days(p.value("sheet.shedding", "day")),
               .closing = core::Days(p.value("sheet.closing", "day"))},
        passes_(t.passes),
        sessions_(t.at) {}
  std::string_view name() const override { return "thermal_sheet"; }
  stimulus::Stimulus over(core::Days, core::Days) const override { return {}; }
  std::vector<stimulus::Act> acts(core::Days from, core::Days to) const override {
    std::vector<stimulus::Act> all;
    for (core::Days at : sessions_.within(from, to))
      for (int pass = 0; pass < passes_; ++pass) all.push_back({at, pulse_});
    return all;
  }
  std::vector<core::Days> events(core::Days from, core::Days to) const override {
    return sessions_.events(from, to);
  }

 private:
  stimulus::HeatPulse pulse_;
  int passes_;
  Sessions sessions_;
};

}  // namespace

core::Schema thermal_sheet_schema() {
  return {.name = "thermal_sheet",
          .doc = "Pulses of heat over the whole surface, as of a plasma: the epidermis may die and is shed, the dermis "
                 "under it is warmed.",
          .keys = {sessions_key(), number_key("energy", "mJ", 100, 10000, "1.5 J", "Energy of one pulse."),
                   number_key("spot_area", "mm2", 5, 100, "0.28 cm2", "Area that it covers."),
                   number_key("pulse", "second", 1e-4, 1, "10 ms", "Length of a pulse."),
                   count_key("passes", 1, 4, "1", "Passes over the same skin.")}};
}

std::unique_ptr<stimulus::Intervention> make_thermal_sheet(const ThermalSheet& treatment, const core::ParameterSet& p) {
  return std::make_unique<Sheet>(treatment, p);
}

}  // namespace hari::treatment
