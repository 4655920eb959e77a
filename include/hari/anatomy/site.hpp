// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"

namespace hari::anatomy {

/// @brief Thicknesses of a site at age 25 years.
struct Site {
  double epidermis = 0;  ///< stratum corneum included [mm]
  double papillary = 0;  ///< [mm]
  double reticular = 0;  ///< [mm]
};

/// @brief Reads "site.<name>.*". In men the dermis is thicker by "site.<name>.male_dermis_ratio".
/// @throws ScenarioError for an unknown site (nearest name given)
Site site(std::string_view name, bool male, const core::ParameterSet& parameters);

/// Every site that the parameters describe, in alphabetical order.
std::vector<std::string> site_names(const core::ParameterSet& parameters);

}  // namespace hari::anatomy
