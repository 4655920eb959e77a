// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <gtest/gtest.h>

#include "hari/mechanics/response.hpp"

namespace hari::mechanics {

/// Expects stress and tangent of `law(C)` to be the first and second derivatives of its potential, and the tangent
/// symmetric. Central differences of step 1e-6 in Green's strain.
template <class Law>
void expect_consistent(Law&& law, const math::Mat3& C, double tolerance = 1e-6) {
  const Response at = law(C);
  EXPECT_LT((at.tangent - at.tangent.transpose()).norm(), 1e-12 * at.tangent.norm());
  constexpr int row[6] = {0, 1, 2, 0, 1, 0}, column[6] = {0, 1, 2, 1, 2, 2};
  const double h = 1e-6;
  for (int p = 0; p < 6; ++p) {
    math::Mat3 E = math::Mat3::Zero();  // one component of Green-Lagrange strain, shears counted twice
    E(row[p], column[p]) += p < 3 ? 1 : 0.5;
    if (p >= 3) E(column[p], row[p]) += 0.5;
    const Response up = law(C + 2 * h * E), down = law(C - 2 * h * E);
    EXPECT_NEAR((up.energy - down.energy) / (2 * h), at.stress[p], tolerance * (1 + at.stress.norm()));
    EXPECT_LT(((up.stress - down.stress) / (2 * h) - at.tangent.col(p)).norm(), 10 * tolerance * at.tangent.norm());
  }
}

}  // namespace hari::mechanics
