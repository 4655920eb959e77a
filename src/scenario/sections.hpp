// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>
#include <string_view>

#include "hari/core/schema.hpp"

namespace hari::scenario {

// One schema per section of a scenario.
core::Schema header_schema();  ///< title and story, above the first section
core::Schema subject_schema();
core::Schema block_schema();
core::Schema span_schema();
core::Schema start_schema();
/// The probe's own keys, and when to read.
core::Schema cutometer_section();
core::Schema store_schema();
core::Schema clock_schema();
core::Schema parameters_schema();  ///< no keys: the names are those of data/

/// A value that [block] preset = "quick" puts in the place of the default.
struct QuickValue {
  std::string_view section, key, value;
};
std::span<const QuickValue> quick_values();

}  // namespace hari::scenario
