// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// @brief Smoke through the blood: oxidant, more neutrophil collagenase and less of its inhibitor, narrowed vessels,
/// and glycotoxins. All but what was glycated recovers after the last cigarette.
struct Smoking {
  double packs_per_day = 0;   ///< of 20 [-]
  core::Days from{0}, to{0};  ///< ages at the first and the last cigarette
};

core::Schema smoking_schema();
std::unique_ptr<stimulus::Intervention> make_smoking(const Smoking& exposure, const core::ParameterSet& parameters);

}  // namespace hari::exposure
