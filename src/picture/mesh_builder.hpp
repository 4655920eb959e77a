// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "hari/math/tensor.hpp"
#include "palette.hpp"

namespace hari::picture {

/// One point of the axis of a tube.
struct TubePoint {
  math::Vec3 centre;
  double radius;  ///< [mm]
};

/// @brief Triangles with normals and colours, grown piece by piece.
class MeshBuilder {
 public:
  std::int32_t vertex(const math::Vec3& p, const math::Vec3& normal, const Colour& colour);
  void triangle(std::int32_t a, std::int32_t b, std::int32_t c);
  /// Corners in order around the face; one normal, a colour for each corner.
  void quad(const std::array<math::Vec3, 4>& corner, const std::array<Colour, 4>& colour);
  /// Capped tube; fewer than two points draw nothing.
  void tube(std::span<const TubePoint> axis, const Colour& colour, int sides);
  /// @brief Body of revolution about `axis` (unit length): 0 a ball, 1 a spindle with drawn-out tips.
  void spindle(const math::Vec3& centre, const math::Vec3& axis, double half_length, double half_width, double pointed,
               const Colour& colour, int rings, int sides);
  /// Bends all of it: every vertex goes where `map` takes it, and its normal turns with the surface.
  void bend(const std::function<math::Vec3(const math::Vec3&)>& map);
  vtkSmartPointer<vtkPolyData> mesh() const;

 private:
  std::vector<float> point_, normal_;
  std::vector<unsigned char> colour_;
  std::vector<std::int32_t> triangle_;
};

}  // namespace hari::picture
