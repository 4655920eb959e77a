// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "chart.hpp"
#include "hari/report/estimate.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

constexpr std::array compared{"R0_mm",
                              "R2",
                              "R7",
                              "R5",
                              "R6",
                              "thickness_mm",
                              "collagen_mg_per_cm2",
                              "elastin_mg_per_cm2",
                              "hyaluronan_ug_per_cm2",
                              "fibroblasts_per_mm3"};

struct Row {
  std::string column;
  Difference difference;
};

std::vector<Row> rows_of(const Arm& base, const Arm& other, double age) {
  std::vector<Row> rows;
  for (const char* column : compared)
    if (const auto d = difference_at(base, other, column, age)) rows.push_back({column, *d});
  return rows;
}

/// Dots with bars about zero, in percent of the first arm's value.
std::string forest(const View& v, const std::vector<Row>& rows, std::size_t style, const std::string& id) {
  constexpr double row_height = 44, left = 8, width = 360, top = 4;
  double most = 1e-3;
  const auto share = [](const Row& r, double amount) { return 100 * amount / std::abs(r.difference.a.mean); };
  for (const Row& r : rows) {
    const double e = std::isnan(r.difference.change.error) ? 0 : std::abs(share(r, r.difference.change.error));
    most = std::max(most, std::abs(share(r, r.difference.change.mean)) + e);
  }
  const double bottom = top + row_height * static_cast<double>(rows.size());
  const Scale x{-1.08 * most, 1.08 * most, left, width - 10};
  std::string svg =
      fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title\">\n", width, bottom + 24, id);
  const auto marks = ticks(-most, most, 5);
  const int decimals = marks.size() > 1 ? decimals_for(marks[1] - marks[0]) : 0;
  for (const double t : marks)
    svg += fmt::format(
        "<path class=\"{0}\" d=\"M{1:.1f} {2}V{3}\"/><text class=\"tick\" x=\"{1:.1f}\" y=\"{4}\" "
        "text-anchor=\"middle\">{5}</text>\n",
        t == 0 ? "axis" : "grid", x(t), top, bottom, bottom + 17, number(t, decimals));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& r = rows[i];
    const double y = top + row_height * (static_cast<double>(i) + 0.72), at = share(r, r.difference.change.mean);
    svg += fmt::format("<text class=\"row\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", left, y - 13,
                       v.ink.svg(words("column." + r.column)));
    svg += fmt::format("<g class=\"line s{} mark\" data-column=\"{}\" data-y=\"{}\" data-error=\"{}\">", style,
                       r.column, exact(r.difference.change.mean), exact(r.difference.change.error));
    if (!std::isnan(r.difference.change.error)) {
      const double e = std::abs(share(r, r.difference.change.error));
      svg += fmt::format("<path class=\"error\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>", x(at - e), y, x(at + e));
    }
    svg += fmt::format("<path class=\"dot\" transform=\"translate({:.1f} {:.1f})\" d=\"{}\"/></g>\n", x(at), y,
                       marker_of(style));
  }
  return svg + "</svg>\n";
}

/// When each reading differs most, by how much, and from when on it is gone.
std::string largest_of(const View& v, const Arm& base, const Arm& arm) {
  std::vector<std::vector<std::string>> cells;
  for (const char* column : compared) {
    const auto most = largest_difference(base, arm, column);
    if (!most) continue;
    std::vector<std::string> row{v.ink.html(words(std::string("column.") + column))};
    if (std::abs(most->share) < worth_a_word) {
      row.insert(row.end(), {v.ink.html(words("difference.small")), "–", "–"});
    } else {
      const Difference& d = most->difference;
      row.push_back(fmt::format("<span data-largest=\"{}\" data-y=\"{}\" data-x=\"{}\">{} ({}{})</span>", column,
                                exact(d.change.mean), exact(most->age),
                                change_text(d.change.mean, d.change.error, decimals_of(column)),
                                most->share > 0 ? "+" : "", v.ink.html(percent(most->share, 1))));
      row.push_back(v.ink.html(moment(arm, most->age)));
      row.push_back(v.ink.html(most->gone ? moment(arm, *most->gone)
                                          : words(most->left < 0 ? "difference.turned" : "difference.still",
                                                  {percent(std::abs(most->left))})));
    }
    cells.push_back(std::move(row));
  }
  return paragraph(v, words("difference.largest", {name_of(arm), name_of(base)})) +
         table({v.ink.html(words("difference.reading")), v.ink.html(words("difference.most")),
                v.ink.html(words("difference.when")), v.ink.html(words("difference.gone"))},
               cells);
}

std::string against(const View& v, std::size_t other) {
  const Arm &base = v.arms().front(), &arm = v.arms()[other];
  std::string html = fmt::format("<h3>{}</h3>\n", v.ink.html(name_of(arm)));
  const auto ages = common_ages(base, arm);
  if (ages.empty()) return html + paragraph(v, words("difference.none"), "note");
  const double age = ages.back();
  const auto rows = rows_of(base, arm, age);
  if (rows.empty()) return html + paragraph(v, words("difference.none"), "note");
  html += largest_of(v, base, arm);
  html += paragraph(v, words("difference.what", {name_of(base), moment(arm, age)}));
  const Difference& d = rows.front().difference;
  if (std::isnan(d.change.error))
    html += paragraph(v, words("difference.one_seed"), "note");
  else if (!d.paired)
    html += paragraph(v, words("difference.unpaired"), "note");
  const std::string id = fmt::format("difference-{}", other);
  html += fmt::format(
      "<div class=\"wide\"><figure class=\"chart\"><figcaption id=\"{}-title\">{}</figcaption>\n{}</figure></div>\n",
      id, v.ink.html(words("difference.caption")), forest(v, rows, other, id));
  std::vector<std::vector<std::string>> cells;
  for (const Row& r : rows) {
    const int decimals = decimals_of(r.column);
    cells.push_back({v.ink.html(words("column." + r.column)),
                     with_error(r.difference.a.mean, r.difference.a.error, decimals),
                     with_error(r.difference.b.mean, r.difference.b.error, decimals),
                     change_text(r.difference.change.mean, r.difference.change.error, decimals),
                     fmt::format("{}", r.difference.change.n)});
  }
  return html +
         folded(v, words("page.numbers"),
                table({v.ink.html(words("difference.reading")), v.ink.html(name_of(base)), v.ink.html(name_of(arm)),
                       v.ink.html(words("difference.change")), v.ink.html(words("difference.pairs"))},
                      cells));
}

}  // namespace

std::string difference_section(const View& v) {
  std::string html;
  for (std::size_t i = 1; i < v.arms().size(); ++i) html += against(v, i);
  return html.empty() ? html : section(v, "difference", html);
}

}  // namespace hari::report
