// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <memory>
#include <vector>

#include "hari/math/block_matrix.hpp"
#include "hari/math/symmetric_solver.hpp"
#include "hari/math/tensor.hpp"

namespace hari::math {

enum class Preconditioner { multigrid, direct };

struct BlockSolverOptions {
  Preconditioner preconditioner = Preconditioner::multigrid;
  int patience = 15;
};

class BlockSolver {
 public:
  BlockSolver(std::vector<Vec3> position, BlockSolverOptions options = {});
  ~BlockSolver();
  BlockSolver(BlockSolver&&) noexcept;
  BlockSolver& operator=(BlockSolver&&) noexcept;
  LinearReport solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance);
  int setups() const;
  std::size_t bytes() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace hari::math
