// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "hari/core/parameter.hpp"

namespace hari::report {

/// The readings of which the index is made.
inline constexpr std::array<std::string_view, 3> index_readings{"R2", "R5", "R7"};

struct IndexPart {
  std::string reading;  ///< "R7"
  double value = 0;     ///< as read [-]
  double score = 0;     ///< 0 to 100
  double weight = 0;    ///< [-], of all parts 1
  bool beyond = false;  ///< the reading lies more than a point outside the scale; the score is its end
};

/// The Hari index with its parts; it is never shown without them.
struct HariIndex {
  double total = 0;  ///< 0 to 100
  std::array<IndexPart, index_readings.size()> parts;
};

/// @brief The one place where the index is computed; defined on docs/hari-index.md.
/// @param values   R2, R5, R7, in the order of index_readings
/// @param library  numbers of data/report: reference group and weights
/// @throws ModelError if the library lacks a number or its weights do not add up to 1
HariIndex hari_index(const std::array<double, index_readings.size()>& values, const core::ParameterSet& library);

}  // namespace hari::report
