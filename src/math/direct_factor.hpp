// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <iostream>  // Eigen's METIS header needs it and does not include it

#include <Eigen/MetisSupport>
#include <Eigen/SparseCholesky>

#include "hari/math/block_matrix.hpp"

namespace hari::math {

/// Sparse LDL' factor without pivoting; the ordering of the first matrix serves all.
class DirectFactor {
 public:
  /// @return false if a pivot was zero
  bool factorise(const BlockMatrix& a);
  /// True if every pivot is positive.
  bool definite() const { return definite_; }
  void apply(const Eigen::VectorXd& r, Eigen::VectorXd& z) const { z = factor_.solve(r); }
  std::size_t bytes() const;

 private:
  using ByColumns = Eigen::SparseMatrix<double, Eigen::ColMajor, int>;
  Eigen::SimplicialLDLT<ByColumns, Eigen::Lower, Eigen::MetisOrdering<int>> factor_;
  bool analysed_ = false, definite_ = false;
};

}  // namespace hari::math
