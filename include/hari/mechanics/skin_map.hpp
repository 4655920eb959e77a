// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "hari/mechanics/laws.hpp"
#include "hari/mechanics/problem.hpp"

namespace hari::mechanics {

/// @brief Skin that differs from place to place: the average of a block, and averages of n x n patches of it.
struct SkinMap {
  Skin mean{};              ///< also of all skin beyond the block
  std::vector<double> x{};  ///< borders of the patches [mm], ascending, the middle of the block at 0; empty: even skin
  std::vector<double> y{};
  std::vector<Skin> patch{};  ///< x fastest

  /// Patch that holds a place [mm], none beyond the block.
  std::optional<std::size_t> patch_at(double at_x, double at_y) const;
};

/// @brief Patches along one side of a map of this block: odd, so that the middle of the block is the middle of a
/// patch; the more the more fibres there are; 1 if the grid is too coarse for more.
int patches_across(const tissue::Tissue& tissue);

/// @throws ModelError as average_skin, of any patch
SkinMap skin_map(const tissue::Tissue& tissue, const Laws& laws);

/// @brief How much the block differs from place to place: the largest relative deviation of a patch of dermis from the
/// mean, in thickness, hyaluronan or load-bearing collagen (cuts counted). The latter two count as far as they exceed
/// what so few simulated cells and fibres let one expect of an even block; thickness has no such noise.
double unevenness(const tissue::Tissue& tissue, const FibreLaw& law);

/// Up to this unevenness [-] a block counts as even. A numerical choice: a middle patch thicker by that moves R0 by
/// about 1 %, while even blocks of quick size stay at 0 (tests/unit/sim/test_even_block.cpp).
inline constexpr double even_enough = 0.05;

/// @brief As suction_problem for even skin, on a mesh that may hold all of the probe's surroundings and has the mean
/// thicknesses. An element over the block is of its patch's materials and grown by its thickness over the mean.
Problem suction_problem(mesh::HexMesh mesh, const SkinMap& skin, Contact contact);

}  // namespace hari::mechanics
