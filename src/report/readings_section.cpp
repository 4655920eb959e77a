// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "chart.hpp"
#include "hari/report/band.hpp"
#include "hari/report/estimate.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

std::vector<Mark> course(const Arm& arm, const std::string& column) {
  std::vector<Mark> marks;
  for (const double age : ages_of(arm))
    if (const auto e = mean_at(arm, column, age)) marks.push_back({age, e->mean, e->error});
  return marks;
}

/// One small chart per column, and the numbers of all of them in one table.
std::string courses(const View& v, std::span<const char* const> columns) {
  std::string charts;
  std::vector<std::string> heads{"", v.ink.html(words("readings.age"))}, shown;
  bool any_band = false;
  const bool months = short_span(v);
  const bool treated = std::ranges::any_of(v.arms(), [](const Arm& arm) { return !arm.sessions.empty(); });
  const double origin = month_origin(v);
  const Phrase axis = !months   ? words("readings.age")
                      : treated ? words("readings.months_treated", {years(origin)})
                                : words("readings.months", {years(origin)});
  for (const char* column : columns) {
    Chart chart{.id = fmt::format("chart-{}", column),
                .column = column,
                .x_label = axis,
                .y_label = {},
                .lines = {},
                .band = band_for(v.arms().front(), column, v.in.library),
                .months_from = {}};
    if (months) chart.months_from = origin;
    for (std::size_t i = 0; i < v.arms().size(); ++i)
      if (has_column(v.arms()[i], column)) chart.lines.push_back({i, course(v.arms()[i], column)});
    if (chart.lines.empty()) continue;
    any_band = any_band || !chart.band.empty();
    shown.emplace_back(column);
    const Phrase title = words(std::string("column.") + column);
    heads.push_back(v.ink.html(title));
    charts += figure(v, chart, title);
  }
  std::vector<std::vector<std::string>> rows;
  for (const Arm& arm : v.arms())
    for (const double age : ages_of(arm)) {
      std::vector<std::string> row{v.ink.html(name_of(arm)), escaped(months ? number(age, 2) : years(age).en)};
      for (const std::string& column : shown) {
        const auto e = mean_at(arm, column, age);
        row.push_back(e ? with_error(e->mean, e->error, decimals_of(column)) : "–");
      }
      rows.push_back(std::move(row));
    }
  return legend(v, any_band) + "<div class=\"charts\">\n" + charts + "</div>\n" +
         folded(v, words("page.numbers"), table(heads, rows));
}

}  // namespace

std::string readings_section(const View& v) {
  constexpr std::array columns{"R0_mm", "R2", "R7", "R5", "R6", "R9_mm"};
  std::string key = "<dl class=\"key\">\n";
  for (const char* column : columns)
    if (has_column(v.arms().front(), column))
      key += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", v.ink.html(words(std::string("short.") + column)),
                         v.ink.html(words(std::string("meaning.") + column)));
  return section(v, "readings", paragraph(v, words("readings.what")) + courses(v, columns) + key + "</dl>\n");
}

std::string composition_section(const View& v) {
  constexpr std::array columns{"thickness_mm",          "collagen_mg_per_cm2", "intact_fraction", "elastin_mg_per_cm2",
                               "hyaluronan_ug_per_cm2", "fibroblasts_per_mm3", "spread",          "age_links"};
  return section(v, "composition", paragraph(v, words("composition.what")) + courses(v, columns));
}

}  // namespace hari::report
