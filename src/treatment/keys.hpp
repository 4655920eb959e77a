// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/core/schema.hpp"

namespace hari::treatment {

core::Key number_key(std::string name, std::string unit, double low, double high, std::string fallback,
                     std::string doc);
core::Key count_key(std::string name, int low, int high, std::string fallback, std::string doc);
/// `at`: the ages of the sessions.
core::Key sessions_key();

}  // namespace hari::treatment
