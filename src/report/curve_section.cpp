// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "chart.hpp"
#include "hari/core/error.hpp"
#include "hari/report/estimate.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// The curve of an arm's first block at an age.
std::vector<Mark> curve_at(const Arm& arm, double age) {
  const Block& block = arm.blocks.front();
  const int row = row_at(block, age);
  if (row < 0 || static_cast<std::size_t>(row) >= block.curves.size()) return {};
  const core::ColumnGroup& g = block.curves[static_cast<std::size_t>(row)];
  const auto& t = std::get<std::vector<double>>(core::find_column(g, "time_s").values);
  const auto& h = std::get<std::vector<double>>(core::find_column(g, "height_mm").values);
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < std::min(t.size(), h.size()); ++i) marks.push_back({t[i], h[i]});
  return marks;
}

double height_at(const std::vector<Mark>& curve, double time) {
  for (std::size_t i = 1; i < curve.size(); ++i)
    if (curve[i].x >= time) {
      const Mark &a = curve[i - 1], &b = curve[i];
      return b.x > a.x ? std::lerp(a.y, b.y, (time - a.x) / (b.x - a.x)) : b.y;
    }
  return curve.empty() ? 0 : curve.back().y;
}

/// A vertical measure between two heights, with ends like those of a drawing.
std::string measure(double x, double top, double bottom, const char* kind) {
  return fmt::format(
      "<path class=\"measure {3}\" d=\"M{0:.1f} {1:.1f}V{2:.1f}M{4:.1f} {1:.1f}H{5:.1f}M{4:.1f} {2:.1f}H{5:.1f}\"/>\n",
      x, top, bottom, kind, x - 5, x + 5);
}

/// One cycle with the height a reading speaks of; for shares also the whole they are shares of.
std::string small_curve(const View& v, const std::vector<Mark>& cycle, const Protocol& p, const std::string& name,
                        double part, double whole, const Phrase& words_of_it) {
  const Scale x{0, p.on_s + p.off_s, 14, 246}, y{0, 1.12 * whole, 150, 12};
  const double at = x(p.on_s), full = y(whole);
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 260 160\" role=\"img\" aria-labelledby=\"explain-{0}-title\">\n<path class=\"axis\" d=\"M14 "
      "150H246\"/>\n<path "
      "class=\"stroke\" d=\"{1}\"/>\n",
      name, path_of(cycle, x, y));
  if (name == "R0") {
    svg += measure(at - 16, full, y(0), "part");
    svg += fmt::format("<text class=\"measure-label\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">R0</text>\n",
                       at - 25, 0.5 * (full + y(0)) + 5);
  } else {
    const double there = name == "R7" ? at + 16 : 232;
    svg += fmt::format("<path class=\"guide\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", at, full, there + 6);
    svg += measure(at - 16, full, y(0), "whole") + measure(there, full, y(whole - part), "part");
    svg += fmt::format("<text class=\"measure-label\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
                       name == "R7" ? there + 9 : there - 9, 0.5 * (full + y(whole - part)) + 5,
                       name == "R7" ? "start" : "end", name == "R7" ? "Ur" : "Ua");
    svg += fmt::format("<text class=\"measure-label\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">Uf</text>\n",
                       at - 25, 0.5 * (full + y(0)) + 5);
  }
  return fmt::format(
      "<figure class=\"explain line s0\">\n{}</svg>\n<figcaption id=\"explain-{}-title\">{}</figcaption>\n</figure>\n",
      svg, name, v.ink.html(words_of_it));
}

std::string explained(const View& v, const Arm& arm, double age) {
  std::vector<Mark> cycle;
  const Protocol& p = arm.protocol;
  for (const Mark& m : curve_at(arm, age))
    if (m.x <= p.on_s + p.off_s + 1e-9) cycle.push_back(m);
  // Of the block whose curve is drawn, so that the drawing and its numbers agree.
  const double uf = height_at(cycle, p.on_s);
  constexpr double at_once = 0.1;  // [s], as the instrument reads
  const double ur = uf - height_at(cycle, p.on_s + at_once), ua = uf - height_at(cycle, p.on_s + p.off_s);
  if (cycle.size() < 3 || !(uf > 0) || p.on_s <= 0) return {};
  const auto n = [](double value, int decimals) { return number(value, decimals); };
  std::string html = fmt::format("<h3>{}</h3>\n<div class=\"explained\">\n",
                                 v.ink.html(words("curve.explain", {name_of(arm), years(age)})));
  html += small_curve(v, cycle, p, "R0", uf, uf, words("curve.r0", {n(uf, 3)}));
  html += small_curve(v, cycle, p, "R2", ua, uf, words("curve.r2", {n(ua, 3), n(uf, 3), n(ua / uf, 2)}));
  html += small_curve(v, cycle, p, "R7", ur, uf, words("curve.r7", {n(ur, 3), n(uf, 3), n(ur / uf, 2)}));
  return html + "</div>\n" + paragraph(v, words("curve.heights"), "small");
}

/// Last age at which all arms were read, so that their curves differ by treatment alone; else the first arm's last.
double latest_common(const View& v) {
  std::vector<double> ages = ages_of(v.arms().front());
  for (const Arm& arm : v.arms()) {
    const auto shared = common_ages(v.arms().front(), arm);
    std::erase_if(ages, [&](double a) { return std::ranges::find(shared, a) == shared.end(); });
  }
  return ages.empty() ? ages_of(v.arms().front()).back() : ages.back();
}

}  // namespace

std::string curve_section(const View& v) {
  const Arm& base = v.arms().front();
  const Protocol& p = base.protocol;
  const auto telling = telling_age(v.arms());
  const double young = ages_of(base).front(), now = telling.value_or(latest_common(v));
  Chart chart{.id = "curve-chart",
              .column = "height_mm",
              .x_label = words("curve.time"),
              .y_label = {},
              .lines = {},
              .band = {},
              .months_from = {}};
  chart.width = 380;
  chart.height = 270;
  chart.from_zero = true;
  std::string names;
  const auto add = [&](std::size_t style, std::vector<Mark> marks, const Phrase& name) {
    if (marks.empty()) return;
    chart.lines.push_back({style, std::move(marks), false});
    names += fmt::format("<li>{}{}</li>\n", swatch(style, false), v.ink.html(name));
  };
  if (young < now) add(young_style, curve_at(base, young), words("curve.young", {years(young)}));
  for (std::size_t i = 0; i < v.arms().size(); ++i)
    if (row_at(v.arms()[i].blocks.front(), now) >= 0)
      add(i, curve_at(v.arms()[i], now), words("curve.later", {years(now), name_of(v.arms()[i])}));
  if (chart.lines.empty()) return {};
  const auto n = [](double value) { return fmt::format("{:g}", value); };
  std::string html =
      paragraph(v, words("curve.what", {n(p.aperture_mm), n(std::round(10 * p.suction_kpa)), n(p.on_s), n(p.off_s)}));
  if (telling)
    html += paragraph(v, words("curve.telling", {moment(v.arms()[1], now), name_of(v.arms()[1]), name_of(base)}));
  html += fmt::format("<ul class=\"legend lines\">\n{}</ul>\n", names);
  html += "<div class=\"wide\">" + figure(v, chart, words("curve.height")) + "</div>\n";
  if (base.blocks.size() > 1)
    html += paragraph(
        v,
        words("curve.first_seed", {fmt::format("{}", base.blocks.front().seed), fmt::format("{}", base.blocks.size())}),
        "small");
  return section(v, "curve", html + explained(v, base, now));
}

}  // namespace hari::report
