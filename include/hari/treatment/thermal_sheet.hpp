// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::treatment {

/// @brief Plasma: pulses of heat laid side by side over the whole surface. What they do at which depth follows from
/// conduction (transport/bioheat.hpp).
struct ThermalSheet {
  std::vector<core::Days> at;   ///< sessions, ages of the subject
  double energy = 1500;         ///< of one pulse [mJ]
  double spot_area = 28;        ///< that it covers [mm2]
  core::Seconds pulse{0.010};   ///< length of a pulse
  int passes = 1;               ///< each meets skin that has cooled
};

core::Schema thermal_sheet_schema();
std::unique_ptr<stimulus::Intervention> make_thermal_sheet(const ThermalSheet& treatment,
                                                           const core::ParameterSet& parameters);

}  // namespace hari::treatment
