// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <chrono>
#include <cmath>

namespace hari::core {

/// Time of a probe. Converts to and from `Days` by itself, so the two clocks cannot be mixed up.
using Seconds = std::chrono::duration<double>;
/// Time of biology.
using Days = std::chrono::duration<double, std::ratio<86400>>;

/// A year of the model's calendar: the mean Gregorian year. Ages are counted in it.
inline constexpr Days days_per_year{365.2425};

inline constexpr Days years(double n) {
  return n * days_per_year;
}
/// @brief Age in years, free of the round-off that years(45) picks up on its way to days and back: to 1e-9.
inline double in_years(Days t) {
  return std::round(t / days_per_year * 1e9) / 1e9;
}
/// @brief The age that `in_years` reads. Two ages that are reckoned by different routes, as the 17th year after 25 and
/// 42 years, are one moment then and not two a round-off apart.
inline Days on_the_clock(Days t) {
  return years(in_years(t));
}

}  // namespace hari::core
