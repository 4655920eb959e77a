// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "html.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hari/core/text.hpp"

namespace hari::report {

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool blank = text.front() == '\n' || text.front() == '\t';
    const std::size_t n = blank ? 1 : core::letter_at_head(text);
    const std::string_view one = text.substr(0, n == 0 ? 1 : n);
    if (n == 0)
      out += '?';
    else if (one == "&")
      out += "&amp;";
    else if (one == "<")
      out += "&lt;";
    else if (one == ">")
      out += "&gt;";
    else if (one == "\"")
      out += "&quot;";
    else if (one == "'")
      out += "&#39;";
    else
      out += one;
    text.remove_prefix(one.size());
  }
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? letters[three >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string number(double value, int decimals) {
  if (std::isnan(value)) return "–";
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !zero ? "−" + text : text;
}

std::string exact(double value) {
  return fmt::format("{}", value);
}

std::string Ink::put(const Phrase& phrase, std::string_view tag) const {
  if (language_ == Language::english || phrase.en == phrase.ja) return escaped(phrase.en);
  if (language_ == Language::japanese) return escaped(phrase.ja);
  return fmt::format(R"(<{0} class="en" lang="en">{1}</{0}><{0} class="ja" lang="ja">{2}</{0}>)", tag,
                     escaped(phrase.en), escaped(phrase.ja));
}

std::string Ink::element(std::string_view tag, const Phrase& phrase) const {
  return fmt::format("<{0}>{1}</{2}>\n", tag, html(phrase), tag.substr(0, tag.find(' ')));
}

}  // namespace hari::report
