// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "warp.hpp"

namespace hari::picture {

/// @brief Which fibres and cells are drawn: those whose `chance` lies below the share of their kind. Chosen by
/// identity, so that those seen at one age are seen at another, and fewer of them are seen where there are fewer.
struct Sampling {
  std::array<double, 3> fibres{};  ///< per fibre::Kind
  double cells = 0;
};

/// The shares by which as many are drawn of this tissue as the options ask for.
Sampling sampling_of(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options);

}  // namespace hari::picture
