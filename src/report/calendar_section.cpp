// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sections.hpp"

namespace hari::report {
namespace {

constexpr double days_per_year = 365.2425;

/// A strip of days for one quantity of one arm; darker is more, and the number stands in it.
std::string strip(const View& v, const Arm& arm, const std::string& column) {
  const Block& block = arm.blocks.front();
  const auto ages = values_of(block, "age_years"), values = values_of(block, column);
  double most = 0;
  for (const double value : values) most = std::max(most, value);
  std::string html = fmt::format("<h3>{} · {}</h3>\n<ol class=\"days\" data-column=\"{}\">\n", escaped(arm.title),
                                 v.ink.html(words("column." + column)), escaped(column));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int shade = most > 0 ? static_cast<int>(std::lround(4 * values[i] / most)) : 0;
    const Phrase day = words("calendar.day", {number(std::round((ages[i] - ages.front()) * days_per_year), 0)});
    html += fmt::format("<li class=\"shade-{}\" data-y=\"{}\"><span>{}</span> <b>{}</b></li>\n",
                        std::clamp(shade, 0, 4), exact(values[i]), v.ink.html(day), number(values[i], 2));
  }
  return html + "</ol>\n";
}

}  // namespace

std::string calendar_section(const View& v) {
  std::string html;
  for (const Arm& arm : v.arms())
    for (const char* column : {"redness", "roughness"})
      if (has_column(arm, column)) html += strip(v, arm, column);
  return html.empty() ? html : section(v, "calendar", paragraph(v, words("calendar.what")) + html);
}

}  // namespace hari::report
