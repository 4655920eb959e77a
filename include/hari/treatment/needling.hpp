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

/// @brief Fine needles prick channels, and what lies on the skin enters as long as there is a way in: through these
/// channels, or through what a laser left open. Without needles it is a solution on the skin.
struct Needling {
  double needle_length = 0.5;      ///< [mm]
  double needle_density = 1.5;     ///< channels per area [1/mm2]; 0: no needles
  double channel_diameter = 0.07;  ///< [mm]
  core::Days closing{0.25};        ///< until the channels are shut
  struct Cargo {
    tissue::Substance substance;
    double concentration = 0;  ///< of the solution [unit of the substance]
  };
  std::vector<Cargo> cargo;

  static Needling from(const Prescription& prescription, const core::ParameterSet& parameters);
};

core::Schema needling_schema();
std::vector<Objection> needling_objections(const Prescription& prescription);
/// The sham arm is pricked as well, with nothing on the skin.
std::unique_ptr<stimulus::Intervention> make_needling(const Prescription& prescription,
                                                      const core::ParameterSet& parameters);

}  // namespace hari::treatment
