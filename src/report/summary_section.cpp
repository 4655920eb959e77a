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
    html += paragraph(v, words("summary.arm", {name_of(arm), years(last), kept("collagen_mg_per_cm2"), years(first),
                                               kept("thickness_mm")}));
  const auto r0 = mean_at(arm, "R0_mm", last), r2 = mean_at(arm, "R2", last), r7 = mean_at(arm, "R7", last);
  if (r0 && r2 && r7)
    html += paragraph(
        v, words("summary.reading", {years(last), number(r0->mean, 2), percent(r7->mean), percent(r2->mean)}));
  return html;
}

Phrase span_of(const std::vector<double>& ages) {
  const Phrase from = years(ages.front()), to = years(ages.back());
  return from.en == to.en ? from : words("summary.span", {from, to});
}

/// Where the model and the studies part. Bands are of people without treatment, so the first arm is judged.
std::string verdict(const View& v) {
  const Verdict all = judged(v, judged_columns);
  if (all.ages.empty()) return paragraph(v, words("summary.no_studies"), "note");
  if (all.outside.empty())
    return paragraph(v, words("summary.agrees", {span_of(all.ages), name_of(v.arms().front())}), "note");
  std::vector<Phrase> names;
  for (const Verdict::Outside& o : all.outside)
    names.push_back(words("summary.outside", {words("short." + o.column), span_of(o.ages)}));
  return paragraph(v, words("summary.disagrees", {joined(names), name_of(v.arms().front())}), "note warn");
}

/// The largest difference from the first arm, when it is, and what becomes of it.
std::string said_of_difference(const View& v, const Arm& arm, const std::string& column) {
  const Arm& base = v.arms().front();
  const auto most = largest_difference(base, arm, column);
  if (!most) return {};
  const Phrase name = words("short." + column);
  if (std::abs(most->share) < worth_a_word)
    return paragraph(v, words("summary.no_difference", {name_of(arm), name_of(base), name}));
  const Phrase change = change_text(most->difference.change.mean, most->difference.change.error, decimals_of(column));
  std::string share = percent(most->share).ja;
  if (most->share > 0) share.insert(0, 1, '+');
  Phrase said = words("summary.largest", {name_of(arm), name_of(base), name, moment(arm, most->age), change, share});
  const Phrase then = most->gone ? words("summary.gone", {moment(arm, *most->gone)})
                                 : words(most->left < 0 ? "summary.turned" : "summary.left",
                                         {moment(arm, common_ages(base, arm).back()), percent(std::abs(most->left))});
  said.en.append(" ").append(then.en);
  said.ja += then.ja;
  return paragraph(v, said);
}

std::string compared(const View& v) {
  std::string html;
  for (std::size_t i = 1; i < v.arms().size(); ++i)
    for (const char* column : {"R7", "R0_mm", "thickness_mm"}) html += said_of_difference(v, v.arms()[i], column);
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
