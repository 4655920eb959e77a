// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

enum class Diet { low, ordinary, high };

/// @brief Sugar beyond what healthy ageing knows. Early products on collagen follow glucose within months and go again;
/// late ones form from them and stay. It drives the formation of late products only; both types of diabetes act alike,
/// through glucose and its years.
struct Glycation {
  double hba1c = 0;             ///< from `from` on [percent]
  core::Days from{0};           ///< age at which it sets in
  double controlled_hba1c = 0;  ///< from `controlled` on [percent]
  core::Days controlled{0};     ///< age at which treatment sets in
  Diet diet = Diet::ordinary;   ///< all the time
};

core::Schema glycation_schema();
std::unique_ptr<stimulus::Intervention> make_glycation(const Glycation& exposure, const core::ParameterSet& parameters);

/// @brief Early products on collagen at an age, relative to a healthy adult [-].
double early_products(const Glycation& exposure, const core::ParameterSet& parameters, core::Days age);

}  // namespace hari::exposure
