// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "check.hpp"
#include "hari/scenario/products.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "toml_tree.hpp"

namespace hari::scenario {

/// Schema of a mechanism with the defaults and ranges of a product; null: the mechanism's own.
core::Schema treatment_schema(std::string_view mechanism, const Product* product);

/// @brief Checks one [[treatment]]. `name` of the settings is the mechanism; the key "product" names the product.
Settings check_treatment(const Value& item, const Library& library, Problems& problems);

/// @brief What no schema can say: patterns that cannot be, sessions before the span. Calls `complain` for each.
void check_plan(const Settings& treatment, const Scenario& scenario,
                const std::function<void(const Setting& where, const std::string& message)>& complain);

/// The intervention that a checked [[treatment]] asks for, in the arm of the scenario.
std::unique_ptr<stimulus::Intervention> make_treatment(const Settings& treatment, const Scenario& scenario);

}  // namespace hari::scenario
