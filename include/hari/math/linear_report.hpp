// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once

namespace hari::math {

/// What one solve took.
struct LinearReport {
  bool converged = false;
  int iterations = 0;       ///< of conjugate gradients, and of minimal residuals if the matrix was indefinite
  bool factorised = false;  ///< a new preconditioner was needed
  bool indefinite = false;  ///< the matrix has a direction of negative curvature; x is a stationary point, no minimum
  double residual = 0;      ///< norm of b - a x over norm of b [-]
};

}  // namespace hari::math
