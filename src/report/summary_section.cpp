// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "hari/report/estimate.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

constexpr std::array judged_columns{"R0_mm",           "R2",    "R5", "R6", "R7", "thickness_mm", "collagen_mg_per_cm2",
                                    "intact_fraction", "spread"};

/// The arm in two sentences: what is left of it, and how it springs.
std::string said_of(const View& v, const Arm& arm) {
  const std::vector<double> ages = ages_of(arm);
  const double first = ages.front(), last = ages.back();
  std::string html;
  const auto kept = [&](const char* column) {
    return percent(mean_at(arm, column, last)->mean / mean_at(arm, column, first)->mean);
  };
  if (ages.size() > 1 && has_column(arm, "collagen_mg_per_cm2") && has_column(arm, "thickness_mm"))
    html += paragraph(v, words("summary.arm", {arm.title, years(last), kept("collagen_mg_per_cm2"), years(first),
                                               kept("thickness_mm")}));
  const auto r0 = mean_at(arm, "R0_mm", last), r2 = mean_at(arm, "R2", last), r7 = mean_at(arm, "R7", last);
  if (r0 && r2 && r7)
    html += paragraph(
        v, words("summary.reading", {years(last), number(r0->mean, 2), percent(r7->mean), percent(r2->mean)}));
  return html;
}

/// Where the model and the studies part. Bands are of people without treatment, so the first arm is judged.
std::string verdict(const View& v) {
  const Verdict all = judged(v, judged_columns);
  if (std::isnan(all.age)) return paragraph(v, words("summary.no_studies"), "note");
  if (all.outside.empty()) return paragraph(v, words("summary.agrees", {years(all.age)}), "note");
  std::vector<Phrase> names;
  for (const std::string& column : all.outside) names.push_back(words("short." + column));
  return paragraph(v, words("summary.disagrees", {years(all.age), joined(names)}), "note warn");
}

std::string compared(const View& v) {
  std::string html;
  const Arm& base = v.arms().front();
  for (std::size_t i = 1; i < v.arms().size(); ++i) {
    const auto ages = common_ages(base, v.arms()[i]);
    if (ages.empty()) continue;
    const auto d = difference_at(base, v.arms()[i], "R7", ages.back());
    if (!d) continue;
    html += paragraph(v, words("summary.difference", {years(ages.back()), v.arms()[i].title, base.title,
                                                      change_text(d->change.mean, d->change.error, 3)}));
  }
  return html;
}

}  // namespace

std::string summary_section(const View& v) {
  const std::vector<double> ages = ages_of(v.arms().front());
  std::string html = paragraph(v, ages.size() > 1 ? words("summary.intro", {years(ages.front()), years(ages.back())})
                                                  : words("summary.one_age", {years(ages.front())}));
  for (const Arm& arm : v.arms()) html += said_of(v, arm);
  html += compared(v) + verdict(v);
  return section(v, "summary", html);
}

}  // namespace hari::report
