// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/mesh/hex_mesh.hpp"

namespace hari::mesh {

/// One sheet of the mesh, counted from the deepest.
struct Sheet {
  Layer layer = Layer::reticular;
  double thickness = 0;  ///< [mm]
  int divisions = 1;
  double grading = 0;  ///< sizes grow upward as exp(grading s), s from 0 to 1 through the sheet; 0: equal
};

/// Share of the way after `i` of `n` divisions graded as in Sheet.
double graded(int i, int n, double grading);

/// @brief Quarter of a block under a suction probe: x, y >= 0, aperture axis at x = y = 0, an O-grid in plan so that
/// the rims of aperture and probe lie on nodes, a square outside.
struct SuctionSpec {
  double aperture_radius = 1;         ///< [mm]
  double probe_radius = 3;            ///< outer rim of the probe's face [mm]
  double half_width = 6;              ///< of the square [mm]
  int core = 2;                       ///< divisions of the square core; the quarter circle has twice as many
  std::array<int, 3> rings{2, 5, 3};  ///< divisions from core to aperture rim, to probe rim, to the square
  std::array<double, 3> grading{-0.8, 2.23, 0.3};  ///< of the three, outward, as in Sheet
  std::vector<Sheet> sheets;                       ///< deepest first; the last ends at the surface
};

/// @throws ModelError if radii are out of order, a division is < 1, a thickness <= 0 or there is no sheet
HexMesh suction_mesh(const SuctionSpec& spec);

/// @brief The block of the benchmark S1 (docs/benchmark.md): 6 x 6 x 2 mm; factor 1, 2, 3: 3872, 30976, 104544
/// elements. Its dermis is `reticular`; z = 0 is the surface.
SuctionSpec benchmark_spec(int factor);

enum class Resolution { coarse, standard };

/// @brief Layered skin under an aperture, wide and deep enough that its border is not felt: half width 6 radii, depth
/// at least 5 mm and 5 radii (the hypodermis is extended downward).
/// @param thickness  now, per Layer [mm]; 0: layer absent
SuctionSpec skin_spec(double aperture_radius, double probe_radius, const std::array<double, n_layers>& thickness,
                      Resolution resolution);

}  // namespace hari::mesh
