// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::io {

/// @brief The block as thick as it is now: each element stretched in z by its growth, the deep face held where it is in
/// the reference state. Nodes take the mean of the element columns around them, points move trilinearly with the nodes.
class GrownBlock {
 public:
  /// @param growth  per element [-], size grid.n_elements()
  GrownBlock(const mesh::Grid& grid, std::span<const double> growth);

  /// @brief Height now of the reference point [mm].
  double height(double x, double y, double z) const;
  /// @brief Node positions now [mm], x y z of one node after another; node i + (nx + 1) (j + (ny + 1) k).
  std::vector<float> nodes() const;
  /// @brief Place now minus place in the reference block, of each node, in the order of nodes() [mm].
  std::vector<float> displacement() const;

 private:
  std::size_t node(int i, int j, int k) const;
  const mesh::Grid& grid_;
  std::vector<double> z_now_;  // per node [mm]
};

/// @brief Group "view" of a frame: what a viewer of XDMF needs and the state does not hold. Positions are those now.
///
/// "node" and "displacement" [nodes, 3], "hexahedron" [elements, 8], "layer" [elements], "fibre_point" [vertices, 3],
/// "fibre_line"
/// ([fibres, n] if every fibre has n vertices, else a flat list 2, n, ids... per fibre), "cell_point" [cells, 3],
/// "cell_vertex" [cells]. An empty fibre slot is a line whose ends are one point, so that rows match those of "fibres"
/// and nothing is drawn.
core::ColumnGroup view_of(const tissue::Tissue& tissue);

}  // namespace hari::io
