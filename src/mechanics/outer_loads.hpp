// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <vector>

#include "block_assembly.hpp"
#include "hari/mechanics/problem.hpp"

namespace hari::mechanics {

/// @brief Everything that acts on the skin from outside: suction on the aperture, weight, the elastic bed, the ball.
class OuterLoads {
 public:
  explicit OuterLoads(const Problem& problem);

  /// Sets `force` [mN] per node at displacements `at`; adds its stiffness [mN/mm] to `k` unless that is null.
  void apply(const Eigen::VectorXd& at, const Drive& drive, Eigen::VectorXd& force, math::BlockMatrix* k,
             const BlockAssembly& assembly) const;
  math::Vec3 ball_force(const Eigen::VectorXd& at, const Drive& drive) const;

 private:
  const Problem* problem_;
  std::vector<double> volume_;  ///< that each node stands for [mm3]
};

}  // namespace hari::mechanics
