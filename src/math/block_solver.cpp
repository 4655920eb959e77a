// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/math/block_solver.hpp"

namespace hari::math {

struct BlockSolver::Work {
  SymmetricSolver solver;
  SymmetricMatrix matrix;
};

BlockSolver::BlockSolver(std::vector<Vec3>, BlockSolverOptions) : work_(std::make_unique<Work>()) {}
BlockSolver::~BlockSolver() = default;
BlockSolver::BlockSolver(BlockSolver&&) noexcept = default;
BlockSolver& BlockSolver::operator=(BlockSolver&&) noexcept = default;
LinearReport BlockSolver::solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance) {
  std::vector<Eigen::Triplet<double, int>> t;
  for (std::size_t i = 0; i < a.n_rows(); ++i)
    for (auto k = a.row[i]; k < a.row[i + 1]; ++k)
      for (int p = 0; p < 9; ++p)
        t.emplace_back(3 * static_cast<int>(i) + p / 3, 3 * a.column[static_cast<std::size_t>(k)] + p % 3,
                       a.value[static_cast<std::size_t>(9 * k + p)]);
  const int n = 3 * static_cast<int>(a.n_rows());
  work_->matrix.resize(n, n);
  work_->matrix.setFromTriplets(t.begin(), t.end());
  return work_->solver.solve(work_->matrix, b, x, tolerance);
}
int BlockSolver::setups() const {
  return work_->solver.factorisations();
}
std::size_t BlockSolver::bytes() const {
  return 0;
}

}  // namespace hari::math
