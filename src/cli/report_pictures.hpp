// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <vector>

#include "hari/report/page.hpp"
#include "hari/report/shown.hpp"

namespace hari::cli {

/// @brief Cross-sections for a page, without letters.
/// @throws IoError if this program was built without pictures or cannot draw here
std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>& arms,
                                             const std::vector<report::Shown>& shown,
                                             const std::function<void(double)>& progress);

}  // namespace hari::cli
