// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief Plasma: pulses of heat laid side by side over the whole surface. What they do at which depth follows from
/// conduction (transport/bioheat.hpp).
struct ThermalSheet {
  double energy = 1500;        ///< of one pulse [mJ]
  double spot_area = 28;       ///< that it covers [mm2]
  core::Seconds pulse{0.010};  ///< length of a pulse
  int passes = 1;              ///< each meets skin that has cooled

  static ThermalSheet from(const Prescription& prescription);
};

core::Schema thermal_sheet_schema();
std::vector<Objection> thermal_sheet_objections(const Prescription& prescription);
/// Sham and untreated arms are left alone.
std::unique_ptr<stimulus::Intervention> make_thermal_sheet(const Prescription& prescription,
                                                           const core::ParameterSet& parameters);

}  // namespace hari::treatment
