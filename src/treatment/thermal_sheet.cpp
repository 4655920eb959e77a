// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/thermal_sheet.hpp"

#include <cmath>
#include <string>

#include "hari/treatment/hypothesis.hpp"
#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

class Sheet final : public stimulus::Intervention {
 public:
  Sheet(const Prescription& rx, const ThermalSheet& t, const core::ParameterSet& p)
      : name_(rx.name),
        hypotheses_(rx, p),
        pulse_{.fluence = p.value("sheet.absorbed", "1") * t.energy / t.spot_area,
               .duration = t.pulse,
               .shedding = core::Days(p.value("sheet.shedding", "day")),
               .closing = core::Days(p.value("sheet.closing", "day")),
               .spares_epidermis = rx.supposes("deep_without_epidermal_loss")},
        passes_(rx.arm == Arm::treated ? t.passes : 0),
        sessions_(rx.sessions) {}
  std::string_view name() const override { return name_; }
  stimulus::Stimulus over(core::Days from, core::Days to) const override { return hypotheses_.over(from, to); }
  std::vector<stimulus::Act> acts(core::Days from, core::Days to) const override {
    std::vector<stimulus::Act> all;
    for (core::Days at : sessions_.within(from, to))
      for (int pass = 0; pass < passes_; ++pass) all.push_back({at, pulse_});
    return all;
  }
  std::vector<core::Days> events(core::Days from, core::Days to) const override { return sessions_.events(from, to); }

 private:
  std::string name_;
  Hypotheses hypotheses_;
  stimulus::HeatPulse pulse_;
  int passes_;
  Sessions sessions_;
};

}  // namespace

ThermalSheet ThermalSheet::from(const Prescription& rx) {
  return {.energy = rx.number("energy"),
          .spot_area = rx.number("spot_area"),
          .pulse = core::Seconds(rx.number("pulse")),
          .passes = static_cast<int>(std::lround(rx.number("passes")))};
}

std::vector<Objection> thermal_sheet_objections(const Prescription&) {
  return {};
}

core::Schema thermal_sheet_schema() {
  core::Schema schema{
      .name = "thermal_sheet",
      .doc =
          "Pulses of heat over the whole surface, as of a plasma: the epidermis may die and is shed, the dermis "
          "under it is warmed.",
      .keys = plan_keys()};
  const std::vector<core::Key> more{number_key("energy", "mJ", 100, 10000, "1.5 J", "Energy of one pulse."),
                                    number_key("spot_area", "mm2", 5, 100, "0.28 cm2", "Area that it covers."),
                                    number_key("pulse", "second", 1e-4, 1, "10 ms", "Length of a pulse."),
                                    count_key("passes", 1, 4, "1", "Passes over the same skin.")};
  schema.keys.insert(schema.keys.end(), more.begin(), more.end());
  return schema;
}

std::unique_ptr<stimulus::Intervention> make_thermal_sheet(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Sheet>(rx, ThermalSheet::from(rx), p);
}

}  // namespace hari::treatment
