// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "strain.hpp"

#include <Eigen/LU>

namespace hari::mechanics {

Strain::Strain(const math::Mat3& C) : det(C.determinant()), inverse(C.inverse()), inverse6(components(inverse)) {}

void add_tangent(const Strain& s, double c, const math::Vec6& M, double d, double e, math::Mat6& tangent) {
  constexpr int row_of[6] = {0, 1, 2, 0, 1, 0}, column_of[6] = {0, 1, 2, 1, 2, 2};
  for (int q = 0; q < 6; ++q)
    for (int p = 0; p <= q; ++p) {
      const int i = row_of[p], j = column_of[p], k = row_of[q], l = column_of[q];
      const double x = c * (M[p] * s.inverse6[q] + s.inverse6[p] * M[q]) + d * s.inverse6[p] * s.inverse6[q] +
                       0.5 * e * (s.inverse(i, k) * s.inverse(j, l) + s.inverse(i, l) * s.inverse(j, k));
      tangent(p, q) += x;
      if (p != q) tangent(q, p) += x;
    }
}

}  // namespace hari::mechanics
