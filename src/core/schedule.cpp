// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/schedule.hpp"

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::core {

double planned(const Schedule& s) {
  return static_cast<double>(s.starts.size()) * static_cast<double>(s.courses) * static_cast<double>(s.sessions);
}

std::vector<Days> session_ages(const Schedule& s, Days end) {
  expect(planned(s) <= most_sessions, "a schedule is not asked for more sessions than one may plan");
  std::vector<Days> ages;
  for (const Days start : s.starts)
    for (std::int64_t c = 0; c < s.courses; ++c)
      for (std::int64_t i = 0; i < s.sessions; ++i) {
        const Days age =
            on_the_clock(start + static_cast<double>(c) * s.course_every + static_cast<double>(i) * s.every);
        if (age < end) ages.push_back(age);
      }
  std::sort(ages.begin(), ages.end());
  ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
  return ages;
}

}  // namespace hari::core
