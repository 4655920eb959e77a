// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "keys.hpp"

namespace hari::treatment {

using core::Key;
using core::ValueKind;

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
