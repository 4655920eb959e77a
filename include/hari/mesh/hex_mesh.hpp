// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/math/tensor.hpp"
#include "hari/mesh/layer.hpp"

namespace hari::mesh {

using NodeIndex = std::int32_t;
using Hexahedron = std::array<NodeIndex, 8>;  ///< bottom four counter-clockwise seen from +z, then the four above them
using Quadrilateral = std::array<NodeIndex, 4>;  ///< counter-clockwise seen from outside

/// @brief Eight-node hexahedra with nodes anywhere, for the finite elements of a probe. The surface is z = 0.
struct HexMesh {
  std::vector<math::Vec3> node;  ///< reference position [mm]
  std::vector<Hexahedron> element;
  std::vector<Layer> region;            ///< of each element
  std::vector<Quadrilateral> aperture;  ///< faces that the suction acts on
  std::vector<NodeIndex> bottom;        ///< node sets, ascending
  std::vector<NodeIndex> side_x;        ///< on planes of constant x that bound the mesh
  std::vector<NodeIndex> side_y;
  std::vector<NodeIndex> probe;  ///< under the face of the probe, both rims included
  NodeIndex apex = 0;            ///< centre of the aperture

  std::size_t n_nodes() const { return node.size(); }
  std::size_t n_elements() const { return element.size(); }
};

/// Corners of an element, one column each [mm].
Eigen::Matrix<double, 3, 8> corners(const HexMesh& mesh, std::size_t e);

/// Shape functions of the eight nodes and their derivatives at (a, b, c) in [-1, 1]^3.
Eigen::Matrix<double, 8, 1> shape(double a, double b, double c);
Eigen::Matrix<double, 8, 3> shape_derivative(double a, double b, double c);

/// Volume of an element by its 2 x 2 x 2 Gauss points, which is exact [mm3].
double volume(const HexMesh& mesh, std::size_t e);

/// @throws ModelError naming the element if indices are out of range or an element is turned inside out at a Gauss
/// point
void check(const HexMesh& mesh);

/// @brief The whole of which `quarter` (x, y >= 0) is the quarter: mirrored at both planes through the axis, nodes on
/// them shared. Elements of the quarter come first, then those mirrored in x, in y and in both; node sets hold the
/// outer sides.
HexMesh unfolded(const HexMesh& quarter);

/// @brief Box of nx x ny x nz elements of one layer; its node sets hold the bounding planes, no aperture.
HexMesh box_mesh(const math::Vec3& low, const math::Vec3& high, std::array<int, 3> divisions, Layer layer);

}  // namespace hari::mesh
