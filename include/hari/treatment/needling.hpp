// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::treatment {

/// @brief Fine needles prick channels, and what lies on the skin enters as long as there is a way in: through these
/// channels, or through what a laser left open. Without needles it is a solution on the skin.
struct Needling {
  std::vector<core::Days> at;      ///< sessions, ages of the subject
  double needle_length = 0.5;      ///< [mm]
  double needle_density = 1.5;     ///< channels per area [1/mm2]; 0: no needles
  double channel_diameter = 0.07;  ///< [mm]
  core::Days closing{0.25};        ///< until the channels are shut
  struct Cargo {
    tissue::Substance substance;
    double concentration = 0;  ///< of the solution [unit of the substance]
  };
  std::vector<Cargo> cargo;
};

core::Schema needling_schema();
std::unique_ptr<stimulus::Intervention> make_needling(const Needling& treatment, const core::ParameterSet& parameters);

/// Vesicles in a solution of so many doses, one dose being a session of the trial of reference.
Needling::Cargo exosome_cargo(double doses, const core::ParameterSet& parameters);

}  // namespace hari::treatment
