// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/needling.hpp"

#include <algorithm>
#include <numbers>

#include "hari/treatment/hypothesis.hpp"
#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

using core::Days;

class Needles final : public stimulus::Intervention {
 public:
  Needles(const Prescription& rx, const core::ParameterSet& p)
      : name_(rx.name),
        arm_(rx.arm),
        hypotheses_(rx, p),
        treatment_(Needling::from(rx, p)),
        contact_(p.value("channel.contact", "day")),
        exchange_(p.value("channel.exchange", "1/day")),
        sessions_(rx.sessions) {}

  std::string_view name() const override { return name_; }

  stimulus::Stimulus over(Days from, Days to) const override {
    Days wet{0};
    for (Days at : sessions_.all()) wet += std::max(Days{0}, std::min(to, at + contact_) - std::max(from, at));
    stimulus::Stimulus s = hypotheses_.over(from, to);
    if (wet.count() <= 0 || arm_ != Arm::treated) return s;
    for (const Needling::Cargo& c : treatment_.cargo)
      s.sources.push_back({.substance = c.substance,
                           .rate = c.concentration * exchange_ * (wet / (to - from)),
                           .depth = treatment_.needle_length,
                           .layers = {false, true, true, true},
                           .through_openings = true});
    return s;
  }

  std::vector<stimulus::Act> acts(Days from, Days to) const override {
    std::vector<stimulus::Act> all;
    if (treatment_.needle_density <= 0 || arm_ == Arm::untreated) return all;
    const double d = treatment_.channel_diameter;
    const stimulus::Channels channels{.share = std::min(1.0, treatment_.needle_density * std::numbers::pi / 4 * d * d),
                                      .depth = treatment_.needle_length,
                                      .diameter = d,
                                      .closing = treatment_.closing};
    for (Days at : sessions_.within(from, to)) all.push_back({at, channels});
    return all;
  }

  /// The sessions, and the end of each contact.
  std::vector<Days> events(Days from, Days to) const override {
    std::vector<Days> all = sessions_.events(from, to);
    for (Days at : sessions_.events(from - contact_, to - contact_)) all.push_back(at + contact_);
    std::ranges::sort(all);
    return all;
  }

 private:
  std::string name_;
  Arm arm_;
  Hypotheses hypotheses_;
  Needling treatment_;
  Days contact_;
  double exchange_;  ///< [1/day]
  Sessions sessions_;
};

}  // namespace

core::Schema needling_schema() {
  core::Schema schema{
      .name = "needling",
      .doc = "Fine needles prick channels through which a solution on the skin enters until they close.",
      .keys = plan_keys()};
  const std::vector<core::Key> more{
      number_key("needle_length", "mm", 0.1, 2.5, "0.5 mm", "Depth of the channels."),
      number_key("needle_density", "1/mm2", 0, 10, "150 cm-2", "Channels per area; 0: none."),
      number_key("channel_diameter", "mm", 0.01, 0.5, "0.07 mm", "Width of a channel."),
      number_key("closing", "day", 0.01, 7, "6 hours", "Until the channels are shut."),
      number_key("exosome", "1", 0, 10, "0",
                 "Vesicles in the solution: doses, one being a session of the trial of reference.")};
  schema.keys.insert(schema.keys.end(), more.begin(), more.end());
  return schema;
}

Needling Needling::from(const Prescription& rx, const core::ParameterSet& p) {
  Needling t{.needle_length = rx.number("needle_length"),
             .needle_density = rx.number("needle_density"),
             .channel_diameter = rx.number("channel_diameter"),
             .closing = Days(rx.number("closing")),
             .cargo = {}};
  if (const double doses = rx.number("exosome"); doses > 0)
    t.cargo.push_back({tissue::Substance::exosome, doses * p.value("channel.exosome", "1")});
  return t;
}

std::vector<Objection> needling_objections(const Prescription& rx) {
  if (rx.number("needle_density") > 0 || rx.number("exosome") > 0) return {};
  return {{"needle_density", "no needles and nothing on the skin: give one of needle_density and exosome."}};
}

std::unique_ptr<stimulus::Intervention> make_needling(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Needles>(rx, p);
}

}  // namespace hari::treatment
