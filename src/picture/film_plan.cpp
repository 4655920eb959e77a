// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "film_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "film_words.hpp"

namespace hari::picture {
namespace {

constexpr double worth_saying = 2;    // least change that gets a caption [%]
constexpr std::size_t most_said = 3;  // captions while the years go by

template <class... Values>
std::string filled(const std::string& words, Values... values) {
  return fmt::format(fmt::runtime(words), values...);
}

double months_between(double begin, double age) {
  return 12 * (age - begin) + 1e-6;
}

/// What is said when a column of the series goes down or up; empty: nothing.
struct Change {
  const char* column;
  std::string less, more;
  std::string what;  ///< its name, where one block is compared with another
};

std::vector<Change> changes(const FilmWords& w) {
  return {{"collagen_mg_per_cm2", w.less_collagen, w.more_collagen, w.what_collagen},
          {"spread", w.less_spread, w.more_spread, w.what_spread},
          {"hyaluronan_ug_per_cm2", w.less_hyaluronan, w.more_hyaluronan, w.what_hyaluronan},
          {"age_links", "", w.more_links, w.what_links},
          {"elastin_mg_per_cm2", w.less_elastin, "", w.what_elastin},
          {"thickness_mm", w.thinner, w.thicker, w.what_thickness}};
}

/// What one run does from its first frame to its last.
std::vector<std::string> what_happens(const StoredRun& run, const FilmOptions& options) {
  const FilmWords& w = film_words(options.japanese);
  const double from = run.first_age(), to = run.last_age();
  const std::string by = counts_months(from, to) ? filled(w.by_month, std::lround(months_between(from, to)))
                                                 : filled(w.by_age, std::lround(std::floor(to + 1e-6)));
  std::vector<std::string> captions;
  if (options.story == Story::ultraviolet && run.value("collagenase", to) > 1.1 * run.value("collagenase", from))
    captions.push_back(w.sun_breaks);
  for (const Change& c : changes(w)) {
    const double before = run.value(c.column, from);
    const double percent = before > 0 ? 100 * (run.value(c.column, to) / before - 1) : 0;
    const std::string& words = percent < 0 ? c.less : c.more;
    if (!words.empty() && std::abs(percent) >= worth_saying && captions.size() < most_said)
      captions.push_back(filled(words, std::abs(percent), by));
  }
  if (captions.empty()) captions.push_back(w.little_change);
  return captions;
}

/// How much more of one quantity the second run has than the first [%].
struct Difference {
  const Change* change;
  double percent = 0;
};

std::vector<Difference> differences(const std::vector<Change>& all, const StoredRun& a, const StoredRun& b,
                                    double age) {
  std::vector<Difference> found;
  for (const Change& c : all) {
    const double without = a.value(c.column, age);
    if (without > 0) found.push_back({&c, 100 * (b.value(c.column, age) / without - 1)});
  }
  return found;
}

double widest(const std::vector<Difference>& found) {
  double most = 0;
  for (const Difference& d : found) most = std::max(most, std::abs(d.percent));
  return most;
}

/// The age at which two runs differ most of those at which a frame and a reading of both show it; else the last.
double age_of_difference(const StoredRun& a, const StoredRun& b, double begin, double end, const FilmWords& w) {
  constexpr double enough = 50;  // one quantity that multiplies does not outweigh all others [%]
  const std::vector<Change> all = changes(w);
  const std::vector<double> seen = a.seen_at();
  double most = 0, at = end;
  for (const double age : b.seen_at()) {
    const bool both = std::ranges::any_of(seen, [&](double other) { return std::abs(other - age) < 1e-3; });
    if (!both || age <= begin || age > end) continue;
    double sum = 0;
    for (const Difference& d : differences(all, a, b, age)) sum += std::min(std::abs(d.percent), enough);
    // Of two that are equally far apart the later one.
    if (sum >= most) most = sum, at = age;
  }
  return at;
}

/// The number of months from the beginning, or the age, as the film counts.
std::string moment(double age, double begin, bool months, const FilmWords& w) {
  return months ? filled(w.months, std::lround(std::floor(months_between(begin, age))))
                : filled(w.age, std::lround(std::floor(age + 1e-6)));
}

/// How the second run differs from the first at the age that is shown: what differs most comes first.
std::vector<std::string> what_differs(const StoredRun& a, const StoredRun& b, double age, double begin, bool months,
                                      const std::vector<std::string>& labels, const FilmWords& w) {
  const std::vector<Change> all = changes(w);
  const std::string when = moment(age, begin, months, w);
  std::vector<Difference> found = differences(all, a, b, age);
  std::erase_if(found, [](const Difference& d) { return std::abs(d.percent) < worth_saying; });
  std::ranges::stable_sort(found, std::greater{}, [](const Difference& d) { return std::abs(d.percent); });
  found.resize(std::min(found.size(), most_said));
  std::vector<std::string> captions;
  for (const auto& [change, percent] : found) {
    constexpr double twice = 100;
    captions.push_back(percent > twice
                           ? filled(w.is_times, labels.back(), labels.front(), change->what, 1 + percent / 100, when)
                           : filled(percent < 0 ? w.is_below : w.is_above, labels.back(), labels.front(), change->what,
                                    std::abs(percent), when));
  }
  if (captions.empty()) captions.push_back(filled(w.is_like, labels.back(), labels.front(), when));
  return captions;
}

/// What is left of a difference at the end: from when on it was gone, or how large it is.
std::vector<std::string> what_is_left(const StoredRun& a, const StoredRun& b, double widest_at, double begin,
                                      double end, bool months, const std::vector<std::string>& labels,
                                      const FilmWords& w) {
  const std::vector<Change> all = changes(w);
  if (widest(differences(all, a, b, widest_at)) < worth_saying || widest(differences(all, a, b, end)) >= worth_saying)
    return what_differs(a, b, end, begin, months, labels, w);
  double gone = end;
  const std::vector<double> read = b.read_at();
  for (auto age = read.rbegin(); age != read.rend() && *age > widest_at; ++age) {
    if (*age > end) continue;
    if (widest(differences(all, a, b, *age)) >= worth_saying) break;
    gone = *age;
  }
  return {months ? filled(w.gone_by_month, std::lround(std::ceil(months_between(begin, gone) - 1e-6)))
                 : filled(w.gone_by_age, std::lround(std::ceil(gone - 1e-6)))};
}

/// What is said while two blocks come to differ.
std::vector<std::string> what_acts(const FilmOptions& options) {
  const FilmWords& w = film_words(options.japanese);
  if (options.story == Story::treatment) return {w.only_treated};
  if (options.sun_alone) return {w.only_sunny, w.sun_breaks};
  return {w.time_passes};
}

/// Rise and recoil of a reading, in words.
std::string first_pull(const StoredRun& run, double age, const FilmWords& w) {
  return filled(w.sprang, run.value("R0_mm", age), 100 * run.value("R7", age));
}
std::string last_pull(const StoredRun& run, const FilmWords& w) {
  const double from = run.first_age(), to = run.last_age();
  const double was = 100 * run.value("R7", from), now = 100 * run.value("R7", to);
  constexpr double young = 35, years = 15;  // what studies of ageing compare
  const bool against = now >= was && from <= young && to - from >= years;
  return filled(against ? w.sprang_against : w.sprang_was, now, was, from);
}

class Planner {
 public:
  void add(Scene scene, double share, std::vector<Part> parts, std::vector<std::string> captions, bool again = false) {
    shots_.push_back({scene, at_, at_ + share, std::move(parts), std::move(captions), again});
    at_ += share;
  }
  std::vector<Shot> take() {
    for (Shot& s : shots_) s.begin /= at_, s.end /= at_;
    return std::move(shots_);
  }

