// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/schema.hpp"

namespace hari::treatment {

core::Key number_key(std::string name, std::string unit, double low, double high, std::string fallback,
                     std::string doc);
core::Key count_key(std::string name, int low, int high, std::string fallback, std::string doc);
core::Key word_key(std::string name, std::vector<std::string> choices, std::string fallback, std::string doc);

/// @brief Keys of every treatment, first in its schema: product, start, sessions, every, courses, course_every,
/// hypotheses.
std::vector<core::Key> plan_keys();

}  // namespace hari::treatment
