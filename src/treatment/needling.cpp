// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/needling.hpp"

#include <algorithm>
#include <numbers>

#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

using core::Days;

class Needles final : public stimulus::Intervention {
 public:
  Needles(const Needling& t, const core::ParameterSet& p)
      : treatment_(t),
        contact_(p.value("channel.contact", "day")),
        exchange_(p.value("channel.exchange", "1/day")),
        sessions_(t.at) {}

  std::string_view name() const override { return "needling"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    Days wet{0};
    for (Days at : sessions_.all())
      wet += std::max(Days{0}, std::min(to, at + contact_) - std::max(from, at));
    stimulus::Stimulus s;
    if (wet.count() <= 0) return s;
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
    if (treatment_.needle_density <= 0) return all;
    const double d = treatment_.channel_diameter;
    const stimulus::Channels channels{
        .share = std::min(1.0, treatment_.needle_density * std::numbers::pi / 4 * d * d),
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
  Needling treatment_;
  Days contact_;
  double exchange_;  ///< [1/day]
  Sessions sessions_;
};

}  // namespace

core::Schema needling_schema() {
  return {.name = "needling",
          .doc = "Fine needles prick channels through which a solution on the skin enters until they close.",
          .keys = {sessions_key(), number_key("needle_length", "mm", 0.1, 2.5, "0.5 mm", "Depth of the channels."),
                   number_key("needle_density", "1/mm2", 0, 10, "150 per cm2", "Channels per area; 0: none."),
                   number_key("channel_diameter", "mm", 0.01, 0.5, "0.07 mm", "Width of a channel."),
                   number_key("closing", "day", 0.01, 7, "6 hours", "Until the channels are shut."),
                   number_key("exosome", "1", 0, 10, "0", "Doses of vesicles in the solution.")}};
}

Needling::Cargo exosome_cargo(double doses, const core::ParameterSet& p) {
  return {tissue::Substance::exosome, doses * p.value("channel.exosome", "1")};
}

std::unique_ptr<stimulus::Intervention> make_needling(const Needling& treatment, const core::ParameterSet& p) {
  return std::make_unique<Needles>(treatment, p);
}

}  // namespace hari::treatment
