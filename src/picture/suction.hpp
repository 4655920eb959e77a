// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "mesh_builder.hpp"
#include "stored_run.hpp"
#include "warp.hpp"

namespace hari::picture {

/// @brief Skin under the suction cup at one moment, its axis in the middle of the cut. The surface is where the reading
/// found it; how the depth follows is drawn by eye: all of it at the surface, nothing at the floor of the picture.
class Suction {
 public:
  /// @param time    of the curve [s]
  /// @param amount  1: as read; less eases the skin back to rest
  Suction(const SuctionReading& reading, double time, double amount, double aperture_mm, const Warp& warp);

  math::Vec3 operator()(const math::Vec3& p) const;
  /// Height of the surface over rest at a distance from the axis [mm].
  double rise(double radius) const;

 private:
  double x_, y_, surface_, floor_;
  std::vector<double> radius_, outward_, up_;  ///< at rest; displacement [mm]
};

/// @brief The cup, cut in half like the skin. @param lift  over the skin [mm]  @param opacity  0 to 1
void draw_cup(const Warp& warp, double aperture_mm, double lift, double opacity, MeshBuilder& out);

/// The outline of a surface as a dotted line on the cut.
void draw_outline_of(const Suction& suction, const Warp& warp, double half_width, const Colour& c, MeshBuilder& out);

}  // namespace hari::picture
