// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "chart.hpp"
#include "hari/core/time.hpp"
#include "hari/report/band.hpp"
#include "hari/report/estimate.hpp"

namespace hari::report {

Phrase name_of(const Arm& arm) {
  return arm.label.empty() ? Phrase(arm.title, arm.title_ja) : Phrase(arm.label, arm.label_ja);
}

std::string section(const View& v, const std::string& name, const std::string& body) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">{1}</h2>\n{2}</section>\n", name,
      v.ink.html(words(name + ".heading")), body);
}

std::string paragraph(const View& v, const Phrase& text, const char* kind) {
  return fmt::format("<p{}>{}</p>\n", *kind ? fmt::format(" class=\"{}\"", kind) : "", v.ink.html(text));
}

std::string figure(const View& v, const Chart& chart, const Phrase& title) {
  return fmt::format("<figure class=\"chart\">\n<figcaption id=\"{}-title\">{}</figcaption>\n{}</figure>\n", chart.id,
                     v.ink.html(title), svg_of(chart, v.ink));
}

std::string legend(const View& v, bool with_band) {
  std::string list = "<ul class=\"legend\">\n";
  for (std::size_t i = 0; i < v.arms().size(); ++i)
    list += fmt::format("<li>{}{}</li>\n", swatch(i), v.ink.html(name_of(v.arms()[i])));
  if (with_band)
    list += fmt::format("<li><span class=\"band-swatch\" aria-hidden=\"true\"></span>{}</li>\n",
                        v.ink.html(words("readings.band")));
  return list + "</ul>\n";
}

Phrase percent(double share, int decimals) {
  const std::string n = number(100 * share, decimals);
  return {n + " %", n + "%"};
}

Phrase years(double age) {
  const bool whole = std::abs(age - std::round(age)) < 0.005;
  return number(age, whole ? 0 : 1);
}

std::string with_error(double mean, double error, int decimals) {
  const std::string text = number(mean, decimals);
  return std::isnan(error) ? text : fmt::format("{} ± {}", text, number(error, decimals + 1));
}

std::string change_text(double mean, double error, int decimals) {
  return fmt::format("{}{}", mean > 0 ? "+" : "", with_error(mean, error, decimals));
}

int decimals_of(const std::string& column) {
  for (const char* whole : {"fibroblasts_per_mm3", "redness", "roughness"})
    if (column == whole) return column.starts_with('f') ? 0 : 2;
  for (const char* tenth : {"collagen_mg_per_cm2", "hyaluronan_ug_per_cm2", "resting_tension_kPa"})
    if (column == tenth) return 1;
  return column == "R9_mm" ? 4 : 3;
}

bool has_column(const Arm& arm, const std::string& column) {
  return std::ranges::all_of(arm.blocks, [&](const Block& b) { return !values_of(b, column).empty(); });
}

Verdict judged(const View& v, std::span<const char* const> columns) {
  const Arm& arm = v.arms().front();
  Verdict verdict;
  for (const char* column : columns) {
    const auto band = band_for(arm, column, v.in.library);
    if (band.empty() || !has_column(arm, column)) continue;
    constexpr double four_days = 0.01;  // a year of 365.2425 days does not end on the day
    Verdict::Outside outside{column, {}};
    for (const double age : ages_of(arm)) {
      if (age < band.front().age || age > band.back().age + four_days) continue;
      verdict.ages.push_back(age);
      const double value = mean_at(arm, column, age)->mean;
      const BandPoint b = band_at(band, std::min(age, band.back().age));
      // At 25 a relative band has no width.
      if (b.high > b.low && (value < b.low || value > b.high)) outside.ages.push_back(age);
    }
    if (!outside.ages.empty()) verdict.outside.push_back(std::move(outside));
  }
  std::ranges::sort(verdict.ages);
  return verdict;
}

namespace {
constexpr double few_years = 6, months_per_year = 12, weeks_per_year = core::days_per_year.count() / 7;
}  // namespace

Phrase moment(const Arm& arm, double age) {
  const auto ages = ages_of(arm);
  if (arm.sessions.empty() || ages.back() - ages.front() >= few_years) return words("moment.age", {years(age)});
  const double since = age - core::in_years(core::Days{arm.sessions.front()});
  constexpr double a_day = 1 / core::days_per_year.count(), two_weeks = 2 / weeks_per_year, a_quarter = 0.24;
  if (since < -a_day) return words("moment.age", {years(age)});
  if (since < two_weeks) return words("moment.days", {number(std::max(0.0, since / a_day), 0)});
  if (since < a_quarter) return words("moment.weeks", {number(since * weeks_per_year, 0)});
  return words("moment.months", {number(since * months_per_year, 0)});
}

bool short_span(const View& v) {
  return std::ranges::all_of(
      v.arms(), [&](const Arm& arm) { return ages_of(arm).back() - ages_of(v.arms().front()).front() < few_years; });
}

double month_origin(const View& v) {
  double first = std::numeric_limits<double>::infinity();
  for (const Arm& arm : v.arms())
    if (!arm.sessions.empty()) first = std::min(first, core::in_years(core::Days{arm.sessions.front()}));
  return std::isfinite(first) ? first : ages_of(v.arms().front()).front();
}

std::string table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows) {
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"group\"><table>\n<thead><tr>";
  for (const std::string& h : heads) html += fmt::format("<th scope=\"col\">{}</th>", h);
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      html += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", row[i]) : fmt::format("<td>{}</td>", row[i]);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n";
}

std::string folded(const View& v, const Phrase& summary, const std::string& body) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", v.ink.html(summary), body);
}

}  // namespace hari::report
