// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "check.hpp"
#include "hari/cells/rule.hpp"
#include "hari/core/error.hpp"

namespace hari::scenario {
namespace {

using cells::Signal;
using Type = Value::Type;

constexpr std::array keys{"cell", "signal", "increases", "decreases", "absent", "limit",
                          "half", "power",  "status",    "source",    "doc"};

[[noreturn]] void refuse(const Value& where, const std::string& message) {
  throw core::ScenarioError(fmt::format("{}: {}", where.place, message));
}

std::string text(const Value& rule, const char* key) {
  const Value* v = rule.find(key);
  if (!v) refuse(rule, fmt::format("this rule has no {}", key));
  if (v->type != Type::string || v->text.empty())
    refuse(*v, fmt::format("{} of a rule must be a text that is not empty, not {}", key, shown(*v)));
  return v->text;
}

template <class Enum>
Enum word(const Value& rule, const char* key, std::span<const std::string_view> names) {
  const std::string said = text(rule, key);
  const auto at = std::ranges::find(names, said);
  if (at != names.end()) return static_cast<Enum>(at - names.begin());
  const std::vector<std::string> known(names.begin(), names.end());
  refuse(*rule.find(key),
         fmt::format("unknown {} \"{}\"{} Allowed: {}.", key, said, suggestion(said, known), joined(known)));
}

core::Status status(const Value& rule) {
  const std::string said = text(rule, "status");
  for (const core::Status s : {core::Status::measured, core::Status::calibrated, core::Status::assumed})
    if (said == core::status_name(s)) return s;
  refuse(*rule.find("status"), fmt::format("status of a rule is \"{}\"; allowed: measured, calibrated, assumed", said));
}

/// [value, least, most]
std::array<double, 3> numbers(const Value& v, const char* key) {
  const bool three = v.type == Type::array && v.items.size() == 3 && std::ranges::all_of(v.items, [](const Value& i) {
                       return i.type == Type::integer || i.type == Type::real;
                     });
  if (!three) refuse(v, fmt::format("{} of a rule must be [value, least, most], not {}", key, shown(v)));
  return {v.items[0].number, v.items[1].number, v.items[2].number};
}

struct Head {
  cells::Actor actor;
  cells::Behaviour behaviour;
  Signal signal;
  bool increases;
  std::string name;  ///< rule.<cell>.<behaviour>.<signal>
};

Head head_of(const Value& rule) {
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const Member& m : rule.members)
    if (std::ranges::find(known, m.key) == known.end())
      refuse(m.value, fmt::format("unknown key \"{}\" of a rule{} Allowed: {}.", m.key, suggestion(m.key, known),
                                  joined(known)));
  const bool up = rule.find("increases") != nullptr, down = rule.find("decreases") != nullptr;
  if (up == down) refuse(rule, "a rule says either what it increases or what it decreases");
  const char* key = up ? "increases" : "decreases";
  Head h{word<cells::Actor>(rule, "cell", cells::actor_names()),
         word<cells::Behaviour>(rule, key, cells::behaviour_names()),
         word<Signal>(rule, "signal", cells::signal_names()),
         up,
         {}};
  const auto actor = cells::actor_names()[static_cast<std::size_t>(h.actor)];
  const auto behaviour = cells::behaviour_names()[index(h.behaviour)];
  const auto signal = cells::signal_names()[index(h.signal)];
  if (!cells::may(h.actor, h.behaviour, h.signal))
    refuse(rule, fmt::format("{} of a {} cannot follow {}: see docs/cells.md for what each cell does and feels",
                             behaviour, actor, signal));
  h.name = fmt::format("rule.{}.{}.{}", actor, behaviour, signal);
  return h;
}

void gather_rule(const Value& rule, core::ParameterSet& into) {
  const Head head = head_of(rule);
  const core::Status trust = status(rule);
  const std::string source = text(rule, "source"), doc = text(rule, "doc");
  const bool of_state = head.signal == cells::signal(cells::Cue::state);
  const std::string unit(cells::signal_unit(head.signal));
  const auto add = [&](const char* key, const std::string& of, const std::string& what) -> std::optional<double> {
    const Value* v = rule.find(key);
    if (!v) return std::nullopt;
    const auto [value, low, high] = numbers(*v, key);
    if (!(low <= high)) refuse(*v, fmt::format("range of {} is upside down", key));
    if (!(low >= 0)) refuse(*v, fmt::format("{} of a rule must not be negative", key));
    try {
      into.add({.name = head.name + "." + key,
                .value = value,
                .unit = of,
                .low = low,
                .high = high,
                .status = trust,
                .source = source,
                .doc = fmt::format("{} ({})", doc, what),
                .place = v->place});
    } catch (const core::ScenarioError& e) {
      refuse(*v, e.what());
    }
    return value;
  };
  const double absent = add("absent", "1", "response without the signal").value_or(1.0);
  const auto limit = add("limit", "1", of_state ? "factor" : "response at saturation");
  if (!limit) refuse(rule, "this rule has no limit");
  if (head.increases ? *limit < absent : *limit > absent)
    refuse(*rule.find("limit"),
           fmt::format("a rule that {} needs a limit {} {}", head.increases ? "increases" : "decreases",
                       head.increases ? "of at least" : "of at most", absent));
  for (const auto& [key, of, what] : {std::array<std::string, 3>{"half", unit, "signal at half of the way"},
                                      std::array<std::string, 3>{"power", "1", "Hill power"}}) {
    if (of_state) {
      if (const Value* v = rule.find(key)) refuse(*v, fmt::format("a rule of a state has no {}", key));
      continue;
    }
    const auto value = add(key.c_str(), of, what);
    if (!value) refuse(rule, fmt::format("this rule has no {}", key));
    if (!(*value > 0)) refuse(*rule.find(key), fmt::format("{} of a rule must be above 0", key));
  }
}

}  // namespace

