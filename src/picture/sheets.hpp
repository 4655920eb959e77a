// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "mesh_builder.hpp"
#include "warp.hpp"

namespace hari::picture {

/// Back, left side and floor of the opened block; the dermis in the colour of its hyaluronan.
void draw_walls(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out);
/// Thin veils within the dermis, bluer where there is more hyaluronan.
void draw_haze(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out);
/// A soft dark border on the ground around the block.
void draw_shadow(const Warp& warp, MeshBuilder& out);
/// The epidermis behind the opening, with a schematic relief.
void draw_epidermis(const Warp& warp, const BlockPicture& options, MeshBuilder& out);
/// Edges of the block and of the layers, and the bar of 1 mm before the cut.
void draw_outlines(const Warp& warp, const BlockPicture& options, MeshBuilder& out);

}  // namespace hari::picture
