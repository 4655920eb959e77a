// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/report/page.hpp"
#include "hari/report/shown.hpp"

namespace hari::cli {

/// @brief Puts the sag and the lateral compression to the frames that a page shows.
/// @param present  numbers of data/, for those that an older run did not know
std::vector<report::Measured> measure_for_report(const report::PageInput& page, const std::vector<report::Shown>& shown,
                                                 const core::ParameterSet& present,
                                                 const std::function<void(double)>& progress);

}  // namespace hari::cli
