// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <array>

#include "chart.hpp"
#include "hari/report/band.hpp"
#include "hari/report/estimate.hpp"
#include "hari/report/hari_index.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

std::string bar(double score, const char* kind) {
  return fmt::format(
      "<svg class=\"bar {}\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
      "class=\"rail\" "
      "width=\"100\" height=\"6\"/><rect class=\"fill\" width=\"{:.1f}\" height=\"6\"/></svg>\n",
      kind, score);
}

/// The arms of a page on a treatment are told by the same clock.
Phrase moment_of_reading(const View& v, const Arm& arm, double age) {
  for (const Arm& treated : v.arms())
    if (arm.sessions.empty() && !treated.sessions.empty()) return moment(treated, age);
  return moment(arm, age);
}

/// The index of an arm at one age, with its parts.
std::string gauge(const View& v, const Arm& arm, std::size_t style, double age) {
  std::array<double, index_readings.size()> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto e = mean_at(arm, std::string(index_readings[i]), age);
    if (!e) return {};
    values[i] = e->mean;
  }
  const HariIndex index = hari_index(values, v.in.library);
  std::string html = fmt::format(
      "<div class=\"gauge s{}\" data-index=\"{}\"><p class=\"total\"><strong>{}</strong><span>/ 100</span></p>\n<p "
      "class=\"of\">{} "
      "· {}</p>\n{}<ul>\n",
      style, exact(index.total), number(index.total, 0),
      v.ink.html(short_span(v) ? moment_of_reading(v, arm, age) : words("index.at_age", {years(age)})),
      v.ink.html(name_of(arm)), bar(index.total, "whole"));
  for (const IndexPart& p : index.parts) {
    html += fmt::format(
        "<li>{}",
        v.ink.html(words("index.part", {p.reading, number(p.value, 2), number(p.score, 0), number(p.weight, 2)})));
    if (p.beyond) html += fmt::format(" <em>({})</em>", v.ink.html(words("index.beyond")));
    html += bar(p.score, "part") + "</li>\n";
  }
  return html + "</ul></div>\n";
}

Phrase relative_to_first(const Arm& arm, const char* column, const char* name, int decimals) {
  const auto ages = ages_of(arm);
  const auto young = mean_at(arm, column, ages.front()), now = mean_at(arm, column, ages.back());
  if (!young || !now) return words("index.not_measured");
  return words(name, {number(now->mean, decimals), percent(now->mean / young->mean), years(ages.front())});
}

/// What an instrument found on the arm's frames: the last, and how the first compares where both were measured.
template <class Text>
Phrase measured(const View& v, std::size_t arm, double Measured::*number_of, const char* name, const Text& text) {
  const Measured *first = nullptr, *last = nullptr;
  for (const Measured& m : v.in.measured)
    if (m.arm == arm) (first ? last : first) = &m;
  if (!first) return words("index.not_measured");
  if (!last) return words(std::string("index.") + name, {text(first->*number_of), years(first->age)});
  return words(std::string("index.") + name + "_since",
               {text(last->*number_of), years(last->age), text(first->*number_of), years(first->age)});
}

std::string beside(const View& v) {
  std::vector<std::string> heads{""};
  for (const Arm& arm : v.arms())
    heads.push_back(fmt::format("{} · {}", v.ink.html(name_of(arm)),
                                v.ink.html(words("index.at_age", {years(ages_of(arm).back())}))));
  const auto row = [&](const char* name, const auto& value) {
    std::vector<std::string> cells{v.ink.html(words(std::string("index.") + name))};
    for (std::size_t i = 0; i < v.arms().size(); ++i) cells.push_back(v.ink.html(value(v.arms()[i], i)));
    return cells;
  };
  return fmt::format("<h3>{}</h3>\n", v.ink.html(words("index.beside"))) +
         table(heads, {row("thinning",
                           [](const Arm& a, std::size_t) {
                             return relative_to_first(a, "thickness_mm", "index.thinning_value", 2);
                           }),
                       row("wrinkles",
                           [&](const Arm&, std::size_t i) {
                             return measured(v, i, &Measured::furrow, "furrow", [](double n) { return number(n, 2); });
                           }),
                       row("sag",
                           [&](const Arm&, std::size_t i) {
                             return measured(v, i, &Measured::sag_mm, "sagging",
                                             [](double mm) { return number(1000 * mm, 0); });
                           }),
                       row("hydration", [](const Arm& a, std::size_t) {
                         return relative_to_first(a, "hyaluronan_ug_per_cm2", "index.hydration_value", 0);
                       })});
}

}  // namespace

std::string index_section(const View& v) {
  std::string html = paragraph(v, words("index.what"));
  std::string gauges;
  for (std::size_t i = 0; i < v.arms().size(); ++i) {
    const Arm& arm = v.arms()[i];
    // Without a band for R7 the instrument was set otherwise than the reference group's.
    if (band_for(arm, "R7", v.in.library).empty()) continue;
    const auto ages = ages_of(arm);
    if (ages.size() > 1 && i == 0) gauges += gauge(v, arm, i, ages.front());
    // An effect may have come and gone before the last reading.
    if (const auto age = telling_age(v.arms()); age && *age != ages.front() && *age != ages.back())
      gauges += gauge(v, arm, i, *age);
    gauges += gauge(v, arm, i, ages.back());
  }
  html += gauges.empty() ? paragraph(v, words("index.other_protocol"), "note")
                         : fmt::format("<div class=\"gauges\">\n{}</div>\n", gauges);
  constexpr std::array made_of{"R2", "R5", "R7"};
  if (const Verdict verdict = judged(v, made_of); !gauges.empty() && !verdict.outside.empty())
    html += paragraph(v, words("index.caution"), "note warn");
  return section(v, "index", html + beside(v));
}

}  // namespace hari::report
