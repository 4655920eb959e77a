// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <functional>

#include "hari/math/block_matrix.hpp"

namespace hari::math {

/// An approximate inverse, symmetric and positive definite: z from r.
using ApplyInverse = std::function<void(const Eigen::VectorXd& r, Eigen::VectorXd& z)>;

enum class Outcome {
  converged,
  out_of_steps,
  negative_curvature,  ///< of the matrix
  useless_inverse      ///< the approximate inverse is not positive definite
};

/// Where an iteration stands: x, r = b - a x and the norm of r.
struct Iterate {
  Eigen::VectorXd x, r;
  double norm = 0;
  int steps = 0;  ///< taken so far

  explicit Iterate(const Eigen::VectorXd& b) : x(Eigen::VectorXd::Zero(b.size())), r(b), norm(b.norm()) {}
};

/// @brief Preconditioned conjugate gradients, from where `at` stands, until the norm is at most `target`.
/// @param limit  of steps, those taken before included
Outcome conjugate_gradients(const BlockMatrix& a, const ApplyInverse& inverse, double target, int limit, Iterate& at);

/// @brief Preconditioned minimal residuals: for symmetric matrices of any sign.
/// @see Paige and Saunders, SIAM J. Numer. Anal. 12 (1975) 617-629
Outcome minimal_residuals(const BlockMatrix& a, const ApplyInverse& inverse, double target, int limit, Iterate& at);

}  // namespace hari::math
