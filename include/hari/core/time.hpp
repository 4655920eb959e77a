// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <chrono>

namespace hari::core {

/// Time of a probe. Converts to and from `Days` by itself, so the two clocks cannot be mixed up.
using Seconds = std::chrono::duration<double>;
/// Time of biology.
using Days = std::chrono::duration<double, std::ratio<86400>>;

/// A year of the model's calendar: the mean Gregorian year. Ages are counted in it.
inline constexpr Days days_per_year{365.2425};

inline constexpr Days years(double n) { return n * days_per_year; }
inline constexpr double in_years(Days t) { return t / days_per_year; }

}  // namespace hari::core
