// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/report/page.hpp"

namespace hari::cli {

/// @brief Cross-sections for a page: the first arm young and at its last frame, the others at theirs; in each language
/// of the page. Empty if the runs hold no frames.
/// @throws IoError if this program was built without pictures or cannot draw here
std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>& arms, report::Language language);

}  // namespace hari::cli
