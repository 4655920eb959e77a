// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"

namespace hari::exposure {

/// How somebody spends the day.
enum class Habit { indoor, mixed, outdoor };

/// @brief Erythemally weighted dose on flat ground, and how much of it people receive.
struct Sunlight {
  double latitude;                     ///< north positive [rad]
  double index_overhead, index_power;  ///< UV index = overhead x sine of elevation to the power
  double dose_per_index;               ///< [SED/day]
  double sky;                          ///< share that clouds leave [-]
  double share_summer, share_winter;   ///< of the ambient dose that reaches the person [-]
  double winter_day, summer_day;       ///< ambient doses between which habits change [SED]

  static Sunlight from(double latitude_degrees, Habit habit, const core::ParameterSet& parameters);
  /// Ambient dose of a day of the year, mean of all weathers [SED].
  double ambient(double day_of_year) const;
  /// Mean dose of the person on that day [SED].
  double personal(double day_of_year) const;
};

}  // namespace hari::exposure
