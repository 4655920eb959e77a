// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/mechanics/response.hpp"

namespace hari::mechanics {

/// Strain measures that the laws of the matrix share.
struct Strain {
  double det;  ///< of C
  math::Mat3 inverse;
  math::Vec6 inverse6;

  explicit Strain(const math::Mat3& C);
};

/// A : B of two symmetric tensors.
inline double contract(const math::Vec6& A, const math::Vec6& B) {
  return A[0] * B[0] + A[1] * B[1] + A[2] * B[2] + 2 * (A[3] * B[3] + A[4] * B[4] + A[5] * B[5]);
}

inline math::Vec6 components(const math::Mat3& m) {
  return (math::Vec6() << m(0, 0), m(1, 1), m(2, 2), m(0, 1), m(1, 2), m(0, 2)).finished();
}

/// Adds c (M x C^-1 + C^-1 x M) + d C^-1 x C^-1 + e I_{C^-1} to a tangent.
void add_tangent(const Strain& strain, double c, const math::Vec6& M, double d, double e, math::Mat6& tangent);

}  // namespace hari::mechanics
