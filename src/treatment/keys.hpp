// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/keys.hpp"

namespace hari::treatment {

using core::count_key;
using core::number_key;
using core::word_key;

/// @brief Keys of every treatment, first in its schema: product, start, sessions, every, courses, course_every,
/// hypotheses.
std::vector<core::Key> plan_keys();

}  // namespace hari::treatment
