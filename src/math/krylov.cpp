// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "krylov.hpp"

#include <algorithm>
#include <cmath>

namespace hari::math {

using Eigen::VectorXd;

Outcome conjugate_gradients(const BlockMatrix& a, const ApplyInverse& inverse, double target, int limit, Iterate& at) {
  if (at.norm <= target) return Outcome::converged;
  VectorXd z, q;
  inverse(at.r, z);
  VectorXd p = z;
  double rz = at.r.dot(z);
  while (at.steps < limit) {
    if (!(rz > 0)) return Outcome::useless_inverse;
    multiply(a, p, q);
    const double curvature = p.dot(q);
    if (!(curvature > 0)) return Outcome::negative_curvature;
    const double alpha = rz / curvature;
    at.x += alpha * p;
    at.r -= alpha * q;
    at.norm = at.r.norm();
    ++at.steps;
    if (at.norm <= target) return Outcome::converged;
    inverse(at.r, z);
    const double next = at.r.dot(z);
    p = z + (next / rz) * p;
    rz = next;
  }
  return Outcome::out_of_steps;
}

Outcome minimal_residuals(const BlockMatrix& a, const ApplyInverse& inverse, double target, int limit, Iterate& at) {
  const VectorXd x0 = at.x, b = at.r;  // solves for the correction
  VectorXd v_old = VectorXd::Zero(b.size()), v = b, z, q, w_older = v_old, w_old = v_old, y = v_old;
  inverse(v, z);
  const double start = v.dot(z);
  if (!(start > 0)) return Outcome::useless_inverse;
  double beta = std::sqrt(start), eta = beta, beta_old = 1;
  double c_old = 1, c = 1, s_old = 0, s = 0;
  // The recurrence knows the norm of the inverse; ours is looked at whenever that one has shrunk enough.
  double look = std::min(1.0, target / at.norm) * beta;
  while (at.steps < limit) {
    z /= beta;
    multiply(a, z, q);
    const double alpha = z.dot(q);
    q -= (alpha / beta) * v + (beta / beta_old) * v_old;
    v_old.swap(v);
    v.swap(q);
    beta_old = beta;
    VectorXd z_new;
    inverse(v, z_new);
    const double square = v.dot(z_new);
    if (!(square >= 0)) return Outcome::useless_inverse;
    beta = std::sqrt(square);
    // Two old rotations and a new one.
    const double diagonal = c * alpha - c_old * s * beta_old, length = std::hypot(diagonal, beta);
    const double above = s * alpha + c_old * c * beta_old, second = s_old * beta_old;
    if (length == 0) return Outcome::out_of_steps;
    c_old = c;
    s_old = s;
    c = diagonal / length;
    s = beta / length;
    q = (z - second * w_older - above * w_old) / length;
    w_older.swap(w_old);
    w_old.swap(q);
    y += (c * eta) * w_old;
    eta *= -s;
    z.swap(z_new);
    ++at.steps;
    if (std::abs(eta) <= look || beta == 0 || at.steps == limit) {
      multiply(a, y, q);
      at.x = x0 + y;
      at.r = b - q;
      at.norm = at.r.norm();
      if (at.norm <= target) return Outcome::converged;
      if (beta == 0) return Outcome::out_of_steps;
      look = 0.5 * std::abs(eta);
    }
  }
  return Outcome::out_of_steps;
}

}  // namespace hari::math
