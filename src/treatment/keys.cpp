// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "keys.hpp"

#include <utility>

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

Key word_key(std::string name, std::vector<std::string> choices, std::string fallback, std::string doc) {
  return {.name = std::move(name),
          .kind = ValueKind::word,
          .fallback = std::move(fallback),
          .choices = std::move(choices),
          .doc = std::move(doc)};
}

std::vector<Key> plan_keys() {
  // Bounds of sense: ages of adults, a life of sessions.
  constexpr double youngest = 18, oldest = 110, lifetime = 36525;
  constexpr int most = 1000;
  return {
      {.name = "product",
       .kind = ValueKind::text,
       .fallback = "\"\"",
       .choices = {},
       .doc = "File of data/products that gives the defaults; empty: those of the mechanism."},
      {.name = "start",
       .kind = ValueKind::quantities,
       .unit = "year",
       .low = youngest,
       .high = oldest,
       .fallback = {},
       .choices = {},
       .doc = "Age at the first session, or a list of ages at which the plan begins anew."},
      count_key("sessions", 1, most, "1",
                "Sessions of a course. \"repeats\" = \"every 2 weeks x 4\" says both this and "
                "\"every\"."),
      number_key("every", "day", 0.5, lifetime, "30 days", "From one session to the next."),
      count_key("courses", 1, most, "1", "How often the course is given, for maintenance."),
      number_key("course_every", "day", 1, lifetime, "180 days",
                 "From the beginning of one course to that of the next."),
      {.name = "hypotheses",
       .kind = ValueKind::words,
       .fallback = "[]",
       .choices = {},
       .doc = "Claims that the evidence does not carry, taken for true in this run; it is marked so everywhere."},
  };
}

}  // namespace hari::treatment