void gather_rules(const Value& list, core::ParameterSet& into) {
  if (list.type != Type::array) refuse(list, "rules are written as [[rule]]");
  for (const Value& rule : list.items) {
    if (rule.type != Type::table) refuse(rule, "rules are written as [[rule]]");
    gather_rule(rule, into);
  }
}

std::string rules_table(const core::ParameterSet& parameters) {
  std::string out =
      "What cells do about what they feel (docs/cells.md). Responses go from \"absent\" to \"limit\" and are divided "
      "by\n"
      "that of young skin; `hari describe rule.CELL.BEHAVIOUR.SIGNAL` gives ranges and sources.\n";
  out += fmt::format("\n{:<21} {:<18} {:<25} {:>6} {:>6} {:>9} {:<7} {:>5}  {}\n", "cell", "signal", "behaviour",
                     "absent", "limit", "half", "", "power", "status");
  for (const cells::Rule& r : cells::rules_from(parameters)) {
    const auto actor = cells::actor_names()[static_cast<std::size_t>(r.actor)];
    const auto behaviour = cells::behaviour_names()[index(r.behaviour)];
    const auto signal = cells::signal_names()[index(r.signal)];
    const core::Parameter* limit = parameters.find(fmt::format("rule.{}.{}.{}.limit", actor, behaviour, signal));
    const char* direction = r.response.limit >= r.response.absent ? "increases" : "decreases";
    const bool of_state = r.signal == cells::signal(cells::Cue::state);
    const std::string effect = fmt::format("{} {}", direction, behaviour);
    const std::string unit = cells::signal_unit(r.signal) == "1" ? "" : std::string(cells::signal_unit(r.signal));
    out += of_state ? fmt::format("{:<21} {:<18} {:<25} {:>6} {:>6.3g} {:>9} {:<7} {:>5}  {}\n", actor, signal, effect,
                                  "", r.response.limit, "", "", "", core::status_name(limit->status))
                    : fmt::format("{:<21} {:<18} {:<25} {:>6.3g} {:>6.3g} {:>9.3g} {:<7} {:>5.2g}  {}\n", actor, signal,
                                  effect, r.response.absent, r.response.limit, r.response.half, unit, r.response.power,
                                  core::status_name(limit->status));
  }
  out += "\nBehaviours:\n";
  for (std::size_t b = 0; b < cells::n_behaviours; ++b)
    out += fmt::format("  {:<16} {}\n", cells::behaviour_names()[b], cells::behaviour_doc(cells::Behaviour(b)));
  return out;
}

}  // namespace hari::scenario
