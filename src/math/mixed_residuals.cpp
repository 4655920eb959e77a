// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "mixed_residuals.hpp"

#include <cmath>
#include <vector>

namespace hari::math {
namespace {

using Eigen::VectorXd;
using Eigen::VectorXf;

/// Directions kept. Fewer lose much: with 20 the steps double where the bulk modulus is 500 times the shear modulus.
constexpr Eigen::Index most_directions = 40;
/// Weight of the volumes' residual beside that of the displacements: it must not hide the latter.
constexpr double volume_weight = 0.1;

/// The mixed system. Its vectors hold residuals: of the displacements, then of the volumes, scaled to forces.
class Mixed {
 public:
  Mixed(const BlockMatrix& a, const ApplyInverse& inverse, const ElementVolumes& volumes)
      : a_(a), inverse_(inverse), volumes_(volumes) {
    const auto n = static_cast<Eigen::Index>(volumes.size());
    scale_.resize(n);
    stiffness_.resize(n);
    flexibility_.resize(n);
    for (Eigen::Index e = 0; e < n; ++e) {
      const VolumeTerm& t = volumes[static_cast<std::size_t>(e)];
      double g2 = 0;
      for (const float g : t.gradient) g2 += double(g) * double(g);
      stiffness_[e] = t.stiffness;
      scale_[e] = volume_weight * t.stiffness * std::sqrt(g2);
      flexibility_[e] = 1 / t.stiffness + t.flexibility;
    }
  }

  Eigen::Index size() const { return static_cast<Eigen::Index>(3 * a_.n_rows()) + scale_.size(); }

  /// A step in the displacements from residuals, and how much of the residuals it takes away.
  /// @param kept  the step
  /// @return curvature of the matrix along the step
  double step(const VectorXd& residual, VectorXf& kept, VectorXd& taken) {
    const auto n = static_cast<Eigen::Index>(3 * a_.n_rows());
    gap_ = residual.tail(scale_.size()).cwiseQuotient(scale_);
    force_ = residual.head(n);
    pressure_ = -stiffness_.cwiseProduct(gap_);
    volumes_.add_forces(pressure_, force_);
    inverse_(force_, u_);
    kept = u_.cast<float>();
    u_ = kept.cast<double>();
    volumes_.changes(u_, volume_);
    pressure_ = (volume_ - gap_).cwiseQuotient(flexibility_);
    multiply(a_, u_, force_);
    taken.resize(size());
    taken.head(n) = force_;
    taken.tail(scale_.size()) = scale_.cwiseProduct(volume_ - pressure_.cwiseQuotient(stiffness_));
    return u_.dot(force_);
  }

 private:
  const BlockMatrix& a_;
  const ApplyInverse& inverse_;
  const ElementVolumes& volumes_;
  VectorXd scale_, stiffness_, flexibility_, u_, force_, pressure_, volume_, gap_;
};

/// Makes the last column of a Hessenberg matrix triangular by the old rotations and a new one.
void rotate(Eigen::MatrixXd& h, Eigen::MatrixXd& rotation, VectorXd& rest, Eigen::Index j) {
  const auto turn = [](double c, double s, double& x, double& y) {
    const double old = x;
    x = c * old + s * y;
    y = c * y - s * old;
  };
  for (Eigen::Index i = 0; i < j; ++i) turn(rotation(i, 0), rotation(i, 1), h(i, j), h(i + 1, j));
  const double length = std::hypot(h(j, j), h(j + 1, j));
  rotation(j, 0) = h(j, j) / length;
  rotation(j, 1) = h(j + 1, j) / length;
  turn(rotation(j, 0), rotation(j, 1), h(j, j), h(j + 1, j));
  turn(rotation(j, 0), rotation(j, 1), rest[j], rest[j + 1]);
}

}  // namespace

Outcome mixed_residuals(const BlockMatrix& a, const ApplyInverse& inverse, const ElementVolumes& volumes, double target,
                        int limit, Iterate& at) {
  Mixed mixed(a, inverse, volumes);
  const Eigen::Index n_forces = at.r.size();
  VectorXd residual = VectorXd::Zero(mixed.size()), taken, product;
  std::vector<VectorXd> direction;  // of residuals; in single precision they are not orthogonal enough
  std::vector<VectorXf> step;       // as the cycle gave them: the matrix has seen them rounded, so no accuracy is lost
  while (at.norm > target) {
    if (at.steps >= limit) return Outcome::out_of_steps;
    residual.head(n_forces) = at.r;
    Eigen::MatrixXd h = Eigen::MatrixXd::Zero(most_directions + 1, most_directions), r = h,
                    rotation(most_directions, 2);
    VectorXd rest = VectorXd::Zero(most_directions + 1);
    const double start = rest[0] = residual.norm();
    direction.assign(1, residual / start);
    step.clear();
    Eigen::Index n = 0;
    while (n < most_directions && at.steps < limit && std::abs(rest[n]) > target) {
      step.emplace_back();
      if (!(mixed.step(direction.back(), step.back(), taken) > 0)) return Outcome::negative_curvature;
      for (Eigen::Index i = 0; i <= n; ++i) {
        const VectorXd& v = direction[static_cast<std::size_t>(i)];
        h(i, n) = v.dot(taken);
        taken -= h(i, n) * v;
      }
      h(n + 1, n) = taken.norm();
      direction.push_back(taken / h(n + 1, n));
      r.col(n) = h.col(n);
      rotate(r, rotation, rest, n++);
      ++at.steps;
    }
    if (n == 0) return Outcome::useless_inverse;
    const VectorXd share = r.topLeftCorner(n, n).triangularView<Eigen::Upper>().solve(rest.head(n));
    VectorXd change = VectorXd::Zero(n_forces), left = -h.topLeftCorner(n + 1, n) * share;
    left[0] += start;
    for (Eigen::Index i = 0; i < n; ++i) change += share[i] * step[static_cast<std::size_t>(i)].cast<double>();
    residual.setZero();
    for (Eigen::Index i = 0; i <= n; ++i) residual += left[i] * direction[static_cast<std::size_t>(i)];
    multiply(a, change, product);
    at.x += change;
    at.r -= product;
    at.norm = at.r.norm();
    if (!(at.norm < 2 * start)) return Outcome::useless_inverse;
    if (!(change.dot(product) > 0)) return Outcome::negative_curvature;
  }
  return Outcome::converged;
}

}  // namespace hari::math
