// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>

namespace hari::core {

/// The inside of hari uses one coherent set: mm, mN, kPa (= mN/mm2 = uJ/mm3), ug, ug/mm3 (= mg/mL), K; seconds in
/// mechanics, days in biology. Outside, a quantity is text with its unit and is converted once, here, by UDUNITS-2.

/// @brief Value of `text` ("2 mm", "450 mbar", "37 degC", "5 %") expressed in `unit`.
/// @param text number and unit; a bare number is accepted only if `unit` is "1"
/// @param unit a UDUNITS-2 unit, or one registered here: year (365.2425 days), SED, MED, IU, Da, kDa, cell, percent
/// @throws ScenarioError naming what was read and an example of what is expected (no file or line: the caller knows
/// those)
double parse_quantity(std::string_view text, std::string_view unit);

/// @brief Factor and offset are applied: value in `from` expressed in `to`.
/// @throws ModelError if the units are unknown or of different dimension
double convert(double value, std::string_view from, std::string_view to);

/// @brief True if both units are known and of one dimension.
bool same_dimension(std::string_view a, std::string_view b);

/// @brief Shortest text that reads back to `value`, followed by the unit ("450 mbar"; no unit for "1").
std::string quantity_text(double value, std::string_view unit);

/// @brief What a user calls the dimension of `unit`, with its article: "a pressure", "a length", "a plain number".
std::string quantity_kind(std::string_view unit);
/// @brief A text that `parse_quantity` accepts for `unit`, for messages: "450 mbar".
std::string quantity_example(std::string_view unit);

}  // namespace hari::core
