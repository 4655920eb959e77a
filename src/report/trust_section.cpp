// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <map>

#include "sections.hpp"

namespace hari::report {
namespace {

/// The least certain last: readers look at the ends of a list.
constexpr const char* order[] = {"measured", "calibrated", "assumed", "hypothetical"};

std::string rows_of(const View& v, const std::vector<const core::Parameter*>& numbers) {
  std::vector<std::vector<std::string>> rows;
  for (const core::Parameter* p : numbers)
    rows.push_back({"<code>" + escaped(p->name) + "</code>",
                    escaped(fmt::format("{:g}{}", p->value, p->unit == "1" ? "" : " " + p->unit)), escaped(p->doc),
                    escaped(p->source)});
  return table({v.ink.html(words("trust.name")), v.ink.html(words("trust.value")), v.ink.html(words("trust.meaning")),
                v.ink.html(words("trust.source"))},
               rows);
}

std::string statuses(const View& v, const core::ParameterSet& set) {
  std::map<std::string, std::vector<const core::Parameter*>> by_status;
  for (const auto& [name, p] : set.all()) by_status[std::string(core::status_name(p.status))].push_back(&p);
  std::string html;
  for (const char* status : order) {
    const auto at = by_status.find(status);
    if (at == by_status.end()) continue;
    html += folded(v, words("trust.count", {term("trust", status), fmt::format("{}", at->second.size())}),
                   rows_of(v, at->second));
  }
  return html;
}

}  // namespace

std::string trust_section(const View& v) {
  std::string html = paragraph(v, words("trust.what"));
  for (std::size_t i = 0; i < v.arms().size(); ++i) {
    // Arms of the same numbers are said once.
    if (i > 0 && v.arms()[i].parameters == v.arms().front().parameters) continue;
    if (v.arms().size() > 1) html += v.ink.element("h3", words("trust.arm", {name_of(v.arms()[i])}));
    html += statuses(v, v.in.parameters.at(i));
  }
  html += paragraph(v, words("fixed.not_modelled"), "note");
  std::vector<const core::Parameter*> bands;
  for (const auto& [name, p] : v.in.library.all()) bands.push_back(&p);
  return section(v, "trust", html + folded(v, words("trust.bands"), rows_of(v, bands)));
}

}  // namespace hari::report
