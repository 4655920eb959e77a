// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <cmath>

#include "hari/core/time.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// A time as people say it, in the largest unit of which it is a whole number.
Phrase duration(double days) {
  struct Unit {
    const char* name;
    double days;
  };
  constexpr double year = core::days_per_year.count();
  for (const Unit u : {Unit{"year", year}, Unit{"month", year / 12}, Unit{"week", 7}}) {
    const double n = std::round(days / u.days);
    constexpr double same = 0.02;  // of a day
    if (n >= 1 && std::abs(days - n * u.days) < same * n)
      return n == 1 ? words(std::string("plan.") + u.name) : words(std::string("plan.") + u.name + "s", {number(n, 0)});
  }
  return days == 1 ? words("plan.day") : words("plan.days", {number(days, std::floor(days) == days ? 0 : 1)});
}

Phrase said_of(const View& v, const Plan& p, double start) {
  const Phrase name = p.product.empty() ? term("act", p.kind) : product_name(v, p.product);
  const Phrase from = years(core::in_years(core::Days{start}));
  Phrase said = p.course > 0 ? words("plan.applied", {name, from, duration(p.course)})
                : p.sessions == 1
                    ? words("plan.one", {name, from})
                    : words("plan.sessions", {name, from, fmt::format("{}", p.sessions), duration(p.every)});
  if (p.courses > 1) {
    const Phrase again = words("plan.courses", {fmt::format("{}", p.courses), duration(p.course_every)});
    said.en += again.en;
    said.ja += again.ja;
  }
  return said;
}

}  // namespace

std::string plan_section(const View& v) {
  std::string html;
  for (const Arm& arm : v.arms()) {
    if (arm.plans.empty()) continue;
    html += v.ink.element("h3", name_of(arm)) + "<ul class=\"plan\">\n";
    for (const Plan& p : arm.plans)
      for (const double start : p.starts) html += v.ink.element("li", said_of(v, p, start));
    html += "</ul>\n";
  }
  return html.empty() ? html : section(v, "plan", paragraph(v, words("plan.what")) + html);
}

}  // namespace hari::report
