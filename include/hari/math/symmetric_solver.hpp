// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <memory>

#include "hari/math/linear_report.hpp"

namespace hari::math {

/// Symmetric, all entries stored, rows compressed: products run over rows in parallel with one order of sums.
using SymmetricMatrix = Eigen::SparseMatrix<double, Eigen::RowMajor, int>;

/// @brief Solves one symmetric system after another whose matrices change slowly: an old LDL' factor preconditions
/// conjugate gradients on the present matrix, and is renewed when that takes too many steps or meets a direction of
/// negative curvature. The same bits for any number of threads.
class SymmetricSolver {
 public:
  /// @param patience  steps of conjugate gradients after which the factor is renewed
  explicit SymmetricSolver(int patience = 15);
  ~SymmetricSolver();
  SymmetricSolver(SymmetricSolver&&) noexcept;
  SymmetricSolver& operator=(SymmetricSolver&&) noexcept;

  /// @brief Solves a x = b to `tolerance` times the norm of b; starts from x = 0.
  /// @pre every call has the pattern of the first
  LinearReport solve(const SymmetricMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance);
  int factorisations() const;
  std::size_t factor_entries() const;  ///< numbers stored in the factor

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

/// @brief y = a x, rows shared among threads.
void multiply(const SymmetricMatrix& a, const Eigen::VectorXd& x, Eigen::VectorXd& y);

}  // namespace hari::math
