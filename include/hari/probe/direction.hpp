// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>

#include "hari/core/schema.hpp"

namespace hari::probe {

/// In the plane of the skin, seen from its lines of tension. The value is the axis: x, y.
enum class Direction { along = 0, across = 1 };

constexpr std::string_view name(Direction d) {
  return d == Direction::along ? "along" : "across";
}
/// @param word one of the choices of `direction_key`
constexpr Direction direction(std::string_view word) {
  return word == name(Direction::across) ? Direction::across : Direction::along;
}

/// Key `direction` of a probe.
core::Key direction_key(std::string_view doc);

}  // namespace hari::probe
