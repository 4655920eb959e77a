// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// @brief Soot, fine dust and ozone on the skin: a weak source of oxidant from the surface.
struct AirPollution {
  double fine_dust = 0;       ///< PM2.5, mean over the year [ug/m3]
  core::Days from{0}, to{0};  ///< ages
};

core::Schema air_pollution_schema();
std::unique_ptr<stimulus::Intervention> make_air_pollution(const AirPollution& exposure,
                                                           const core::ParameterSet& parameters);

}  // namespace hari::exposure
