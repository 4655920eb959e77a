// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/core/parameter.hpp"
#include "toml_tree.hpp"

namespace hari::scenario {

/// @brief Adds every number of a list of rules ([[rule]] in data/) as a parameter "rule.<cell>.<behaviour>.<signal>.".
/// @throws ScenarioError with file and line for anything missing, unknown, out of range or of the wrong direction
void gather_rules(const Value& list, core::ParameterSet& into);

/// @brief The rules among the parameters as a table for people: one line each.
std::string rules_table(const core::ParameterSet& parameters);

}  // namespace hari::scenario
