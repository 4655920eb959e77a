// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/schema.hpp"

namespace hari::core {

/// @brief Keys of the common kinds. An empty `fallback` makes a key required; `low` and `high` are in `unit`, both
/// included; a count is a whole number without a unit.
Key number_key(std::string name, std::string unit, double low, double high, std::string fallback, std::string doc);
Key count_key(std::string name, int low, int high, std::string fallback, std::string doc);
Key word_key(std::string name, std::vector<std::string> choices, std::string fallback, std::string doc);

}  // namespace hari::core
