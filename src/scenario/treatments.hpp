// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "hari/exposure/sunscreen.hpp"
#include "hari/scenario/products.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"
#include "toml_tree.hpp"

namespace hari::scenario {

/// Schema of a mechanism with the defaults and ranges of a product; null: the mechanism's own.
core::Schema treatment_schema(std::string_view mechanism, const Product* product);

/// @brief What no schema can say of a product as it stands: patterns that cannot be. Nothing is known of the site yet,
/// so that a depth is judged against the block by check_plan only.
std::vector<treatment::Objection> product_objections(const Product& product);

/// @brief Checks one [[treatment]]. `name` of the settings is the mechanism; the key "product" names the product.
Settings check_treatment(const Value& item, const Library& library, Problems& problems);

/// @brief What no schema can say: patterns that cannot be, doses below the block, sessions before the span. Calls
/// `complain` for each.
void check_plan(const Settings& treatment, const Scenario& scenario,
                const std::function<void(const Setting& where, const std::string& message)>& complain);

/// @brief What a checked [[treatment]] brings, in the arm of the scenario: its mechanism, and of a steroid cream the
/// exposure `glucocorticoid`, so that a cream acts alike whoever speaks of it.
std::vector<std::unique_ptr<stimulus::Intervention>> make_treatment(const Settings& treatment,
                                                                    const Scenario& scenario);

/// @brief Courses of sunscreen of all [[treatment]]s, in the arm of the scenario. The exposure `ultraviolet` reads
/// them: it is the one that knows of light.
std::vector<exposure::Sunscreen> planned_sunscreens(const Scenario& scenario);

}  // namespace hari::scenario