 private:
  std::vector<Shot> shots_;
  double at_ = 0;
};

}  // namespace

bool counts_months(double from, double to) {
  constexpr double few_years = 6;
  return to - from <= few_years;
}

std::vector<Shot> plan_of(const Runs& runs, const std::vector<std::string>& labels, const FilmOptions& options) {
  const FilmWords& w = film_words(options.japanese);
  const StoredRun& run = *runs.front();
  const double from = run.first_age(), to = run.last_age();
  Planner plan;
  if (options.story == Story::cutometer) {
    const std::vector<Part> both{{0, from, from}, {0, to, to}};
    plan.add(Scene::title, 0.12, both, {});
    plan.add(Scene::pull, 0.74, both, {w.pull, last_pull(run, w)});
    plan.add(Scene::end, 0.14, both, {});
  } else if (runs.size() == 2) {
    const StoredRun& other = *runs.back();
    const double begin = std::max(from, other.first_age()), end = std::min(to, other.last_age());
    const std::vector<Part> first{{0, begin, begin}, {1, begin, begin}}, last{{0, end, end}, {1, end, end}};
    plan.add(Scene::title, 0.11, first, {});
    plan.add(Scene::meet, 0.12, first, {w.meet_pair});
    const bool months = counts_months(begin, end);
    const double apart = age_of_difference(run, other, begin, end, w);
    const std::vector<Part> there{{0, apart, apart}, {1, apart, apart}};
    plan.add(Scene::years, 0.17, {{0, begin, apart}, {1, begin, apart}}, what_acts(options));
    plan.add(Scene::compare, 0.19, there, what_differs(run, other, apart, begin, months, labels, w));
    plan.add(Scene::pull, 0.23, there,
             {w.pull_both, filled(w.sprang_pair, 100 * run.value("R7", apart), 100 * other.value("R7", apart))});
    if (apart < end) {
      plan.add(Scene::years, 0.12, {{0, apart, end}, {1, apart, end}}, {w.time_passes});
      plan.add(Scene::compare, 0.1, last, what_is_left(run, other, apart, begin, end, months, labels, w));
    }
    plan.add(Scene::end, 0.14, last, {});
  } else {
    const std::vector<Part> first{{0, from, from}}, last{{0, to, to}};
    plan.add(Scene::title, 0.11, first, {});
    plan.add(Scene::meet, 0.17, first, {w.meet_frame, w.meet_cells});
    plan.add(Scene::pull, 0.15, first, {w.pull, first_pull(run, from, w)});
    plan.add(Scene::years, 0.28, {{0, from, to}}, what_happens(run, options));
    plan.add(Scene::pull, 0.16, last, {w.pull_again, last_pull(run, w)}, true);
    plan.add(Scene::end, 0.13, last, {});
  }
  return plan.take();
}

namespace {
/// Of a pull: the first tenth of a second has passed; the skin is let go; a tenth has passed again; the end is reached.
constexpr double risen = 0.26, released = 0.48, sprung = 0.6, still = 0.86;
}  // namespace

double suction_time(const SuctionReading& reading, double share) {
  constexpr double at_once = 0.1;  // [s]
  const double off = reading.let_go(), end = reading.cycle_end();
  const std::array<std::array<double, 2>, 6> table{{{cup_down, 0.0},
                                                    {risen, std::min(at_once, off)},
                                                    {released, off},
                                                    {sprung, std::min(off + at_once, end)},
                                                    {still, end},
                                                    {1.0, end}}};
  if (share <= table[0][0]) return 0;
  for (std::size_t i = 1; i < table.size(); ++i)
    if (share <= table[i][0])
      return table[i - 1][1] +
             (table[i][1] - table[i - 1][1]) * (share - table[i - 1][0]) / (table[i][0] - table[i - 1][0]);
  return end;
}

bool is_quiet(Scene scene, double share) {
  switch (scene) {
    case Scene::years:
      return share > turning;
    case Scene::pull:
      return (share > risen && share < released) || (share > sprung && share < cup_up);
    case Scene::title:
    case Scene::meet:     // the eye drifts
    case Scene::compare:  // one picture
    case Scene::end:
      break;
  }
  return false;
}

}  // namespace hari::picture
