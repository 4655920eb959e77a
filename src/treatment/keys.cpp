// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "keys.hpp"

namespace hari::treatment {

using core::Key;
using core::ValueKind;

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

Key sessions_key() {
  Key key = number_key("at", "year", 0, 110, "[]", "Ages of the sessions.");
  key.kind = ValueKind::quantities;
  return key;
}

}  // namespace hari::treatment
