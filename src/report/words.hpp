// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/report/page.hpp"

namespace hari::report {

/// A plain text in two languages; escaped only where it is put into a page.
struct Phrase {
  std::string en, ja;
  Phrase() = default;
  Phrase(std::string english, std::string japanese) : en(std::move(english)), ja(std::move(japanese)) {}
  Phrase(const std::string& same) : en(same), ja(same) {}
  Phrase(const char* same) : en(same), ja(same) {}
};

/// @brief The page's words of that name (src/report/page/words.toml), with {0}, {1}, ... replaced.
/// @throws BugError if there are no such words
Phrase words(const std::string& name, const std::vector<Phrase>& values = {});
bool has_words(const std::string& name);

/// @brief The words themselves where the page knows a term ("cheek"), else the term as it is.
Phrase term(const std::string& group, const std::string& name);

/// @brief What joins items of a list: ", " and "、".
Phrase joined(const std::vector<Phrase>& items);

}  // namespace hari::report
