// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/core/schema.hpp"

namespace hari::exposure {

/// An age of the subject, from birth to the oldest.
core::Key age_key(std::string name, std::string fallback, std::string doc);
core::Key number_key(std::string name, std::string unit, double low, double high, std::string fallback,
                     std::string doc);
core::Key count_key(std::string name, int low, int high, std::string fallback, std::string doc);
core::Key word_key(std::string name, std::vector<std::string> choices, std::string fallback, std::string doc);

}  // namespace hari::exposure
