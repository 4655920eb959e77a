// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>

#include "chart.hpp"
#include "hari/core/time.hpp"
#include "hari/io/run_folder.hpp"
#include "scene.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// Together, so that the page stays light and a phone turns it.
constexpr std::size_t most_fibres = 20000, most_cells = 2400, most_fibres_each = 7000, most_cells_each = 700;

struct Shown {
  std::size_t arm = 0;
  double age = 0;  ///< [year]
  Scene scene;
};

/// First and last frame of the first arm, last frame of the others.
std::vector<Shown> scenes_of(const View& v) {
  struct Choice {
    std::size_t arm, frame;
    double age;
  };
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < v.arms().size(); ++i) {
    const std::vector<double> ages = io::read_frame_ages(v.arms()[i].blocks.front().folder);
    const auto age = [&](std::size_t frame) { return core::in_years(core::Days{ages[frame]}); };
    if (ages.empty()) continue;
    if (i == 0 && ages.size() > 1) choices.push_back({i, 0, age(0)});
    choices.push_back({i, ages.size() - 1, age(ages.size() - 1)});
  }
  std::vector<Shown> shown;
  for (const Choice& c : choices)
    shown.push_back({c.arm, c.age,
                     scene_of(io::read_frame(v.arms()[c.arm].blocks.front().folder, c.frame),
                              std::min(most_fibres_each, most_fibres / choices.size()),
                              std::min(most_cells_each, most_cells / choices.size()))});
  return shown;
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
  const std::vector<Shown> shown = scenes_of(v);
  if (shown.empty()) return section(v, "viewer", paragraph(v, words("viewer.missing"), "note"));
  std::string buttons, counts;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Shown& s = shown[i];
    const std::string id = fmt::format("scene-{}", i);
    buttons += fmt::format("<button type=\"button\" data-scene=\"{}\" aria-pressed=\"{}\">{}</button>\n", id,
                           i == 0 ? "true" : "false",
                           v.ink.html(words("viewer.scene", {years(s.age), name_of(v.arms()[s.arm])})));
    counts += fmt::format(
        "<p class=\"small\" data-count=\"{}\"{}>{}</p>\n", id, i == 0 ? "" : " hidden",
        v.ink.html(words("viewer.count", {fmt::format("{}", s.scene.fibres), fmt::format("{}", s.scene.cells),
                                          years(s.age), name_of(v.arms()[s.arm])})));
    data += fmt::format("<script type=\"application/octet-stream\" id=\"{}\">{}</script>\n", id, base64(s.scene.bytes));
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
