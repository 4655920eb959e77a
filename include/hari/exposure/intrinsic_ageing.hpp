// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// @brief Ageing that needs no sun: elastases wear elastin, cells gather damage, stem cells are lost, epidermis is
/// renewed less, sugar links collagen. It drives rates (data/exposures.toml) and knows nothing of thickness or
/// readings.
struct IntrinsicAgeing {
  double speed = 1;  ///< factor on all its rates [-]; 0 is ageless
};

core::Schema intrinsic_ageing_schema();
std::unique_ptr<stimulus::Intervention> make_intrinsic_ageing(const IntrinsicAgeing& exposure,
                                                              const core::ParameterSet& parameters);

}  // namespace hari::exposure
