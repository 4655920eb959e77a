// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "mesh_builder.hpp"
#include "sampling.hpp"
#include "warp.hpp"

namespace hari::picture {

/// @brief What a cell is while it comes, goes or turns old, one row per cell; empty: all there, and as their state
/// says.
struct CellLooks {
  std::vector<double> presence;    ///< 1: there; 0: not yet, or no more
  std::vector<double> senescence;  ///< 0 active, 1 senescent
};

/// @brief Fibroblasts as spindles along their axis, rounder the less they are spread; stem cells as balls; senescent
/// cells dark.
/// @return number of cells drawn
std::size_t draw_cells(const tissue::Tissue& tissue, const Warp& warp, const Sampling& sampling, const CellLooks& looks,
                       MeshBuilder& out);

/// Lobules of fat, schematic: they fill the layer that is shown and carry no state.
void draw_fat(const Warp& warp, MeshBuilder& out);

}  // namespace hari::picture
