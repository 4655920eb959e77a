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
  std::vector<std::string> captions;
  if (options.story == Story::ultraviolet && run.value("collagenase", to) > 1.1 * run.value("collagenase", from))
    captions.push_back(w.sun_breaks);
  for (const Change& c : changes(w)) {
    const double before = run.value(c.column, from);
    const double percent = before > 0 ? 100 * (run.value(c.column, to) / before - 1) : 0;
    const std::string& words = percent < 0 ? c.less : c.more;
    if (!words.empty() && std::abs(percent) >= worth_saying && captions.size() < most_said)
      captions.push_back(filled(words, std::abs(percent)));
  }
  if (captions.empty()) captions.push_back(w.little_change);
  return captions;
}

/// Where the second run differs most from the first in one quantity.
struct Widest {
  const Change* change;
  double percent = 0, age = 0;
};

/// How the second run comes to differ from the first: what differs most, in the order in which it does.
std::vector<std::string> what_differs(const StoredRun& a, const StoredRun& b, const std::vector<std::string>& labels,
                                      const FilmOptions& options) {
  const FilmWords& w = film_words(options.japanese);
  std::vector<Widest> found;
  const std::vector<Change> all = changes(w);
  for (const Change& c : all) {
    Widest widest{&c};
    for (double age : b.read_at()) {
      const double without = a.value(c.column, age);
      if (age < a.first_age() || age > std::min(a.last_age(), b.last_age()) || without <= 0) continue;
      const double percent = 100 * (b.value(c.column, age) / without - 1);
      if (std::abs(percent) > std::abs(widest.percent)) widest = {&c, percent, age};
    }
    if (std::abs(widest.percent) >= 0.5 * worth_saying) found.push_back(widest);
  }
  std::ranges::stable_sort(found, std::greater{}, [](const Widest& d) { return std::abs(d.percent); });
  found.resize(std::min(found.size(), most_said));
  std::ranges::stable_sort(found, {}, &Widest::age);
  std::vector<std::string> captions;
  for (const auto& [change, percent, age] : found) {
    constexpr double twice = 100;
    captions.push_back(percent > twice
                           ? filled(w.is_times, labels.back(), labels.front(), change->what, 1 + percent / 100)
                           : filled(percent < 0 ? w.is_below : w.is_above, labels.back(), labels.front(), change->what,
                                    std::abs(percent)));
  }
  if (captions.empty()) captions.push_back(filled(w.is_like, labels.back(), labels.front()));
  return captions;
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
    plan.add(Scene::years, 0.4, {{0, begin, end}, {1, begin, end}}, what_differs(run, other, labels, options));
    plan.add(Scene::pull, 0.23, last,
             {w.pull_both, filled(w.sprang_pair, 100 * run.value("R7", end), 100 * other.value("R7", end))});
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
    case Scene::meet:  // the eye drifts
    case Scene::end:
      break;
  }
  return false;
}

}  // namespace hari::picture
