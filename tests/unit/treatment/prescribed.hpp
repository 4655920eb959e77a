// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <map>
#include <string>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

inline const core::ParameterSet& data() {
  static const auto set = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

/// The defaults of a mechanism at these ages, some of them replaced.
inline Prescription prescribed(const core::Schema& schema, std::vector<core::Days> sessions,
                               const std::map<std::string, double>& changes = {}) {
  Prescription rx;
  rx.name = schema.name;
  rx.sessions = std::move(sessions);
  for (const core::Key& key : schema.keys) {
    if (key.kind == core::ValueKind::quantity || key.kind == core::ValueKind::integer)
      rx.numbers[key.name] = core::parse_quantity(key.fallback, key.unit);
    if (key.kind == core::ValueKind::word) rx.words[key.name] = key.fallback;
  }
  for (const auto& [key, value] : changes) rx.numbers[key] = value;
  return rx;
}

}  // namespace hari::treatment
