// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>

#include "hari/core/time.hpp"

namespace hari::exposure {

/// @brief Ties the age of the subject to the season. Years of the model all have 365.2425 days.
struct Calendar {
  core::Days anchor{0};    ///< an age of the subject
  double day_of_year = 0;  ///< at that age: 0 at the beginning of January [day]

  /// The beginning of a month (1 to 12) at the given age; a month is a twelfth of a year.
  static Calendar beginning(core::Days age, int month) { return {age, (month - 1) * core::days_per_year.count() / 12}; }
  /// Day of the year at an age [day], in [0, 365.2425).
  double day(core::Days age) const {
    const double year = core::days_per_year.count();
    const double d = std::fmod(day_of_year + (age - anchor).count(), year);
    return d < 0 ? d + year : d;
  }
};

}  // namespace hari::exposure
