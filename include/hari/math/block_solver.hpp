// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <memory>
#include <span>
#include <vector>

#include "hari/math/block_matrix.hpp"
#include "hari/math/linear_report.hpp"
#include "hari/math/tensor.hpp"
#include "hari/math/volume_term.hpp"

namespace hari::math {

enum class Preconditioner {
  multigrid,  ///< smoothed aggregation with rigid motions, relaxed line by line, in single precision
  direct      ///< sparse LDL' factor: the reference, and faster for small systems
};

struct BlockSolverOptions {
  Preconditioner preconditioner = Preconditioner::multigrid;
  int patience = 10;           ///< steps beyond those of a fresh preconditioner after which an old one is renewed
  int most_iterations = 1000;  ///< of one solve
  std::size_t small = 3000;    ///< systems of fewer unknowns are factorised, whatever was asked for
};

/// @brief Solves one symmetric system of elasticity after another whose matrices change slowly, by preconditioned
/// conjugate gradients. The preconditioner of an earlier matrix is kept while it serves, and renewed when it costs
/// `patience` more steps than a fresh one.
///
/// An indefinite matrix is solved by minimal residuals or by its own factor, and the report says so. The same bits for
/// any number of threads; they depend on the matrices solved before. See docs/solver.md.
class BlockSolver {
 public:
  /// @param position  of every node [mm]: rigid motions of the coarse levels and lines of close nodes come from it
  explicit BlockSolver(std::vector<Vec3> position, BlockSolverOptions options = {});
  ~BlockSolver();
  BlockSolver(BlockSolver&&) noexcept;
  BlockSolver& operator=(BlockSolver&&) noexcept;

  /// @brief Solves a x = b to `tolerance` times the norm of b, from x = 0. If it fails x is the best it found.
  /// @param volumes  what of `a` are the elements' volumes: with them the multigrid is that of a softer matrix, the
  /// pressures become unknowns, and steps hardly depend on the bulk modulus. The answer is the same.
  /// @pre every call has the pattern of the first
  LinearReport solve(const BlockMatrix& a, const Eigen::VectorXd& b, Eigen::VectorXd& x, double tolerance,
                     std::span<const VolumeTerm> volumes = {});
  int setups() const;         ///< preconditioners made
  std::size_t bytes() const;  ///< held by the preconditioner

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace hari::math
