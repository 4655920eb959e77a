// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <functional>
#include <vector>

#include "bodies.hpp"
#include "letters.hpp"
#include "mesh_builder.hpp"
#include "sampling.hpp"
#include "warp.hpp"

class vtkCamera;
class vtkRenderer;

namespace hari::picture {

/// How a tissue is put before the eye, beside what the options say.
struct Staging {
  Sampling sampling;
  CellLooks cells{};
  /// Bends the living block, for example under a suction cup; empty: it lies flat.
  std::function<math::Vec3(const math::Vec3&)> bend{};
  std::vector<const MeshBuilder*> props{};  ///< things beside the skin, translucent
  double headroom = 0;                      ///< above the skin that the picture has to hold [mm]
  double detail = 1;                        ///< points along and around a drawn fibre, against the usual
  int peels = 4;                            ///< translucent layers told apart, 1 or more
  /// Left, right, low, high of the field that the block keeps to; what is left is for letters [share of the picture].
  std::array<double, 4> field{0.155, 0.775, 0.125, 0.845};
};

/// Where a point falls on a picture of that aspect ratio that the camera takes.
Projection projection(vtkCamera* camera, double aspect);

/// @brief Empties and fills a renderer: the opened block with its fibres and cells, light, camera, backdrop.
Counts set_scene(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, const Staging& staging,
                 vtkRenderer* scene);

}  // namespace hari::picture
