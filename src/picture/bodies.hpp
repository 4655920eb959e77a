// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "mesh_builder.hpp"
#include "warp.hpp"

namespace hari::picture {

/// @brief Fibroblasts as spindles along their axis, rounder the less they are spread; stem cells as balls; senescent
/// cells dark.
/// @return number of cells drawn
std::size_t draw_cells(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out);

/// Lobules of fat, schematic: they fill the layer that is shown and carry no state.
void draw_fat(const Warp& warp, MeshBuilder& out);

}  // namespace hari::picture
