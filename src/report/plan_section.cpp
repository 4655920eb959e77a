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

void add(Phrase& said, const Phrase& more) {
  said.en += more.en;
  said.ja += more.ja;
}

/// What a plan gives from one of its starts on.
Phrase said_of(const View& v, const Plan& p, core::Schedule when, core::Days end) {
  const Phrase name = p.product.empty() ? term("act", p.kind) : product_name(v, p.product);
  const Phrase from = years(core::in_years(when.starts.front()));
  Phrase said =
      p.course > 0 ? words("plan.applied", {name, from, duration(p.course)})
      : when.sessions == 1
          ? words("plan.one", {name, from})
          : words("plan.sessions", {name, from, fmt::format("{}", when.sessions), duration(when.every.count())});
  if (when.courses > 1)
    add(said, words("plan.courses", {fmt::format("{}", when.courses), duration(when.course_every.count())}));
  const std::size_t given = core::session_ages(when, end).size();
  if (static_cast<double>(given) < core::planned(when)) add(said, words("plan.given", {fmt::format("{}", given)}));
  return said;
}

}  // namespace

std::string plan_section(const View& v) {
  std::string html;
  for (const Arm& arm : v.arms()) {
    if (arm.plans.empty()) continue;
    html += v.ink.element("h3", name_of(arm)) + "<ul class=\"plan\">\n";
    for (const Plan& p : arm.plans)
      for (const core::Days start : p.when.starts) {
        core::Schedule when = p.when;
        when.starts = {start};
        html += v.ink.element("li", said_of(v, p, std::move(when), arm.end));
      }
    html += "</ul>\n";
  }
  return html.empty() ? html : section(v, "plan", paragraph(v, words("plan.what")) + html);
}

}  // namespace hari::report
