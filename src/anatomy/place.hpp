// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "hari/anatomy/block.hpp"
#include "hari/anatomy/stratified.hpp"
#include "hari/core/parameter.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::anatomy {

/// What each dimension of the stratified points decides. The first dimensions are the most even ones jointly, so they
/// go to what readings depend on most.
enum Dimension {
  azimuth = 0,
  slack = 1,
  thickness = 2,
  tilt = 3,
  depth = 4,
  across_x = 5,
  across_y = 6,
  senescence = 7
};

/// Parents of the identities made at build: child_id(root, number) never repeats under one root.
inline constexpr std::uint64_t fibre_root = 1, cell_root = 2;

/// @brief `total` split in proportion to `shares`, remainders to the largest fractions (ties: to the first).
std::vector<std::size_t> apportion(std::size_t total, std::span<const double> shares);

/// @brief Middle of fibre or cell `index` in its slab [mm].
std::array<double, 3> stratified_place(const Stratified& strata, std::uint32_t index, const mesh::Grid& grid,
                                       mesh::Slab slab);

/// @brief The numbers 0 .. n - 1 in Morton order of their places, so that neighbours in space are neighbours in memory.
std::vector<std::uint32_t> morton_order(const Stratified& strata, std::size_t n);

fibre::Network place_fibres(const BlockSpec& spec, const mesh::Grid& grid, const core::ParameterSet& parameters);
tissue::CellPopulation place_cells(const BlockSpec& spec, const mesh::Grid& grid, const core::ParameterSet& parameters);

}  // namespace hari::anatomy
