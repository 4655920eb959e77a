// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <vector>

#include "hari/math/symmetric_solver.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mechanics/hex_element.hpp"

namespace hari::mechanics {

/// Numbering of the free directions.
struct DofMap {
  std::vector<std::int32_t> free_of;      ///< row of each of 3 n_nodes directions, -1 if fixed
  std::vector<std::int32_t> free_to_all;  ///< the way back
  std::size_t n_free = 0;

  DofMap(const mesh::HexMesh& mesh, const Supports& fixed);

  template <class Nodes, class Force>
  void add(const Nodes& nodes, const Force& force, Eigen::VectorXd& to, double sign = 1) const {
    for (std::size_t a = 0; a < nodes.size(); ++a)
      for (int i = 0; i < 3; ++i)
        if (const std::int32_t d = free_of[static_cast<std::size_t>(3 * nodes[a] + i)]; d >= 0)
          to[d] += sign * force[static_cast<Eigen::Index>(3 * a) + i];
  }
  template <class Nodes, class Force>
  void subtract(const Nodes& nodes, const Force& force, Eigen::VectorXd& from) const {
    add(nodes, force, from, -1);
  }
};

/// Which stiffness entries exist, and where those of each element and aperture face go.
class SparsePattern {
 public:
  SparsePattern(const mesh::HexMesh& mesh, const DofMap& dof);
  /// All entries zero.
  math::SymmetricMatrix matrix() const { return matrix_; }
  void add_element(std::size_t e, const Mat24& k, math::SymmetricMatrix& to) const;
  void subtract_face(std::size_t f, const Eigen::Matrix<double, 12, 12>& k, math::SymmetricMatrix& from) const;

 private:
  math::SymmetricMatrix matrix_;
  std::vector<std::int32_t> element_slot_;  ///< 576 per element, column after column, -1: fixed
  std::vector<std::int32_t> face_slot_;     ///< 144 per face
};

}  // namespace hari::mechanics
