// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>
#include <vector>

#include "hari/mesh/suction_mesh.hpp"

namespace hari::mesh {

/// @brief Box of layers with its surface at z = 0 and a corner at the origin; node sets as in box_mesh.
/// @param size       along x and y [mm]
/// @param divisions  along x and y
/// @param sheets     deepest first
/// @throws ModelError if a size, thickness or division is not positive
HexMesh layered_box(std::array<double, 2> size, std::array<int, 2> divisions, std::span<const Sheet> sheets);

/// How the elements of a stack grow with depth: `finest` at the surface, plus `growth` times the depth.
struct Grading {
  double finest = 0.05;  ///< [mm]
  double growth = 0.3;   ///< [-]
};

/// @brief Sheets of skin, graded from the surface down, at least one element per layer.
/// @param thickness  now, per Layer [mm]; 0: layer absent
/// @param depth      at least that deep [mm]: the deepest layer is extended
/// @throws ModelError if there is no layer or the grading is not positive
std::vector<Sheet> graded_sheets(const std::array<double, n_layers>& thickness, double depth, Grading grading);

}  // namespace hari::mesh
