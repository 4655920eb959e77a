// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "hari/math/block_matrix.hpp"
#include "line_smoother.hpp"
#include "prolongation.hpp"

namespace hari::math {

/// @brief One symmetric cycle of multigrid in single precision: an approximate inverse of a positive definite matrix
/// of elasticity. Coarse nodes are aggregates that move as rigid bodies; every level is relaxed line by line. The same
/// bits for any number of threads.
class Multigrid {
 public:
  /// @param position  of every node [mm]
  Multigrid(const BlockMatrix& a, std::vector<Vec3> position);

  /// False if the matrix was seen not to be positive definite; then nothing else may be called.
  bool usable() const { return usable_; }
  /// z is about a^-1 r.
  void apply(const Eigen::VectorXd& r, Eigen::VectorXd& z);
  std::size_t bytes() const;

 private:
  struct Level {
    LineSmoother smoother;
    Prolongation from_below;
    std::vector<float> b, x, r;  ///< scratch of a cycle
  };
  void cycle(std::size_t level);
  void solve_coarsest();
  void factorise_coarsest(const BlockView& a);

  std::vector<Level> level_;  ///< finest first
  Eigen::LLT<Eigen::MatrixXd> coarsest_;
  std::vector<float> coarsest_b_, coarsest_x_;
  bool usable_ = true;
};

}  // namespace hari::math
