// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "words.hpp"

namespace hari::report {

/// @brief Text as HTML and SVG show it, in attributes too; bytes that are no UTF-8 become a question mark.
std::string escaped(std::string_view text);

/// @brief RFC 4648, for data URIs.
std::string base64(std::string_view bytes);

/// @brief A number as people read it: so many decimals, with a true minus sign.
std::string number(double value, int decimals);
/// @brief The shortest text that reads back as the same bits, for attributes that hold data.
std::string exact(double value);

/// Puts phrases into markup, in one language or both.
class Ink {
 public:
  explicit Ink(Language language) : language_(language) {}
  Language language() const { return language_; }
  /// As HTML: one span per language, of which the style shows one.
  std::string html(const Phrase& phrase) const { return put(phrase, "span"); }
  /// The same inside an SVG text.
  std::string svg(const Phrase& phrase) const { return put(phrase, "tspan"); }
  /// "<tag>...</tag>"
  std::string element(std::string_view tag, const Phrase& phrase) const;

 private:
  std::string put(const Phrase& phrase, std::string_view tag) const;
  Language language_;
};

}  // namespace hari::report
