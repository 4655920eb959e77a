// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace hari::core {

/// @brief Bytes of the letter at the head of a text that is not empty; 0 if it is no UTF-8, or a control character that
/// a terminal might obey.
std::size_t letter_at_head(std::string_view text);

/// @brief One line that can be shown and stored: each byte that belongs to no such letter is a question mark.
std::string printable(std::string_view text);

}  // namespace hari::core
