// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>

namespace hari::core {

std::string_view version();   ///< for example "0.1.0"
std::string_view compiler();  ///< for example "GNU 12.2.0"
/// The line every page, help text and report carries.
inline constexpr std::string_view disclaimer =
    "Educational and research use only; a prediction by a model, not medical advice, diagnosis or a promise of effect.";

}  // namespace hari::core
