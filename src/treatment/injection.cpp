// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/injection.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "hari/treatment/hypothesis.hpp"
#include "hari/treatment/pattern.hpp"
#include "keys.hpp"
#include "span.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using tissue::Substance;

/// What a product for injection may hold, in the order of the schema.
constexpr Substance injectable[] = {Substance::hyaluronan_high, Substance::hyaluronan_middle,
                                    Substance::hyaluronan_low,  Substance::crosslinked_hyaluronan,
                                    Substance::amino_acids,     Substance::peptide,
                                    Substance::polynucleotide,  Substance::exosome,
                                    Substance::hydroxyapatite,  Substance::mannitol};

/// The field that holds a part at first: hyaluronan above 500 kDa is held by its own entanglement, a hybrid holds its
/// middle lengths as well, anything else is free at once.
Substance held_as(Substance part, const std::string& gel) {
  const bool hybrid = gel == "hybrid", linear = gel == "linear";
  if (part == Substance::hyaluronan_high && linear) return Substance::gel_hyaluronan;
  if ((part == Substance::hyaluronan_high || part == Substance::hyaluronan_middle) && hybrid)
    return Substance::hybrid_hyaluronan;
  return part;
}

class Injection : public stimulus::Intervention {
 public:
  Injection(const Prescription& rx, const core::ParameterSet& p)
      : rx_(rx),
        pattern_(rx, p),
        hypotheses_(rx, p),
        depth_(rx.number("depth")),
        spread_depth_(p.value("depot.spread_depth", "mm")),
        alarm_(p.value("inflammation.clearance", "1/day") * p.value("depot.injury_level", "1")),
        injured_(p.value("depot.injured_area", "mm2")),
        healing_(p.value("depot.injury_time", "day")) {
    if (rx.arm != Arm::treated) return;
    for (Substance s : injectable) {
      const bool other_length = tissue::is_hyaluronan(s) && s != Substance::hyaluronan_middle;
      if (other_length && rx.supposes("middle_hyaluronan_only")) continue;
      const double concentration = rx.number(tissue::traits(s).name);
      if (concentration > 0) parts_.push_back({held_as(s, rx.word("gel")), concentration * pattern_.volume()});
    }
  }

  std::string_view name() const override { return rx_.name; }

  stimulus::Stimulus over(Days from, Days to) const override {
    stimulus::Stimulus s = hypotheses_.over(from, to);
    if (rx_.arm == Arm::untreated) return s;
    double alarm = 0;
    for (Days session : rx_.sessions) alarm += mean_fading(session, healing_, from, to);
    alarm *= alarm_ * injured_share();
    if (alarm > 0) s.sources.push_back({.substance = Substance::inflammation, .rate = alarm, .layers = dermis_only});
    return s;
  }

  std::vector<stimulus::Act> acts(Days from, Days to) const override {
    std::vector<stimulus::Act> all;
    for (Days session : rx_.sessions) {
      if (session < from || session >= to) continue;
      for (const Part& part : parts_) {
        if (!pattern_.places()) {
          all.push_back({session, cloud(part, part.dose * pattern_.doses_per_area(), {},
                                        std::numeric_limits<double>::infinity())});
          continue;
        }
        for (const Pattern::Place& place : *pattern_.places())
          all.push_back({session, cloud(part, part.dose * place.share, place, pattern_.spread())});
      }
    }
    return all;
  }

  std::vector<Days> events(Days from, Days to) const override {
    // Small molecules are washed out within hours: two short steps follow the session, so that cells do not feel its
    // first minute for a day.
    constexpr Days soon{0.1}, later{0.5};
    std::vector<Days> at;
    for (Days session : rx_.sessions)
      for (Days e : {session, session + soon, session + later})
        if (e > from && e <= to) at.push_back(e);
    return at;
  }

 protected:
  const Prescription& prescription() const { return rx_; }
  const Pattern& pattern() const { return pattern_; }

 private:
  struct Part {
    Substance substance;
    double dose;  ///< of one point [unit of the amount x mm3]
  };

  stimulus::Deposit cloud(const Part& part, double amount, Pattern::Place place, double spread) const {
    return {.substance = part.substance,
            .amount = amount,
            .x = place.x,
            .y = place.y,
            .depth = depth_,
            .spread_plane = spread,
            .spread_depth = spread_depth_};
  }

  /// Of the tissue of the block that pricks alarm, at most all of it.
  double injured_share() const {
    if (!pattern_.places()) return std::min(1.0, injured_ * pattern_.pricks_per_area());
    // A normal cloud about each prick, as wide as the injured area.
    const double spread2 = injured_ / (2 * std::numbers::pi);
    double share = 0;
    for (const Pattern::Place& place : *pattern_.places())
      share += place.share * std::exp(-(place.x * place.x + place.y * place.y) / (2 * spread2));
    return std::min(1.0, share * pattern_.pricks_per_area() / pattern_.doses_per_area());
  }

