// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "treatments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "hari/anatomy/site.hpp"
#include "hari/core/error.hpp"
#include "hari/core/schedule.hpp"
#include "hari/core/units.hpp"
#include "hari/exposure/glucocorticoid.hpp"
#include "hari/exposure/ultraviolet.hpp"
#include "hari/treatment/fractional_ablation.hpp"
#include "hari/treatment/hypothesis.hpp"
#include "hari/treatment/injection.hpp"
#include "hari/treatment/mechanism.hpp"
#include "hari/treatment/topical.hpp"

namespace hari::scenario {
namespace {

using Type = Value::Type;

/// Claims of the product that can be switched on; without a product, all that the mechanism knows.
std::vector<std::string> hypotheses_of(std::string_view mechanism, const Product* product) {
  std::vector<std::string> known = treatment::Hypotheses::known(mechanism);
  if (!product) return known;
  std::vector<std::string> ids;
  for (const Claim& c : product->claims)
    if (std::ranges::find(known, c.id) != known.end()) ids.push_back(c.id);
  return ids;
}

/// "every 2 weeks x 4" as the keys "every" and "sessions".
void spell_repeats(Value& item, Problems& problems) {
  Value* repeats = item.find("repeats");
  if (!repeats) return;
  const auto x = repeats->text.rfind('x');
  constexpr std::string_view every = "every ";
  if (repeats->type != Type::string || !repeats->text.starts_with(every) || x == std::string::npos) {
    problems.add(*repeats, fmt::format("\"repeats\" is {}; write it as \"every 2 weeks x 4\".", shown(*repeats)));
  } else if (item.find("every") || item.find("sessions")) {
    problems.add(*repeats, "\"repeats\" says what \"every\" and \"sessions\" say; give either.");
  } else {
    Value interval = *repeats;
    interval.text = trimmed(repeats->text.substr(every.size(), x - every.size()));
    Value count = parse_set_value(trimmed(repeats->text.substr(x + 1)), repeats->place);
    count.line = repeats->line;
    item.put("every", std::move(interval));
    item.put("sessions", std::move(count));
  }
  std::erase_if(item.members, [](const Member& m) { return m.key == "repeats"; });
}

/// One age stands for a list of one.
void listed_start(Value& item) {
  Value* start = item.find("start");
  if (!start || start->type == Type::array) return;
  Value list = *start;
  list.type = Type::array;
  list.items = {*start};
  item.put("start", std::move(list));
}

std::vector<std::string> known_kinds(const Library& library) {
  std::vector<std::string> known;
  for (const treatment::Mechanism& m : treatment::mechanisms()) known.emplace_back(m.name);
  for (const Product& p : library.products)
    if (treatment::find_mechanism(p.mechanism)) known.push_back(p.id);
  return known;
}

bool has_sunscreen(const Settings& t) {
  return t.name == treatment::topical_schema().name && t.number("spf") > 1;
}

bool has_steroid(const Settings& t) {
  return t.name == treatment::topical_schema().name && t.word("steroid") != "none";
}

bool is_injected(const Settings& t) {
  return t.name == treatment::depot_schema().name || t.name == treatment::bolus_schema().name;
}

core::Schedule schedule(const Settings& t) {
  core::Schedule schedule{.starts = {},
                          .sessions = t.integer("sessions"),
                          .courses = t.integer("courses"),
                          .every = core::Days(t.number("every")),
                          .course_every = core::Days(t.number("course_every"))};
  for (const double years : t.at("start").numbers) schedule.starts.push_back(core::years(years));
  return schedule;
}

/// Of a plan with more sessions than anybody gives, under the key that asks for most.
std::optional<treatment::Objection> too_many(const core::Schedule& s) {
  if (core::planned(s) <= core::most_sessions) return std::nullopt;
  const auto starts = static_cast<std::int64_t>(s.starts.size());
  const std::int64_t most = std::max({starts, s.sessions, s.courses});
  return treatment::Objection{
      most == s.sessions  ? "sessions"
      : most == s.courses ? "courses"
                          : "start",
      fmt::format("{} starts of {} courses of {} sessions are {:.0f} sessions; allowed are {:.0f}.", starts, s.courses,
                  s.sessions, core::planned(s), core::most_sessions)};
}

/// @param end  from which on nothing is given
treatment::Prescription prescription(const Settings& t, treatment::Arm arm, core::Days end) {
  treatment::Prescription rx;
  rx.name = t.word("product").empty() ? t.name : t.word("product");
  rx.arm = arm;
  for (const Setting& v : t.values) {
    rx.numbers[v.key] = v.number;
    rx.words[v.key] = v.word;
  }
  rx.sessions = core::session_ages(schedule(t), end);
  rx.hypotheses = t.at("hypotheses").words;
  return rx;
}

using Complain = std::function<void(const Setting&, const std::string&)>;

/// Each start lies in the span, and once: what the plan says is then what the run gives.
bool starts_make_sense(const Settings& t, const Scenario& s, const Complain& complain) {
  const Setting& start = t.at("start");
  std::vector<core::Days> ages;
  for (const double years : start.numbers) ages.push_back(core::on_the_clock(core::years(years)));
  std::ranges::sort(ages);
  const auto outside =
      std::ranges::find_if(ages, [&](core::Days age) { return age < s.span.from || age >= s.span.to; });
  const auto twice = std::ranges::adjacent_find(ages);
  if (ages.empty())
    complain(start, "\"start\" names no age.");
  else if (outside != ages.end())
    complain(
        start,
        fmt::format("\"start\" holds {:.6g} years, outside the span: allowed is from {:.6g} to before {:.6g} years. "
                    "Move it, or the span.",
                    core::in_years(*outside), core::in_years(s.span.from), core::in_years(s.span.to)));
  else if (twice != ages.end())
    complain(start, fmt::format("\"start\" holds {:.6g} years twice; name each age once.", core::in_years(*twice)));
  else
    return true;
  return false;
}

}  // namespace

core::Schema treatment_schema(std::string_view mechanism, const Product* product) {
  const treatment::Mechanism* m = treatment::find_mechanism(mechanism);
  core::expect(m != nullptr, "a treatment of the scenario has a mechanism");
  core::Schema schema = m->schema();
  for (core::Key& key : schema.keys) {
    if (key.name == "hypotheses") key.choices = hypotheses_of(mechanism, product);
    if (!product) continue;
    if (key.name == "product") key.fallback = product->id;
    for (const ProductEntry& e : product->entries) {
      if (e.key != key.name) continue;
      key.fallback = e.value;
      if (!e.low.empty()) {
        key.low = core::parse_quantity(e.low, key.unit);
        key.high = core::parse_quantity(e.high, key.unit);
      }
    }
  }
  return schema;
}

std::vector<treatment::Objection> product_objections(const Product& product) {
  Value item;
  item.put("start", parse_set_value("[\"50 years\"]", "any age will do"));
  Problems problems;
  const Settings t = check_section(item, treatment_schema(product.mechanism, &product), "", problems);
  problems.raise_if_any();
  if (const auto many = too_many(schedule(t))) return {*many};
  return treatment::find_mechanism(product.mechanism)
      ->objections(prescription(t, treatment::Arm::treated, core::Days::max()));
}

Settings check_treatment(const Value& given, const Library& library, Problems& problems) {
  Value item = given;
  const std::vector<std::string> known = known_kinds(library);
  Settings nothing{{}, {}};
  const Value* kind = item.find("kind");
  if (!kind || kind->type != Type::string) {
    problems.add(item, fmt::format("[[treatment]] needs \"kind\", a product or a mechanism in quotes. Allowed: {}.",
                                   joined(known)));
    return nothing;
  }
  const Product* product = find_product(library.products, kind->text);
  std::string mechanism = product ? product->mechanism : kind->text;
  if (const Value* named = item.find("product"); !product && named && named->type == Type::string &&
                                                 !named->text.empty() && treatment::find_mechanism(mechanism)) {
    product = find_product(library.products, named->text);
    if (!product || product->mechanism != mechanism) {
      std::vector<std::string> fitting;
      for (const Product& p : library.products)
        if (p.mechanism == mechanism) fitting.push_back(p.id);
      problems.add(*named, fmt::format("\"{}\" is no product of the mechanism \"{}\"{} Allowed: {}.", named->text,
                                       mechanism, suggestion(named->text, fitting), joined(fitting)));
      return nothing;
    }
  }
  if (!treatment::find_mechanism(mechanism)) {
    problems.add(*kind, product ? fmt::format("\"{}\" works by \"{}\", which this version of hari cannot do yet. "
                                              "Allowed: {}.",
                                              kind->text, mechanism, joined(known))
                                : fmt::format("unknown treatment {}{} Allowed: {}.", shown(*kind),
                                              suggestion(kind->text, known), joined(known)));
    return nothing;
  }
  spell_repeats(item, problems);
  listed_start(item);
  const std::string header =
      product ? fmt::format("[[treatment]] {}", product->id) : fmt::format("[[treatment]] {}", mechanism);
  return check_section(item, treatment_schema(mechanism, product), header, problems, "kind");
}

void check_plan(const Settings& t, const Scenario& s, const Complain& complain) {
  if (const auto many = too_many(schedule(t)))
    return complain(t.at(many->key), fmt::format("\"{}\": {}", many->key, many->message));
  if (!starts_make_sense(t, s, complain)) return;
  const treatment::Prescription rx = prescription(t, treatment::Arm::treated, s.span.to);
  if (has_sunscreen(t) && std::ranges::none_of(s.exposures, [](const Settings& e) {
        return e.name == exposure::ultraviolet_schema().name;
      }))
    complain(t.at("spf"),
             "a sunscreen protects from light, and this scenario has none: add [[exposure]] kind = \"ultraviolet\".");
  for (const treatment::Objection& o : treatment::find_mechanism(t.name)->objections(rx))
    complain(t.at(o.key), fmt::format("\"{}\": {}", o.key, o.message));
  const anatomy::Site site = anatomy::site(s.subject.site, s.subject.sex == Sex::male, s.parameters);
  if (is_injected(t)) {
    const double skin = site.epidermis + site.papillary + site.reticular, deepest = skin + s.block.subcutis;
    if (t.number("depth") > deepest)
      complain(t.at("depth"),
               fmt::format("\"depth\": {:.3g} mm lies below the block, {:.3g} mm of skin on the site \"{}\" "
                           "and {:.3g} mm of subcutis. Inject less deep, or raise [block] subcutis.",
                           t.number("depth"), skin, s.subject.site, s.block.subcutis));
  }
  if (t.name != treatment::fractional_ablation_schema().name) return;
  const std::string reason =
      treatment::perforation_warning(treatment::FractionalAblation::from(rx), treatment::ColumnLaw::from(s.parameters),
                                     site.epidermis, site.papillary + site.reticular);
  if (!reason.empty())
    complain(t.at("energy"), fmt::format("\"energy\" on the site \"{}\": {}", s.subject.site, reason));
}

std::vector<std::unique_ptr<stimulus::Intervention>> make_treatment(const Settings& t, const Scenario& s) {
  const treatment::Prescription rx = prescription(t, s.arm, s.span.to);
  std::vector<std::unique_ptr<stimulus::Intervention>> all;
  all.push_back(treatment::find_mechanism(t.name)->make(rx, s.parameters));
  if (has_steroid(t)) {
    const auto potency = std::ranges::find(exposure::potency_names, std::string_view(t.word("steroid")));
    core::expect(potency != exposure::potency_names.end(), "the schema allows the potencies of the exposure only");
    all.push_back(exposure::make_glucocorticoid(
        {.potency = static_cast<exposure::Potency>(potency - exposure::potency_names.begin()),
         .begins = rx.sessions,
         .course = core::Days(t.number("course")),
         .days_per_week = static_cast<int>(t.integer("days_per_week")),
         .taken = s.arm == treatment::Arm::treated},
        s.parameters));
  }
  return all;
}

std::vector<exposure::Sunscreen> planned_sunscreens(const Scenario& s) {
  std::vector<exposure::Sunscreen> all;
  if (s.arm != treatment::Arm::treated) return all;
  for (const Settings& t : s.treatments) {
    if (!has_sunscreen(t)) continue;
    for (const core::Days begin : prescription(t, s.arm, s.span.to).sessions)
      all.push_back({.use = exposure::Sunscreen::Use::always,
                     .factor = t.number("spf"),
                     .applied = t.number("applied_share"),
                     .from = begin,
                     .to = begin + core::Days(t.number("course")),
                     .worn = static_cast<double>(t.integer("days_per_week")) / 7});
  }
  return all;
}

}  // namespace hari::scenario
