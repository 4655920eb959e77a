// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "hari/scenario/scenario.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::scenario {

/// The exposure that a checked [[exposure]] section asks for, for the subject of the scenario.
std::unique_ptr<stimulus::Intervention> make_exposure(const Settings& exposure, const Scenario& scenario);

/// @brief What no schema can say: keys that must agree with each other and with the subject. Calls `complain` for each
/// setting that does not.
void check_exposure(const Settings& exposure, const Scenario& scenario,
                    const std::function<void(const Setting& where, const std::string& message)>& complain);

}  // namespace hari::scenario
