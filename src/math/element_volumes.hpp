// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <span>

#include "hari/math/block_matrix.hpp"
#include "hari/math/volume_term.hpp"

namespace hari::math {

/// @brief The volumes of those elements that resist change by far more than their shape does, and what couples them
/// to the displacements. The same bits for any number of threads.
class ElementVolumes {
 public:
  /// @param terms  those without stiffness or whose nodes are held are left out
  ElementVolumes(std::span<const VolumeTerm> terms, std::size_t n_rows);

  std::size_t size() const { return term_.size(); }
  const VolumeTerm& operator[](std::size_t e) const { return term_[e]; }
  /// Change of every volume by displacements.
  void changes(const Eigen::VectorXd& u, Eigen::VectorXd& volume) const;
  /// force += what pressures on the volumes do to the nodes.
  void add_forces(const Eigen::VectorXd& pressure, Eigen::VectorXd& force) const;
  /// The matrix without the stiffness of the volumes.
  BlockMatrix taken_from(const BlockMatrix& a) const;

 private:
  std::vector<VolumeTerm> term_;
  std::vector<std::int64_t> row_;     ///< of the matrix: where its corners begin below
  std::vector<std::int32_t> corner_;  ///< 8 times an element plus its node
};

}  // namespace hari::math
