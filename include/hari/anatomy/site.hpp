// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"

namespace hari::anatomy {

/// @brief What sets one place of the body apart from another, at age 25 years.
struct Site {
  double epidermis = 0;       ///< stratum corneum included [mm]
  double papillary = 0;       ///< [mm]
  double reticular = 0;       ///< [mm]
  double stretch_along = 1;   ///< in-plane stretch along the tension lines, relative to the cheek of a woman [-]
  double stretch_across = 1;  ///< the same across them [-]
  double alignment = 1;       ///< factor on the alignment of every family that has one [-]
  double cell_density = 1;    ///< factor on the density of fibroblasts [-]
  double sun = 1;             ///< ultraviolet dose of the site over that of the whole person, as worn on a wrist [-]
};

/// @brief Reads "site.<name>.*". In men the dermis is thicker by "site.<name>.male_dermis_ratio".
/// @throws ScenarioError for an unknown site (nearest name given)
Site site(std::string_view name, bool male, const core::ParameterSet& parameters);

/// Every site that the parameters describe, in alphabetical order.
std::vector<std::string> site_names(const core::ParameterSet& parameters);

}  // namespace hari::anatomy
