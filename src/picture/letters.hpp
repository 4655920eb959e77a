// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>

#include "warp.hpp"

class vtkRenderer;

namespace hari::picture {

/// Where a point of the scene falls on the picture: share of the width from the left, of the height from the bottom.
using Projection = std::function<std::array<double, 2>(const math::Vec3&)>;

/// What the caption counts.
struct Counts {
  std::size_t fibres_drawn = 0, fibres = 0, cells_drawn = 0;
};

/// @brief Title, captions, legend, names of the layers, scale and disclaimer, into a renderer of flat things.
/// @throws IoError if a font is needed and none is found
void draw_letters(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, const Counts& counts,
                  const Projection& project, vtkRenderer* flat);

}  // namespace hari::picture
