// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/friction.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mechanics {

void FrictionLaw::check() const {
  if (!(modulus >= 0) || !(yield >= 0) || !(time >= 0))
    throw core::ModelError(fmt::format(
        "friction: modulus {} kPa, yield stress {} kPa and time {} s must not be negative", modulus, yield, time));
}

FrictionStep::FrictionStep(const FrictionLaw& l, core::Seconds dt)
    : law(l), reach(l.time > 0 ? -std::expm1(-dt.count() / l.time) : 1) {}

FrictionStep::Bonds FrictionStep::slide(const math::Vec6& A, double trace) const {
  const double k = law.modulus;
  const double det =
      A[0] * (A[1] * A[2] - A[4] * A[4]) - A[3] * (A[3] * A[2] - A[4] * A[5]) + A[5] * (A[3] * A[4] - A[1] * A[5]);
  const double free = trace - 3 * std::cbrt(det);  // what a deformation could win back, times 2/k
  Bonds b{.trial = 0.5 * k * (trace - 3)};
  b.potential = b.trial;
  const double square = 2 * k * k * free;
  if (!(square > law.yield * law.yield) || reach == 0) return b;
  const double q = std::sqrt(square);
  const double over = q - law.yield;
  b.kept = 1 - reach * over / q;
  b.slope = -reach * law.yield * 2 * k / (q * q * q);  // dq/dpsi = 2 k/q
  b.potential -= reach * over * over / (4 * k);
  return b;
}

}  // namespace hari::mechanics
