// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <vector>

#include "block_rows.hpp"
#include "hari/math/tensor.hpp"

namespace hari::math {

struct Aggregates {
  std::vector<std::int32_t> of;  ///< aggregate of each node; -1: a node without neighbours
  std::size_t n = 0;
};

/// @brief Parts the nodes of a matrix into nodes with all their neighbours, in order of the nodes. Weak couplings
/// count as strong ones do: relaxation by lines takes care of flat elements.
/// @see Vanek, Mandel, Brezina, Computing 56 (1996) 179-196
Aggregates aggregate(const BlockView& a);

/// Middle of the nodes of each aggregate.
std::vector<Vec3> middles(const Aggregates& aggregates, const std::vector<Vec3>& position);

}  // namespace hari::math
