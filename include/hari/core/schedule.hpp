// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <vector>

#include "hari/core/time.hpp"

namespace hari::core {

/// @brief When something is given: `sessions` times, one `every` so often, from each start; and that `courses` times,
/// one course `course_every` so often.
struct Schedule {
  std::vector<Days> starts;  ///< ages
  std::int64_t sessions = 1, courses = 1;
  Days every{0}, course_every{0};
};

/// The most that one schedule may plan, wherever it ends: more than one a day in 27 years.
inline constexpr double most_sessions = 10000;

/// How many sessions a schedule plans if it is followed to its end.
double planned(const Schedule& schedule);

/// @brief Ages at which it gives a session before `end`, ascending, each once: what is simulated, reported and shown.
/// @throws BugError if it plans more than `most_sessions`
std::vector<Days> session_ages(const Schedule& schedule, Days end);

}  // namespace hari::core
