// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "hari/core/time.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

constexpr std::size_t week = 7, most_weeks = 8;
constexpr double over = 0.1;  // below this share of its peak it counts as gone

/// What is followed from day to day, and from which peak on it is worth a word.
struct Sign {
  const char* column;
  double least;
};
constexpr std::array<Sign, 2> signs{{{"redness", 0.05}, {"roughness", 0.005}}};

/// One sign by day from the first session on; what there was before it is not counted.
struct Course {
  std::vector<double> by_day;
  std::size_t worst = 0;            ///< day
  std::optional<std::size_t> gone;  ///< first day of those that stay below a tenth of the peak
  double peak() const { return by_day[worst]; }
};

const std::vector<double>* numbers(const core::ColumnGroup& group, const std::string& name) {
  for (const core::Column& c : group.columns)
    if (c.info.name == name) return std::get_if<std::vector<double>>(&c.values);
  return nullptr;
}

/// Times [day] and values of a column: of every step, or of the readings where no steps were kept.
std::pair<std::vector<double>, std::vector<double>> followed(const Block& block, const std::string& column) {
  const auto *ages = numbers(block.course, "age"), *values = numbers(block.course, column);
  if (ages && values && !ages->empty()) return {*ages, *values};
  std::vector<double> read_at = values_of(block, "age_years");
  for (double& age : read_at) age *= core::days_per_year.count();
  return {read_at, values_of(block, column)};
}

double between(const std::vector<double>& x, const std::vector<double>& y, double at) {
  const auto after = static_cast<std::size_t>(std::ranges::lower_bound(x, at) - x.begin());
  if (after == 0) return y.front();
  if (after == x.size()) return y.back();
  const double t = (at - x[after - 1]) / (x[after] - x[after - 1]);
  return y[after - 1] + t * (y[after] - y[after - 1]);
}

/// How many days are followed: to the next session, unless sessions come faster than skin calms down.
std::size_t window(const Arm& arm) {
  const double begin = arm.sessions.front();
  const auto next = std::ranges::find_if(arm.sessions, [&](double s) { return s > begin + 1; });
  std::size_t days = week * most_weeks;
  if (next != arm.sessions.end() && *next - begin >= 2.0 * week)
    days = std::min(days, static_cast<std::size_t>(std::lround(*next - begin)));
  return days;
}

/// Means over the blocks of the arm; empty if it ends within a day of its first session or has no such column.
Course course_of(const Arm& arm, const std::string& column) {
  Course course;
  const double begin = arm.sessions.front();
  for (const Block& block : arm.blocks) {
    const auto [x, y] = followed(block, column);
    if (x.empty() || y.size() != x.size() || x.back() < begin + 1) return {};
    const auto days = std::min(window(arm), static_cast<std::size_t>(x.back() - begin) + 1);
    course.by_day.resize(course.by_day.empty() ? days : std::min(days, course.by_day.size()));
    const double before = between(x, y, begin);
    for (std::size_t d = 0; d < course.by_day.size(); ++d)
      course.by_day[d] += std::max(0.0, between(x, y, begin + static_cast<double>(d)) - before) /
                          static_cast<double>(arm.blocks.size());
  }
  course.worst = static_cast<std::size_t>(std::ranges::max_element(course.by_day) - course.by_day.begin());
  for (std::size_t d = course.by_day.size(); d-- > course.worst && course.by_day[d] < over * course.peak();)
    course.gone = d;
  return course;
}

std::string said_of(const View& v, const Sign& sign, const Course& c) {
  const std::string name = std::string("calendar.") + sign.column;
  if (c.peak() < sign.least) return paragraph(v, words(name + "_none"));
  const Phrase much = percent(c.peak(), c.peak() < 0.1 ? 1 : 0), worst = number(static_cast<double>(c.worst), 0);
  return paragraph(v, c.gone ? words(name, {worst, much, number(static_cast<double>(*c.gone), 0)})
                             : words(name + "_stays", {worst, much, number(static_cast<double>(c.by_day.size()), 0)}));
}

/// One lamp of a day: the darker, the more, and the number stands in it.
std::string lamp(const Sign& sign, const Course& c, std::size_t day) {
  const double value = c.by_day[day];
  const int shade = c.peak() < sign.least ? 0 : static_cast<int>(std::lround(4 * value / c.peak()));
  return fmt::format("<b class=\"{} shade-{}\" data-column=\"{}\" data-y=\"{}\">{}</b>", sign.column,
                     std::clamp(shade, 0, 4), sign.column, exact(value), number(100 * value, 0));
}

/// Weeks as rows, until both signs are gone.
std::string sheet(const View& v, const Arm& arm, const std::array<Course, signs.size()>& courses) {
  const std::size_t all = courses[0].by_day.size();
  std::size_t shown = 0;
  for (std::size_t i = 0; i < signs.size(); ++i)
    if (courses[i].peak() >= signs[i].least) shown = std::max(shown, courses[i].gone.value_or(all) + 1);
  if (shown == 0) return {};
  shown = std::min(all, (shown + week - 1) / week * week);
  std::string html = "<ol class=\"days\" start=\"0\">\n";
  for (std::size_t d = 0; d < shown; ++d) {
    const double age = arm.sessions.front() + static_cast<double>(d);
    const bool session = std::ranges::any_of(arm.sessions, [&](double s) { return std::lround(s - age) == 0; });
    html += fmt::format("<li{}><span>{}</span>{}", session ? " class=\"session\"" : "",
                        session ? v.ink.html(words("calendar.session")) : fmt::format("{}", d),
                        session ? fmt::format("<span class=\"unseen\"> {}</span>", d) : "");
    for (std::size_t i = 0; i < signs.size(); ++i) html += lamp(signs[i], courses[i], d);
    html += "</li>\n";
  }
  return html + "</ol>\n";
}

std::string of_arm(const View& v, const Arm& arm) {
  std::array<Course, signs.size()> courses;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    courses[i] = course_of(arm, signs[i].column);
    if (courses[i].by_day.empty()) return {};
  }
  std::string html = fmt::format("<h3>{}</h3>\n", v.ink.html(name_of(arm)));
  for (std::size_t i = 0; i < signs.size(); ++i) html += said_of(v, signs[i], courses[i]);
  return html + sheet(v, arm, courses);
}

}  // namespace

std::string calendar_section(const View& v) {
  std::string html;
  for (const Arm& arm : v.arms())
    if (!arm.sessions.empty()) html += of_arm(v, arm);
  if (html.empty()) return html;
  std::string key = "<ul class=\"legend\">\n";
  for (const Sign& sign : signs)
    key += fmt::format("<li><span class=\"lamp {} shade-4\" aria-hidden=\"true\"></span>{}</li>\n", sign.column,
                       v.ink.html(words(std::string("calendar.key_") + sign.column)));
  return section(
      v, "calendar",
      paragraph(v, words("calendar.what")) + key + "</ul>\n" + html + paragraph(v, words("calendar.limits"), "note"));
}

}  // namespace hari::report
