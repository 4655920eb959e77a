// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/sunlight.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "hari/core/time.hpp"

namespace hari::exposure {

Sunlight Sunlight::from(double latitude_degrees, Habit habit, const core::ParameterSet& p) {
  static constexpr const char* names[] = {"indoor", "mixed", "outdoor"};
  Sunlight s{};
  s.latitude = latitude_degrees * std::numbers::pi / 180;
  s.index_overhead = p.value("ultraviolet.index_overhead", "1");
  s.index_power = p.value("ultraviolet.index_power", "1");
  s.dose_per_index = p.value("ultraviolet.dose_per_index", "SED/day");
  s.sky = p.value("ultraviolet.sky", "1");
  s.share_summer = p.value(std::string("ultraviolet.share_") + names[static_cast<std::size_t>(habit)], "1");
  s.share_winter = s.share_summer * p.value("ultraviolet.share_winter", "1");
  s.winter_day = p.value("ultraviolet.winter_day", "SED");
  s.summer_day = p.value("ultraviolet.summer_day", "SED");
  return s;
}

double Sunlight::ambient(double day_of_year) const {
  // Astronomy, not biology: tilt of the earth's axis, and the days from the winter solstice to the new year.
  constexpr double tilt = 23.44 * std::numbers::pi / 180, solstice = 10;
  const double declination =
      -tilt * std::cos(2 * std::numbers::pi * (day_of_year + solstice) / core::days_per_year.count());
  const double high = std::sin(latitude) * std::sin(declination), swing = std::cos(latitude) * std::cos(declination);
  constexpr int moments = 96;  // of a quarter of an hour
  double index = 0;
  for (int i = 0; i < moments; ++i) {
    const double sine = high + swing * std::cos(2 * std::numbers::pi * (i + 0.5) / moments);
    if (sine > 0) index += index_overhead * std::pow(sine, index_power);
  }
  return sky * dose_per_index * index / moments;
}

double Sunlight::personal(double day_of_year) const {
  const double sun = ambient(day_of_year);
  const double summer = std::clamp((sun - winter_day) / (summer_day - winter_day), 0.0, 1.0);
  return sun * (share_winter + (share_summer - share_winter) * summer);
}

}  // namespace hari::exposure
