// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

namespace hari::probe {

/// @brief Moments of a phase that begins with a ramp [s]: equal steps through the ramp, then growing geometrically from
/// one landmark to the next, because creep is about as fast per decade of time.
/// @param landmarks  ascending; the first is the end of the ramp; all are moments
std::vector<double> phase_times(std::initializer_list<double> landmarks);

/// @brief Row of a curve at a moment. @throws ModelError if it has none
std::size_t sample_at(std::string_view probe, const std::vector<double>& time_s, double time);

}  // namespace hari::probe
