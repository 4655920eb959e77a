// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <vector>

#include "hari/report/page.hpp"

namespace hari::cli {

/// A frame that a page shows.
struct Shown {
  std::size_t arm = 0, frame = 0;
  double age = 0;  ///< [year]
};

/// @brief The first arm young and at its last frame, the others at theirs; empty if the runs hold no frames.
std::vector<Shown> shown_frames(const std::vector<report::Arm>& arms);

/// @brief Cross-sections for a page, without letters.
/// @throws IoError if this program was built without pictures or cannot draw here
std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>& arms, const std::vector<Shown>& shown,
                                             const std::function<void(double)>& progress);

}  // namespace hari::cli
