// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "block_rows.hpp"
#include "hari/math/tensor.hpp"

namespace hari::math {

/// Nodes one after another along lines, the lines parted by colour: lines of one colour do not touch.
struct Lines {
  std::vector<std::int32_t> node;         ///< every node once
  std::vector<std::size_t> begin;         ///< of each line in `node`; n_lines + 1
  std::vector<std::size_t> colour_begin;  ///< of each colour in `begin`; n_colours + 1

  std::size_t n_colours() const { return colour_begin.size() - 1; }
};

/// @brief Lines along which the nodes lie closest: through the thickness of flat elements. A node is linked to its
/// nearest neighbour and to the nearest on the other side of itself, where they say the same of it.
/// @param a  no two nodes of a line touch in it but those that follow each other
Lines closest_lines(const BlockView& a, const std::vector<Vec3>& position);

}  // namespace hari::math
