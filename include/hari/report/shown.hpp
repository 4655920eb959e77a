// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <vector>

#include "hari/report/arm.hpp"

namespace hari::report {

/// A stored frame of an arm's first block that a page shows.
struct Shown {
  std::size_t arm = 0, frame = 0;
  double age = 0;  ///< [year]
};

/// @brief The first arm at its first frame, and every arm at a later one: the nearest to the age at which the second
/// differs most from the first, if that is worth a word and both have a frame there; else its last.
/// @throws IoError for a frame that cannot be read
std::vector<Shown> shown_frames(const std::vector<Arm>& arms);

}  // namespace hari::report
