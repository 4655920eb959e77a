// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "exposures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "hari/core/error.hpp"
#include "hari/exposure/air_pollution.hpp"
#include "hari/exposure/glucocorticoid.hpp"
#include "hari/exposure/glycation.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/exposure/menopause.hpp"
#include "hari/exposure/smoking.hpp"
#include "hari/exposure/ultraviolet.hpp"
#include "treatments.hpp"

namespace hari::scenario {
namespace {

using Made = std::unique_ptr<stimulus::Intervention>;

core::Days age(const Settings& e, std::string_view key) {
  return core::years(e.number(key));
}

/// The value at the word's place in the list of choices.
template <class Value, std::size_t n>
Value chosen(const Settings& e, std::string_view key, const std::array<std::string_view, n>& words) {
  const auto at = std::ranges::find(words, std::string_view(e.word(key)));
  core::expect(at != words.end(), "the schema allows these words only");
  return static_cast<Value>(at - words.begin());
}

Made intrinsic_ageing(const Settings& e, const Scenario& s) {
  return exposure::make_intrinsic_ageing({.speed = e.number("speed")}, s.parameters);
}

Made menopause(const Settings& e, const Scenario& s) {
  constexpr std::array<std::string_view, 4> doses{"none", "low", "standard", "high"};
  return exposure::make_menopause({.age = age(e, "age"),
                                   .replacement = chosen<exposure::Replacement>(e, "replacement", doses),
                                   .from = age(e, "replacement_from"),
                                   .to = age(e, "replacement_to"),
                                   .oral = e.word("route") == "mouth"},
                                  s.parameters);
}

Made ultraviolet(const Settings& e, const Scenario& s) {
  constexpr std::array<std::string_view, 3> habits{"indoor", "mixed", "outdoor"};
  constexpr std::array<std::string_view, 3> uses{"never", "holidays", "always"};
  exposure::Ultraviolet u;
  u.latitude = e.number("latitude");
  u.calendar = exposure::Calendar::beginning(s.span.from, s.subject.start_month);
  u.phototype = s.subject.phototype;
  u.site = s.subject.site;
  u.habit = chosen<exposure::Habit>(e, "habit", habits);
  u.from = age(e, "from");
  u.to = age(e, "to");
  u.dose_factor = e.number("dose_factor");
  u.holiday_days = static_cast<int>(e.integer("holiday_days"));
  u.holiday_month = static_cast<int>(e.integer("holiday_month"));
  u.holiday_dose = e.number("holiday_dose");
  for (const double years : e.at("burns").numbers) u.burns.push_back(core::years(years));
  u.burn_dose = e.number("burn_dose");
  u.sunscreen = {.use = chosen<exposure::Sunscreen::Use>(e, "sunscreen", uses),
                 .factor = e.number("spf"),
                 .applied = e.number("sunscreen_applied"),
                 .from = age(e, "sunscreen_from"),
                 .to = age(e, "sunscreen_to")};
  u.planned = planned_sunscreens(s);
  return exposure::make_ultraviolet(u, s.parameters);
}

Made glycation(const Settings& e, const Scenario& s) {
  constexpr std::array<std::string_view, 3> diets{"low", "ordinary", "high"};
  return exposure::make_glycation({.hba1c = e.number("hba1c"),
                                   .from = age(e, "from"),
                                   .controlled_hba1c = e.number("controlled_hba1c"),
                                   .controlled = age(e, "controlled_from"),
                                   .diet = chosen<exposure::Diet>(e, "diet", diets)},
                                  s.parameters);
}

Made smoking(const Settings& e, const Scenario& s) {
  return exposure::make_smoking(
      {.packs_per_day = e.number("packs_per_day"), .from = age(e, "from"), .to = age(e, "to")}, s.parameters);
}

Made air_pollution(const Settings& e, const Scenario& s) {
  return exposure::make_air_pollution({.fine_dust = e.number("fine_dust"), .from = age(e, "from"), .to = age(e, "to")},
                                      s.parameters);
}

Made glucocorticoid(const Settings& e, const Scenario& s) {
  std::vector<core::Days> begins;
  for (std::int64_t c = 0; c < e.integer("courses"); ++c)
    begins.push_back(age(e, "from") + static_cast<double>(c) * core::Days(e.number("every")));
  return exposure::make_glucocorticoid({.systemic = e.word("route") == "tablet",
                                        .potency = chosen<exposure::Potency>(e, "potency", exposure::potency_names),
                                        .tablet = e.number("tablet"),
                                        .begins = std::move(begins),
                                        .course = core::Days(e.number("course")),
                                        .days_per_week = static_cast<int>(e.integer("days_per_week"))},
                                       s.parameters);
}

struct Maker {
  std::string_view name;
  Made (*make)(const Settings&, const Scenario&);
};
// The catalogue's exposures, one line each.
constexpr Maker makers[] = {
    {"air_pollution", air_pollution},       {"glucocorticoid", glucocorticoid}, {"glycation", glycation},
    {"intrinsic_ageing", intrinsic_ageing}, {"menopause", menopause},           {"smoking", smoking},
    {"ultraviolet", ultraviolet},
};

}  // namespace

Made make_exposure(const Settings& e, const Scenario& s) {
  for (const Maker& m : makers)
    if (m.name == e.name) return m.make(e, s);
  throw core::BugError(fmt::format("the catalogue lists the exposure \"{}\", but nothing makes it", e.name));
}

void check_exposure(const Settings& e, const Scenario& s,
                    const std::function<void(const Setting&, const std::string&)>& complain) {
  const auto has = [&](std::string_view key) {
    return std::ranges::any_of(e.values, [&](const Setting& v) { return v.key == key; });
  };
  for (const auto& [from, to] : {std::pair{"from", "to"}, std::pair{"replacement_from", "replacement_to"},
                                 std::pair{"sunscreen_from", "sunscreen_to"}})
    if (has(from) && has(to) && e.number(to) <= e.number(from))
      complain(e.at(to), fmt::format("\"{}\" is {}; it must be later than \"{}\", which is {}.", to, e.at(to).text,
                                     from, e.at(from).text));
  if (e.name == "menopause" && s.subject.sex == Sex::male)
    complain(e.at("age"), "the exposure \"menopause\" needs sex = \"female\" in [subject].");
  if (e.name == "glucocorticoid" && e.integer("courses") > 1 && e.number("every") < e.number("course"))
    complain(e.at("every"), fmt::format("\"every\" is {}; the next course must not begin before the last has ended, "
                                        "which takes {}.",
                                        e.at("every").text, e.at("course").text));
}

}  // namespace hari::scenario
