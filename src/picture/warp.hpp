// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "hari/math/tensor.hpp"
#include "hari/picture/block_picture.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::picture {

/// @brief From the reference block to the block as thick as it is now: each layer stretched in z by its mean growth.
/// The bottom of what is drawn stays where it is, so a thinner skin is seen to sink.
struct Warp {
  std::array<double, mesh::n_layers> bottom{}, top{};          ///< reference [mm]
  std::array<double, mesh::n_layers> bottom_now{}, top_now{};  ///< [mm]; equal where a layer is missing
  double floor = 0;                                            ///< reference z where the picture ends [mm]
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;                       ///< what is shown [mm]; y0 is the cut
  double share = 1;                                            ///< of the block's surface that is shown [-]

  double z(double reference) const;
  math::Vec3 operator()(const math::Vec3& p) const { return {p.x(), p.y(), z(p.z())}; }
  double surface() const { return top_now[3]; }
  double dermis_bottom() const { return bottom_now[1]; }
};

/// The bar of 1 mm lies on the ground this far before the cut [mm].
inline constexpr double scale_bar_gap = 0.2;

/// @throws ModelError if the tissue has no reticular dermis
Warp make_warp(const tissue::Tissue& tissue, const BlockPicture& options);

/// Uniform in [0, 1) from an identity and a purpose of this module; which fibres and cells are drawn, and how they lie.
double chance(std::uint64_t id, std::uint32_t purpose);

}  // namespace hari::picture
