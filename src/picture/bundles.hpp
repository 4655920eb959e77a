// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "mesh_builder.hpp"
#include "sampling.hpp"
#include "warp.hpp"

namespace hari::picture {

/// @brief Draws the chosen fibres as tubes. Thickness: load-bearing mass over native mass; colour: the same and the
/// cuts; gaps: the cuts; waviness: the stretch at which the fibre starts to carry; amber, with knots, if the options
/// ask for them: AGE cross-links.
/// @param detail  points along and around a fibre, against the usual
/// @return number of fibres drawn
std::size_t draw_fibres(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options,
                        const Sampling& sampling, double detail, MeshBuilder& out);

}  // namespace hari::picture
