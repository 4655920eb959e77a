// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/core/keys.hpp"

namespace hari::exposure {

using core::count_key;
using core::number_key;
using core::word_key;

/// An age of the subject, from birth to the oldest.
core::Key age_key(std::string name, std::string fallback, std::string doc);

}  // namespace hari::exposure
