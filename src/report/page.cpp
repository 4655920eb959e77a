// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/page.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <utility>

#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "resources.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// The page's frame with its places filled, each once and in the order of the file, so that what is filled in can hold
/// no place of its own.
std::string filled(std::string_view frame, const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  for (std::size_t begin = 0; begin < frame.size();) {
    const std::size_t open = frame.find("{{", begin);
    out += frame.substr(begin, open - begin);
    if (open == std::string_view::npos) break;
    const std::size_t close = frame.find("}}", open);
    const std::string_view name = frame.substr(open + 2, close - open - 2);
    for (const auto& [key, value] : values)
      if (key == name) out += value;
    begin = close + 2;
  }
  return out;
}

std::string subject(const View& v, const Arm& arm) {
  const auto ages = ages_of(arm);
  std::vector<Phrase> acts;
  for (const std::string& act : arm.acts) acts.push_back(term("act", act));
  for (const std::string& name : arm.products) acts.push_back(product_name(v, name));
  if (acts.empty()) acts.push_back(words("act.none"));
  const std::string title = arm.label.empty() ? "" : v.ink.html(Phrase(arm.title, arm.title_ja)) + " · ";
  return fmt::format("<p class=\"arm\"><strong>{}</strong> {}{} · {}</p>\n", v.ink.html(name_of(arm)), title,
                     v.ink.html(words("subject.line", {term("site", arm.site), term("subject", arm.sex),
                                                       years(ages.front()), years(ages.back())})),
                     v.ink.html(joined(acts)));
}

std::string header(const View& v) {
  std::string html;
  if (v.ink.language() == Language::both)
    html += fmt::format(
        "<div class=\"languages\" role=\"group\" aria-label=\"Language / 言語\" hidden><button type=\"button\" "
        "data-language=\"ja\" lang=\"ja\">日本語</button><button type=\"button\" data-language=\"en\" "
        "lang=\"en\">English</button></div>\n");
  html += v.ink.element("h1", words("page.title"));
  for (const Arm& arm : v.arms()) html += subject(v, arm);
  html += paragraph(v, words("fixed.education"), "fixed") + hypotheses_note(v);
  for (const Arm& arm : v.arms())
    for (const Block& block : arm.blocks)
      if (!block.complete) return html + paragraph(v, words("page.incomplete"), "note warn");
  return html;
}

std::string footer(const View& v) {
  std::string html;
  for (const char* line : {"fixed.education", "fixed.individual", "fixed.unapproved", "fixed.not_modelled"})
    html += paragraph(v, words(line), "fixed");
  std::vector<Phrase> seeds, folders;
  for (const Arm& arm : v.arms())
    for (const Block& block : arm.blocks) {
      seeds.push_back(fmt::format("{}", block.seed));
      // A folder of seeds is told by the name of the one it lies in.
      const bool of_seeds = arm.blocks.size() > 1 && block.folder.has_parent_path();
      const std::string within = of_seeds ? block.folder.parent_path().filename().string() + "/" : "";
      folders.push_back(within + block.folder.filename().string());
    }
  html += paragraph(v, words("page.made_by", {std::string(core::version()), joined(seeds), joined(folders)}), "small");
  for (const Arm& arm : v.arms())
    if (!arm.scenario.empty())
      html += folded(v, words("page.scenario", {name_of(arm)}),
                     fmt::format("<pre tabindex=\"0\">{}</pre>\n", escaped(arm.scenario)));
  return html;
}

std::string contents(const View& v, const std::vector<std::string>& sections) {
  std::string html = fmt::format(
      "<nav aria-label=\"{}\"><ul>\n",
      escaped(v.ink.language() == Language::english ? words("page.contents").en : words("page.contents").ja));
  for (const std::string& name : sections)
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", name, v.ink.html(words(name + ".heading")));
  return html + "</ul></nav>\n";
}

}  // namespace

std::string page(const PageInput& input) {
  if (input.arms.empty() || input.arms.size() > most_arms)
    throw core::ScenarioError(fmt::format("a page shows 1 to {} runs, not {}", most_arms, input.arms.size()));
  core::expect(input.parameters.size() == input.arms.size(), "every arm comes with its parameters");
  const View v{input, Ink(input.language)};

  std::string data;
  const auto viewer = [&](const View& view) { return viewer_section(view, data); };
  const std::array<std::pair<const char*, std::function<std::string(const View&)>>, 12> parts{
      {{"summary", summary_section},
       {"plan", plan_section},
       {"index", index_section},
       {"curve", curve_section},
       {"readings", readings_section},
       {"composition", composition_section},
       {"difference", difference_section},
       {"calendar", calendar_section},
       {"picture", picture_section},
       {"viewer", viewer},
       {"product", product_section},
       {"trust", trust_section}}};
  std::string body;
  std::vector<std::string> shown;
  for (const auto& [name, write] : parts)
    if (std::string html = write(v); !html.empty()) {
      body += html;
      shown.emplace_back(name);
    }

  const Phrase title = words("page.title");
  const bool english = input.language == Language::english;
  const std::string languages =
      input.language == Language::both
          ? fmt::format(" data-title-en=\"{}\" data-title-ja=\"{}\"", escaped(title.en), escaped(title.ja))
          : "";
  return filled(page_html(), {{"lang", english ? "en" : "ja"},
                              {"languages", languages},
                              {"version", std::string(core::version())},
                              {"title", escaped(english ? title.en : title.ja)},
                              {"style", std::string(style_css())},
                              {"header", header(v)},
                              {"main", contents(v, shown) + body},
                              {"footer", footer(v)},
                              {"data", data},
                              {"script", std::string(language_js()) + std::string(viewer_js())}});
}

}  // namespace hari::report
