// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "sections.hpp"

namespace hari::report {
namespace {

std::string image(const std::string& png, const Phrase& caption, const char* kind, bool japanese) {
  return fmt::format("<img class=\"{}\" alt=\"{}\" src=\"data:image/png;base64,{}\">\n", kind,
                     escaped(japanese ? caption.ja : caption.en), base64(png));
}

}  // namespace

std::string picture_section(const View& v) {
  if (v.in.pictures.empty()) return section(v, "picture", paragraph(v, words("picture.none"), "note"));
  std::string html = paragraph(v, words("picture.what")) + "<div class=\"pictures\">\n";
  const bool both = v.ink.language() == Language::both;
  for (const Picture& p : v.in.pictures) {
    const Phrase caption = words("picture.caption", {v.arms().at(p.arm).title, years(p.age)});
    html += "<figure>\n";
    if (!p.english_png.empty()) html += image(p.english_png, caption, both ? "en" : "", false);
    if (!p.japanese_png.empty()) html += image(p.japanese_png, caption, both ? "ja" : "", true);
    html += fmt::format("<figcaption>{}</figcaption>\n</figure>\n", v.ink.html(caption));
  }
  return section(v, "picture", html + "</div>\n");
}

}  // namespace hari::report
