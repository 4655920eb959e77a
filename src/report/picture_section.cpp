// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "sections.hpp"

namespace hari::report {
namespace {

/// What the colours mean, from the surface down and from fibres to cells.
std::string key_of_colours(const View& v) {
  std::string list = "<ul class=\"legend\">\n";
  for (const char* kind :
       {"collagen", "worn", "elastic", "retinaculum", "fibroblast", "collapsed", "senescent", "stem", "hyaluronan"})
    list += fmt::format("<li><span class=\"chip drawn-{}\" aria-hidden=\"true\"></span>{}</li>\n", kind,
                        v.ink.html(words(std::string("picture.") + kind)));
  return list + "</ul>\n";
}

}  // namespace

std::string picture_section(const View& v) {
  if (v.in.pictures.empty()) return section(v, "picture", paragraph(v, words("picture.none"), "note"));
  std::string html = paragraph(v, words("picture.what")) + key_of_colours(v) + "<div class=\"pictures\">\n";
  for (const Picture& p : v.in.pictures) {
    const Phrase caption = words("picture.caption", {name_of(v.arms().at(p.arm)), years(p.age)});
    const Phrase said = v.ink.language() == Language::english ? Phrase(caption.en) : Phrase(caption.ja);
    html += fmt::format(
        "<figure>\n<figcaption>{}</figcaption>\n<img alt=\"{}\" src=\"data:image/png;base64,{}\">\n</figure>\n",
        v.ink.html(caption), escaped(said.en), base64(p.png));
  }
  return section(v, "picture", html + "</div>\n");
}

}  // namespace hari::report
