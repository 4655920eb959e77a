// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/keys.hpp"

#include <utility>

namespace hari::core {

Key number_key(std::string name, std::string unit, double low, double high, std::string fallback, std::string doc) {
  return {.name = std::move(name),
          .kind = ValueKind::quantity,
          .unit = std::move(unit),
          .low = low,
          .high = high,
          .fallback = std::move(fallback),
          .choices = {},
          .doc = std::move(doc)};
}

Key count_key(std::string name, int low, int high, std::string fallback, std::string doc) {
  Key key = number_key(std::move(name), "1", low, high, std::move(fallback), std::move(doc));
  key.kind = ValueKind::integer;
  return key;
}

Key word_key(std::string name, std::vector<std::string> choices, std::string fallback, std::string doc) {
  return {.name = std::move(name),
          .kind = ValueKind::word,
          .fallback = std::move(fallback),
          .choices = std::move(choices),
          .doc = std::move(doc)};
}

}  // namespace hari::core
