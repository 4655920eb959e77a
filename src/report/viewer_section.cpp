// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>

#include "chart.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/report/shown.hpp"
#include "scene.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// Together, so that the page stays light and a phone turns it.
constexpr std::size_t most_fibres = 20000, most_cells = 2400, most_fibres_each = 7000, most_cells_each = 700;

struct Turned {
  Shown of;
  Scene scene;
};

std::vector<Turned> scenes_of(const View& v) {
  const std::vector<Shown> shown = shown_frames(v.arms());
  std::vector<Turned> scenes;
  for (const Shown& s : shown)
    scenes.push_back({s, scene_of(io::read_frame(v.arms()[s.arm].blocks.front().folder, s.frame),
                                  std::min(most_fibres_each, most_fibres / shown.size()),
                                  std::min(most_cells_each, most_cells / shown.size()))});
  return scenes;
}

std::string key_of_colours(const View& v) {
  std::string list = "<ul class=\"legend key\">\n";
  for (const char* kind : {"collagen", "worn", "elastic", "retinaculum", "cell", "senescent", "stem"})
    list += fmt::format("<li><span class=\"chip {}\" aria-hidden=\"true\"></span>{}</li>\n", kind,
                        v.ink.html(words(std::string("viewer.") + kind)));
  return list + "</ul>\n";
}

}  // namespace

std::string viewer_section(const View& v, std::string& data) {
  const std::vector<Turned> scenes = scenes_of(v);
  if (scenes.empty()) return section(v, "viewer", paragraph(v, words("viewer.missing"), "note"));
  std::string buttons, counts;
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    const auto& [s, scene] = scenes[i];
    const std::string id = fmt::format("scene-{}", i);
    buttons += fmt::format("<button type=\"button\" data-scene=\"{}\" aria-pressed=\"{}\">{}</button>\n", id,
                           i == 0 ? "true" : "false",
                           v.ink.html(words("viewer.scene", {years(s.age), name_of(v.arms()[s.arm])})));
    counts +=
        fmt::format("<p class=\"small\" data-count=\"{}\"{}>{}</p>\n", id, i == 0 ? "" : " hidden",
                    v.ink.html(words("viewer.count", {fmt::format("{}", scene.fibres), fmt::format("{}", scene.cells),
                                                      years(s.age), name_of(v.arms()[s.arm])})));
    data += fmt::format("<script type=\"application/octet-stream\" id=\"{}\">{}</script>\n", id, base64(scene.bytes));
  }
  return section(
      v, "viewer",
      fmt::format("<p class=\"note none\">{}</p>\n<div class=\"stage\" hidden>\n{}<div class=\"choices\" "
                  "role=\"group\" aria-labelledby=\"viewer-heading\">\n{}</div>\n<canvas tabindex=\"0\" role=\"img\" "
                  "aria-labelledby=\"viewer-label\"></canvas>\n{}<p id=\"viewer-label\" "
                  "class=\"unseen\">{}</p>\n{}</div>\n",
                  v.ink.html(words("viewer.none")), paragraph(v, words("viewer.what"), "hint"), buttons, counts,
                  v.ink.html(words("viewer.label")), key_of_colours(v)));
}

}  // namespace hari::report
