// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "hari/report/arm.hpp"

namespace hari::report {

/// Mean over seeds and what is known of its uncertainty.
struct Estimate {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::quiet_NaN();  ///< standard error; NaN for one seed: not known
  std::size_t n = 0;                                        ///< seeds, or pairs of seeds
};

/// @brief Mean and standard error of independent values; `n` 0 for none.
Estimate estimate(const std::vector<double>& values);

/// @brief Mean of a column over the arm's seeds at an age. No value if a seed lacks the column or the age.
std::optional<Estimate> mean_at(const Arm& arm, const std::string& column, double age);

/// B minus A at one age. Seeds are paired where both arms have them: equal seeds are the same block of skin, so the
/// scatter between blocks cancels.
struct Difference {
  Estimate a, b, change;
  bool paired = false;  ///< else the errors of the arms are added in squares
};
std::optional<Difference> difference_at(const Arm& a, const Arm& b, const std::string& column, double age);

/// Where B differs most from A, and how long.
struct Largest {
  double age = 0;  ///< [year]
  Difference difference;
  double share = 0;            ///< of A's value there [-]
  std::optional<double> gone;  ///< age from which on less than a tenth of it is left; none: not by the last reading
  double left = 0;             ///< share of it at the last common age; negative: turned round [-]
};
/// @brief Among the common ages; nothing if there are none.
std::optional<Largest> largest_difference(const Arm& a, const Arm& b, const std::string& column);
/// A difference of less than this share of the value is not worth a word.
inline constexpr double worth_a_word = 0.005;
/// @brief Age [year] of the largest difference in R7 between the second arm and the first, if it is worth a word; else
/// nothing.
std::optional<double> telling_age(const std::vector<Arm>& arms);

/// @brief Ages [year] at which both arms were read.
std::vector<double> common_ages(const Arm& a, const Arm& b);

}  // namespace hari::report
