// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::cells {
namespace {

constexpr std::array<std::string_view, n_actors> actors{
    "fibroblast", "papillary_fibroblast", "reticular_fibroblast", "myofibroblast", "senescent",
    "stem_cell",  "keratinocyte"};

constexpr std::array<std::string_view, n_behaviours> behaviours{
    "collagen", "hyaluronan",      "collagenase", "gelatinase", "tgf_beta",   "inflammation",
    "oxidant",  "spread",          "division",    "death",      "senescence", "damage",
    "motility", "differentiation", "reversion",   "traction",   "attraction", "renewal"};

constexpr std::array<std::string_view, n_behaviours> docs{
    "secretion of collagen",
    "secretion of native hyaluronan",
    "secretion of active collagenase",
    "secretion of active gelatinase",
    "release of active TGF-beta",
    "secretion of cytokines, beyond healthy tissue",
    "release of reactive oxygen, beyond healthy tissue",
    "how far the cell spreads",
    "divisions per time",
    "deaths per time",
    "hazard of senescence",
    "damage gathered per time, beyond what exposures bring",
    "motility along and across fibres",
    "hazard to become a myofibroblast, beyond healthy tissue",
    "hazard of a myofibroblast to become a fibroblast again",
    "pull of a spread cell",
    "where cells gather: their density at rest is proportional to it",
    "living layers of epidermis that keratinocytes keep up"};

constexpr std::array<std::string_view, n_cues> cues{"anchorage", "tension",  "age_links", "fibroblasts", "crowding",
                                                    "spread",    "collapse", "damage",    "state"};

constexpr auto signals = [] {
  std::array<std::string_view, n_signals> names{};
  std::size_t i = 0;
  for (const auto& s : tissue::substance_traits) names[i++] = s.name;
  for (const auto& l : tissue::level_names) names[i++] = l;
  for (const auto& c : cues) names[i++] = c;
  return names;
}();

bool is_fibroblast(Actor a) {
  return a != Actor::stem_cell && a != Actor::keratinocyte;
}

template <class Enum>
Enum find(std::string_view word, std::span<const std::string_view> names, std::string_view parameter) {
  const auto at = std::ranges::find(names, word);
  if (at == names.end()) throw core::ModelError(fmt::format("parameter \"{}\": \"{}\" is unknown", parameter, word));
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::span<const std::string_view> actor_names() {
  return actors;
}
std::span<const std::string_view> behaviour_names() {
  return behaviours;
}
std::span<const std::string_view> signal_names() {
  return signals;
}

std::string_view signal_unit(Signal s) {
  if (index(s) >= tissue::n_substances || tissue::substance_traits[index(s)].endogenous) return "1";
  return tissue::substance_traits[index(s)].unit;
}

std::string_view behaviour_doc(Behaviour b) {
  return docs[index(b)];
}

bool may(Actor a, Behaviour b, Signal s) {
  using enum Behaviour;
  if (a == Actor::keratinocyte) return (b == hyaluronan || b == renewal) && is_outer(s);
  if (b == renewal) return false;
  if (b == attraction) return is_outer(s);  // it is the gradient that counts
  if (a == Actor::stem_cell)
    return (b == division || b == death || b == damage || b == motility) &&
           (is_outer(s) || s == signal(Cue::damage) || s == signal(Cue::state));
  if (b == spread) return s != signal(Cue::spread) && s != signal(Cue::collapse);  // not by what it sets
  if (b == reversion) return a == Actor::myofibroblast;
  return is_fibroblast(a);
}

double Response::operator()(double x) const {
  if (!(x > 0)) return absent;
  double share = 0;
  if (power == 1)
    share = x / (x + half);
  else if (power == 2)
    share = x * x / (x * x + half * half);
  else
    share = 1 / (1 + std::pow(half / x, power));
  return absent + (limit - absent) * share;
}

std::vector<Rule> rules_from(const core::ParameterSet& p) {
  constexpr std::string_view head = "rule.", tail = ".limit";
  std::vector<Rule> rules;
  for (auto it = p.all().lower_bound(head); it != p.all().end() && it->first.starts_with(head); ++it) {
    const std::string& name = it->first;
    if (!name.ends_with(tail)) continue;
    const std::string stem = name.substr(0, name.size() - tail.size());
    const std::size_t one = stem.find('.', head.size()), two = stem.find('.', one + 1);
    if (one == std::string::npos || two == std::string::npos)
      throw core::ModelError(fmt::format("parameter \"{}\" is no rule", name));
    Rule r{find<Actor>(std::string_view(stem).substr(head.size(), one - head.size()), actors, name),
           find<Behaviour>(std::string_view(stem).substr(one + 1, two - one - 1), behaviours, name),
           find<Signal>(std::string_view(stem).substr(two + 1), signals, name),
           {}};
    r.response.limit = p.value(name, "1");
    if (p.find(stem + ".absent")) r.response.absent = p.value(stem + ".absent", "1");
    if (r.signal != signal(Cue::state)) {
      r.response.half = p.value(stem + ".half", signal_unit(r.signal));
      r.response.power = p.value(stem + ".power", "1");
    }
    rules.push_back(r);
  }
  return rules;
}

}  // namespace hari::cells
