// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <vector>

#include "hari/math/block_matrix.hpp"
#include "hari/mechanics/hex_element.hpp"
#include "hari/mechanics/problem.hpp"
#include "hari/mechanics/volume_stiffness.hpp"

namespace hari::mechanics {

/// @brief Where the small matrices of elements and faces go in the stiffness, and in which order.
///
/// Nodes that share a partner's motion share its row. Elements of one colour have no row in common, so they may be
/// added at the same time, and the order of sums does not depend on threads.
class BlockAssembly {
 public:
  explicit BlockAssembly(const Problem& problem);

  std::size_t n_rows() const { return n_rows_; }
  std::int32_t row_of(mesh::NodeIndex node) const { return row_of_[static_cast<std::size_t>(node)]; }
  /// Does something besides the loads act on a node along `axis`: a support, or a partner?
  bool is_supported(mesh::NodeIndex node, int axis) const {
    const std::int32_t r = row_of(node);
    return !is_free(r, axis) || shared_[static_cast<std::size_t>(r)];
  }
  /// Is direction `axis` of that row free to move?
  bool is_free(std::int32_t row, int axis) const { return !(held_[static_cast<std::size_t>(row)] >> axis & 1); }
  std::size_t n_free() const { return n_free_; }
  /// Elements of each colour, ascending.
  const std::vector<std::vector<std::uint32_t>>& colours() const { return colours_; }
  /// Position of every row: that of its first node [mm].
  std::vector<math::Vec3> positions(const mesh::HexMesh& mesh) const;

  /// A matrix of this pattern, all zero.
  math::BlockMatrix matrix() const;
  void add_element(std::size_t e, const ElementStiffness& k, math::BlockMatrix& to) const;
  /// Gives an element's volume its rows.
  math::VolumeTerm placed(std::size_t e, math::VolumeTerm volume) const;
  /// Adds `factor` times the stiffness of a face of the aperture.
  void add_face(std::size_t f, const Eigen::Matrix<double, 12, 12>& k, double factor, math::BlockMatrix& to) const;
  void add_node(mesh::NodeIndex node, const math::Mat3& k, math::BlockMatrix& to) const;
  std::size_t bytes() const;
  /// Sets rows and columns of held directions to those of the identity.
  void hold(math::BlockMatrix& k) const;

 private:
  std::int64_t slot(std::int32_t row, std::int32_t column) const;

  const mesh::HexMesh* mesh_;
  std::size_t n_rows_ = 0, n_free_ = 0;
  std::vector<std::int32_t> row_of_;  ///< per node
  std::vector<std::uint8_t> held_;    ///< per row, as Supports
  std::vector<std::uint8_t> shared_;  ///< per row: is it that of several nodes?
  std::vector<std::int64_t> row_;
  std::vector<std::int32_t> column_;
  std::vector<std::int32_t> element_slot_;  ///< 64 per element: block of node pair (i, j) at 8 i + j
  std::vector<std::int32_t> face_slot_;     ///< 16 per face
  std::vector<std::vector<std::uint32_t>> colours_;
};

}  // namespace hari::mechanics