  Prescription rx_;
  Pattern pattern_;
  Hypotheses hypotheses_;
  double depth_, spread_depth_;
  double alarm_;    ///< source of inflammation in injured tissue at first [1/day]
  double injured_;  ///< area that one prick alarms [mm2]
  Days healing_;
  std::vector<Part> parts_;
};

class Bolus final : public Injection {
 public:
  Bolus(const Prescription& rx, const core::ParameterSet& p)
      : Injection(rx, p), fading_(1 / p.value("crosslinked_hyaluronan.clearance", "1/day")) {
    if (rx.arm != Arm::treated) return;
    const double gel = rx.number("gel_modulus"), around = p.value("bolus.tissue_modulus", "kPa");
    const double volume = pattern().volume() * gel / (gel + around);
    const double reach = p.value("bolus.reach", "mm");
    const double ball = std::cbrt(3 * volume / (4 * std::numbers::pi));
    double strain = 0;
    if (!pattern().places()) {
      strain = displacement_strain_area(volume, ball + reach) * pattern().doses_per_area();
    } else {
      for (const Pattern::Place& place : *pattern().places()) {
        const double r = std::hypot(place.x, place.y);
        if (r <= ball + reach) strain += displacement_strain(volume * place.share, r);
      }
    }
    stretch_ = strain / p.value("bolus.strain", "1");
  }

  stimulus::Stimulus over(Days from, Days to) const override {
    stimulus::Stimulus s = Injection::over(from, to);
    double volume = 0;  // now, in sessions
    for (Days session : prescription().sessions) volume += mean_fading(session, fading_, from, to);
    s[tissue::Level::stretch] = 1 + stretch_ * volume;
    return s;
  }

 private:
  Days fading_;
  double stretch_ = 0;  ///< of fresh gel, over the strain that counts as one [-]
};

std::vector<core::Key> injection_keys() {
  std::vector<core::Key> keys = plan_keys();
  constexpr double densest = 200;  // [ug/mm3], bound of sense: thicker than any syringe pushes
  for (Substance s : injectable) {
    const tissue::SubstanceTraits& t = tissue::traits(s);
    keys.push_back(number_key(std::string(t.name), std::string(t.unit), 0, densest, t.unit == "1" ? "0" : "0 mg/ml",
                              fmt::format("Content: {}.", t.doc)));
  }
  keys.push_back(word_key("gel", {"none", "linear", "hybrid"}, "linear",
                          "How injected hyaluronan is held at first: free; above 500 kDa by entanglement; or long and "
                          "middle lengths by each other."));
  for (core::Key& key : Pattern::keys()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace

double displacement_strain(double volume, double distance) {
  if (!(volume > 0)) return 0;
  const double ball3 = 3 * volume / (4 * std::numbers::pi);
  return volume / (4 * std::numbers::pi * std::max(ball3, distance * distance * distance));
}

double displacement_strain_area(double volume, double radius) {
  if (!(volume > 0)) return 0;
  const double ball = std::cbrt(3 * volume / (4 * std::numbers::pi));
  const double inner = std::min(ball, radius);
  return std::numbers::pi * inner * inner / 3 + (radius > ball ? volume / 2 * (1 / ball - 1 / radius) : 0.0);
}

core::Schema depot_schema() {
  return {.name = "depot",
          .doc = "Doses injected in a pattern: hyaluronan, amino acids, peptides, polynucleotide, particles.",
          .keys = injection_keys()};
}

core::Schema bolus_schema() {
  core::Schema schema{.name = "bolus",
                      .doc = "Cross-linked gel that pushes tissue aside and stretches the cells beside it.",
                      .keys = injection_keys()};
  schema.keys.push_back(number_key("gel_modulus", "kPa", 0.01, 10, "700 Pa", "Shear modulus of the gel."));
  return schema;
}

std::vector<Objection> injection_objections(const Prescription& rx) {
  std::vector<Objection> all = Pattern::objections(rx);
  bool anything = false;
  for (Substance s : injectable) anything = anything || rx.number(tissue::traits(s).name) > 0;
  if (!anything)
    all.push_back({"product",
                   "nothing is injected: give a content such as hyaluronan_high = \"16 mg/ml\", or name a product that "
                   "has one."});
  return all;
}

std::unique_ptr<stimulus::Intervention> make_depot(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Injection>(rx, p);
}

std::unique_ptr<stimulus::Intervention> make_bolus(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Bolus>(rx, p);
}

}  // namespace hari::treatment
