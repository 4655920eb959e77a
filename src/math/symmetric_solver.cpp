// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/math/symmetric_solver.hpp"

#include <iostream>  // Eigen's METIS header needs it and does not include it

#include <Eigen/MetisSupport>
#include <Eigen/SparseCholesky>

#include "hari/core/parallel.hpp"

namespace hari::math {

struct SymmetricSolver::Work {
  using ByColumns = Eigen::SparseMatrix<double, Eigen::ColMajor, int>;
  Eigen::SimplicialLDLT<ByColumns, Eigen::Lower, Eigen::MetisOrdering<int>> factor;
  int patience = 15;
  int factorisations = 0;
  bool analysed = false, usable = false;
  Eigen::VectorXd r, z, p, q;
  Eigen::VectorXd factorised;  ///< entries of the matrix the factor belongs to

  bool current(const SymmetricMatrix& a) const {
    return usable && factorised == Eigen::Map<const Eigen::VectorXd>(a.valuePtr(), a.nonZeros());
  }

  bool renew(const SymmetricMatrix& a) {
    if (current(a)) return true;
    factorised = Eigen::Map<const Eigen::VectorXd>(a.valuePtr(), a.nonZeros());
    // Rows of a symmetric matrix are its columns: no copy.
    const Eigen::Map<const ByColumns> columns(a.rows(), a.cols(), a.nonZeros(), a.outerIndexPtr(), a.innerIndexPtr(),
                                              a.valuePtr());
    if (!analysed) factor.analyzePattern(columns);
    analysed = true;
    factor.factorize(columns);
    ++factorisations;
    usable = factor.info() == Eigen::Success;
    return usable;
  }

  /// Conjugate gradients with the present factor; false if they ran out of patience or met negative curvature.
  bool iterate(const SymmetricMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double target, int limit,
               int& iterations, double& norm) {
    x.setZero(b.size());
    r = b;
    z = factor.solve(r);
    p = z;
    double rz = r.dot(z);
    norm = r.norm();
    for (int k = 0; k < limit; ++k) {
      multiply(a, p, q);
      const double curvature = p.dot(q);
      if (!(curvature > 0) || !(rz > 0)) return false;
      const double alpha = rz / curvature;
      x += alpha * p;
      r -= alpha * q;
      ++iterations;
      norm = r.norm();
      if (norm <= target) return true;
      z = factor.solve(r);
      const double next = r.dot(z);
      p = z + (next / rz) * p;
      rz = next;
    }
    return false;
  }
};

SymmetricSolver::SymmetricSolver(int patience) : work_(std::make_unique<Work>()) {
  work_->patience = patience;
}
SymmetricSolver::~SymmetricSolver() = default;
SymmetricSolver::SymmetricSolver(SymmetricSolver&&) noexcept = default;
SymmetricSolver& SymmetricSolver::operator=(SymmetricSolver&&) noexcept = default;

LinearReport SymmetricSolver::solve(const SymmetricMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x,
                                    double tolerance) {
  LinearReport report;
  const double size = b.norm();
  if (size == 0) {
    x.setZero(b.size());
    report.converged = true;
    return report;
  }
  double norm = size;
  if (work_->usable && work_->iterate(a, b, x, tolerance * size, work_->patience, report.iterations, norm)) {
    report.converged = true;
  } else {
    report.factorised = !work_->current(a);
    if (!work_->renew(a)) return report;
    report.converged = work_->iterate(a, b, x, tolerance * size, 50, report.iterations, norm);
    if (!report.converged) {
      // An indefinite matrix: conjugate gradients do not apply, but its own factor still solves it.
      x = work_->factor.solve(b);
      multiply(a, x, work_->q);
      norm = (b - work_->q).norm();
      report.converged = norm <= std::max(tolerance, 1e-8) * size;
    }
  }
  report.residual = norm / size;
  return report;
}

int SymmetricSolver::factorisations() const {
  return work_->factorisations;
}
std::size_t SymmetricSolver::factor_entries() const {
  return work_->analysed ? static_cast<std::size_t>(work_->factor.matrixL().nestedExpression().nonZeros()) : 0;
}

void multiply(const SymmetricMatrix& a, const Eigen::VectorXd& x, Eigen::VectorXd& y) {
  y.resize(a.rows());
  const int* row = a.outerIndexPtr();
  const int* column = a.innerIndexPtr();
  const double* value = a.valuePtr();
  const auto product = [&](std::size_t i) {
    double s = 0;
    for (int k = row[i]; k < row[i + 1]; ++k) s += value[k] * x[column[k]];
    y[static_cast<Eigen::Index>(i)] = s;
  };
  // Waking the threads costs more than a small product, much more where other programs want the machine too.
  constexpr Eigen::Index worth_sharing = 500000;
  if (a.nonZeros() < worth_sharing)
    for (std::size_t i = 0; i < static_cast<std::size_t>(a.rows()); ++i) product(i);
  else
    core::for_each_index(static_cast<std::size_t>(a.rows()), product);
}

}  // namespace hari::math
