// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

enum class Potency { weak, moderate, potent, very_potent };

/// @brief A glucocorticoid as cream or as tablet, in courses. It is a source of the substance `steroid`; what that
/// stops (hyaluronan and water first, collagen later) is up to the cells.
struct Glucocorticoid {
  bool systemic = false;
  Potency potency = Potency::moderate;  ///< of a cream
  double tablet = 0;                    ///< prednisone a day [mg]
  core::Days from{0};                   ///< age at the first day
  core::Days course{0};                 ///< length of one course
  int days_per_week = 7;
  int courses = 1;
  core::Days every{0};  ///< from the beginning of one course to that of the next
};

core::Schema glucocorticoid_schema();
std::unique_ptr<stimulus::Intervention> make_glucocorticoid(const Glucocorticoid& exposure,
                                                            const core::ParameterSet& parameters);

}  // namespace hari::exposure
