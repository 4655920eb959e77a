// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/math/block_solver.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "direct_factor.hpp"
#include "hari/core/error.hpp"
#include "krylov.hpp"
#include "mixed_residuals.hpp"
#include "multigrid.hpp"

namespace hari::math {

struct BlockSolver::Work {
  std::vector<Vec3> position;
  BlockSolverOptions options;
  bool direct = false;
  std::optional<Multigrid> multigrid;
  DirectFactor factor;
  bool softened = false;  ///< is the multigrid that of a matrix without its volumes?
  bool usable = false;    ///< is the present preconditioner positive definite?
  double fresh_rate = 0;  ///< digits that a step gained when it was new
  int setups = 0;

  Work(std::vector<Vec3> at, BlockSolverOptions o)
      : position(std::move(at)),
        options(o),
        direct(o.preconditioner == Preconditioner::direct || 3 * position.size() < o.small) {}

  ApplyInverse inverse() {
    if (direct) return [this](const Eigen::VectorXd& r, Eigen::VectorXd& z) { factor.apply(r, z); };
    return [this](const Eigen::VectorXd& r, Eigen::VectorXd& z) { multigrid->apply(r, z); };
  }

  /// An old multigrid outlives a matrix that none can be made for: it still serves minimal residuals.
  void renew(const BlockMatrix& a, const ElementVolumes& volumes) {
    ++setups;
    if (direct) {
      fresh_rate = 0;
      usable = factor.factorise(a) && factor.definite();
      return;
    }
    // Without its volumes a matrix may cease to be definite; then it is taken as it is.
    softened = volumes.size() > 0 && adopt(Multigrid(volumes.taken_from(a), position));
    if (!softened) adopt(Multigrid(a, position));
  }

  bool adopt(Multigrid made) {
    if (!made.usable()) return false;
    multigrid.emplace(std::move(made));
    fresh_rate = 0;
    usable = true;
    return true;
  }

  /// Steps that the present preconditioner may take.
  int limit(double tolerance) const {
    if (fresh_rate <= 0) return options.most_iterations;
    return std::min(options.most_iterations,
                    static_cast<int>(std::ceil(-std::log10(tolerance) / fresh_rate)) + options.patience);
  }

  /// The last resort: the matrix's own factor.
  void factorise_and_solve(const BlockMatrix& a, const Eigen::VectorXd& b, double target, Iterate& at);
  LinearReport solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance,
                     const ElementVolumes& volumes);
};

void BlockSolver::Work::factorise_and_solve(const BlockMatrix& a, const Eigen::VectorXd& b, double target,
                                            Iterate& at) {
  // A factor of more is a matter of minutes and gigabytes: the caller had better take a smaller step.
  constexpr std::size_t factorable = 100000;
  if (3 * position.size() > factorable) return;
  ++setups;
  if (!factor.factorise(a)) return;
  Eigen::VectorXd z, q;
  // Without pivoting the factor may be inexact; what it leaves is given to it again.
  for (int pass = 0; pass < 3 && at.norm > target; ++pass) {
    factor.apply(at.r, z);
    z += at.x;
    multiply(a, z, q);
    q = b - q;
    const double norm = q.norm();
    if (!(norm < at.norm)) return;
    at.x.swap(z);
    at.r.swap(q);
    at.norm = norm;
  }
}

LinearReport BlockSolver::Work::solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x,
                                      double tolerance, const ElementVolumes& volumes) {
  LinearReport report;
  Iterate at(b);
  const double size = at.norm, target = tolerance * size;
  const int before = setups;
  Outcome outcome = Outcome::out_of_steps;
  if (size == 0) outcome = Outcome::converged;
  bool fresh = false;
  if (softened && volumes.size() == 0) usable = false;
  while (outcome != Outcome::converged && outcome != Outcome::negative_curvature) {
    if (!usable) {
      if (fresh) break;
      renew(a, volumes);
      fresh = true;
      continue;
    }
    const int steps = at.steps;
    const double norm = at.norm;
    const int most = fresh ? options.most_iterations : limit(tolerance);
    outcome = softened ? mixed_residuals(a, inverse(), volumes, target, most, at)
                       : conjugate_gradients(a, inverse(), target, most, at);
    if (fresh && outcome == Outcome::converged && at.steps > steps)
      fresh_rate = std::log10(norm / std::max(at.norm, 1e-16 * norm)) / (at.steps - steps);
    if (fresh && outcome != Outcome::converged) break;
    if (outcome == Outcome::out_of_steps || outcome == Outcome::useless_inverse) usable = false;
  }
  if (outcome != Outcome::converged) {
    report.indefinite = outcome == Outcome::negative_curvature || !usable;
    if (report.indefinite && multigrid) minimal_residuals(a, inverse(), target, at.steps + options.most_iterations, at);
    if (at.norm > target) factorise_and_solve(a, b, target, at);
    // Neither a factor nor a multigrid serves another matrix if it is not definite.
    usable = direct ? factor.definite() : multigrid.has_value();
  }
  report.converged = at.norm <= target;
  report.iterations = at.steps;
  report.factorised = setups > before;
  report.residual = size > 0 ? at.norm / size : 0;
  x = std::move(at.x);
  return report;
}

BlockSolver::BlockSolver(std::vector<Vec3> position, BlockSolverOptions options)
    : work_(std::make_unique<Work>(std::move(position), options)) {}
BlockSolver::~BlockSolver() = default;
BlockSolver::BlockSolver(BlockSolver&&) noexcept = default;
BlockSolver& BlockSolver::operator=(BlockSolver&&) noexcept = default;

LinearReport BlockSolver::solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance,
                                std::span<const VolumeTerm> volumes) {
  core::expect(a.n_rows() == work_->position.size(), "a block matrix has one row per node");
  core::expect(b.size() == static_cast<Eigen::Index>(3 * a.n_rows()), "a load has three components per node");
  return work_->solve(a, b, x, tolerance,
                      ElementVolumes(work_->direct ? std::span<const VolumeTerm>() : volumes, a.n_rows()));
}

int BlockSolver::setups() const {
  return work_->setups;
}
std::size_t BlockSolver::bytes() const {
  return work_->factor.bytes() + (work_->multigrid ? work_->multigrid->bytes() : 0);
}

}  // namespace hari::math
