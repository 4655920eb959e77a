// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>

namespace hari::math {

/// @brief Hill curve x^n / (half^n + x^n): 0 at 0, 1/2 at `half`, 1 far above. Negative x counts as 0.
inline double hill(double x, double half, double power) {
  if (x <= 0) return 0;
  return 1 / (1 + std::pow(half / x, power));
}

}  // namespace hari::math
