// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/topical.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "hari/treatment/barrier.hpp"
#include "hari/treatment/hypothesis.hpp"
#include "keys.hpp"
#include "span.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using tissue::Substance;

class Topical final : public stimulus::Intervention {
 public:
  Topical(const Prescription& rx, const core::ParameterSet& p)
      : rx_(rx),
        hypotheses_(rx, p),
        course_(rx.number("course")),
        lifetime_(rx.number("dermal_lifetime")),
        moist_(rx.number("lifetime")),
        depth_(p.value("topical.entry_depth", "mm")) {
    if (rx.arm != Arm::treated) return;
    const double daily = rx.number("times_per_day") * rx.number("days_per_week") / 7;
    water_ = rx.number("horny_water");
    // Nightly use holds the level that is the unit; weekly gaps lower its mean.
    retinoid_ = rx.number("retinoid") * daily * at_surface(Substance::retinoid, p);
    // So much per area and day, spread over the depth of entry.
    peptide_ = rx.number("peptide") * p.value("topical.film", "mm") * daily * dermal_share(rx, p) / depth_;
  }

  std::string_view name() const override { return rx_.name; }

  stimulus::Stimulus over(Days from, Days to) const override {
    stimulus::Stimulus s = hypotheses_.over(from, to);
    double present = 0, moist = 0;
    for (Days start : rx_.sessions) {
      present += mean_presence(start, start + course_, lifetime_, from, to);
      moist += mean_presence(start, start + course_, moist_, from, to);
    }
    s[tissue::Level::horny_water] = 1 + water_ * moist;
    for (const auto& [substance, rate] : {std::pair{Substance::retinoid, retinoid_}, {Substance::peptide, peptide_}})
      if (rate * present > 0) s.sources.push_back({.substance = substance, .rate = rate * present, .depth = depth_});
    return s;
  }

  std::vector<Days> events(Days from, Days to) const override {
    std::vector<Days> at;
    for (Days start : rx_.sessions)
      for (Days e : {start, start + course_})
        if (e > from && e <= to) at.push_back(e);
    return at;
  }

 private:
  /// Source at the surface of deep skin that holds one unit there: sqrt(D k) per area.
  double at_surface(Substance substance, const core::ParameterSet& p) const {
    const std::string field(tissue::traits(substance).name);
    return std::sqrt(p.value(field + ".diffusivity", "mm2/day") * p.value(field + ".clearance", "1/day")) / depth_;
  }

  Prescription rx_;
  Hypotheses hypotheses_;
  Days course_, lifetime_, moist_;
  double depth_;                       ///< over which a source falls e-fold [mm]
  double water_ = 0;                   ///< rise of the water of the horny layer [-]
  double retinoid_ = 0, peptide_ = 0;  ///< sources at the surface [unit of the amount per day]
};

}  // namespace

double dermal_share(const Prescription& rx, const core::ParameterSet& p) {
  if (rx.supposes("no_needle_needed")) return 1;
  if (rx.word("barrier") == "measured") return rx.number("dermal_share");
  const double between = 1 / std::max(1.0, rx.number("times_per_day"));  // applications [day]
  return share_passed(HornyLayer::from(p).permeability(rx.number("molecular_weight"), rx.number("log_kow")),
                      p.value("topical.film", "mm"), between);
}

core::Schema topical_schema() {
  core::Schema schema{.name = "topical",
                      .doc = "Put on the skin in courses: retinoid, peptide, steroid, moisturiser, sunscreen.",
                      .keys = plan_keys()};
  const std::vector<core::Key> more{
      number_key("course", "day", 0.5, 36525, "12 weeks", "Length of a course."),
      number_key("times_per_day", "1", 0.1, 6, "1", "Applications a day."),
      count_key("days_per_week", 1, 7, "7", "Days of each week with applications."),
      number_key("retinoid", "1", 0, 4, "0", "Retinoid, relative to nightly tretinoin 0.05 %."),
      word_key("steroid", {"none", "weak", "moderate", "potent", "very_potent"}, "none",
               "Class of a glucocorticoid, as in the exposure, which is what acts."),
      number_key("peptide", "ug/mm3", 0, 50, "0 mg/ml", "Content of matrix-signalling peptide."),
      number_key("molecular_weight", "g/mol", 10, 1e6, "500 g/mol",
                 "Of the active molecule; the barrier sieves by it."),
      number_key("log_kow", "1", -12, 12, "0", "Lipophilicity: log10 of the octanol-water partition coefficient."),
      word_key("barrier", {"potts_guy", "measured"}, "potts_guy",
               "How much passes: by size and lipophilicity, or as dermal_share says."),
      number_key("dermal_share", "1", 0, 1, "0", "Share of an application that was found in the dermis."),
      number_key("dermal_lifetime", "day", 0.01, 60, "1 day", "E-fold time in which it comes and goes."),
      number_key("horny_water", "1", 0, 3, "0", "Rise of the water of the horny layer at steady use."),
      number_key("lifetime", "day", 0.01, 60, "6 days", "E-fold time of that water, rising and after stopping."),
      number_key("spf", "1", 1, 100, "1", "Sun protection factor of the label."),
      number_key("applied_share", "1", 0, 1, "0.5", "Amount put on, over the 2 mg/cm2 of the test of the factor."),
  };
  schema.keys.insert(schema.keys.end(), more.begin(), more.end());
  return schema;
}

std::vector<Objection> topical_objections(const Prescription& rx) {
  std::vector<Objection> all;
  if (rx.number("retinoid") + rx.number("peptide") + rx.number("horny_water") <= 0 && rx.number("spf") <= 1 &&
      rx.word("steroid") == "none")
    all.push_back(
        {"product", "nothing is put on: give a content such as retinoid = 1, or name a product that has one."});
  for (std::size_t i = 0; i + 1 < rx.sessions.size(); ++i)
    if (rx.sessions[i + 1] - rx.sessions[i] < Days(rx.number("course"))) {
      all.push_back({"course", fmt::format("{:.4g} days are longer than the {:.4g} days to the next beginning; make "
                                           "\"every\" or \"course_every\" longer.",
                                           rx.number("course"), (rx.sessions[i + 1] - rx.sessions[i]).count())});
      break;
    }
  return all;
}

std::unique_ptr<stimulus::Intervention> make_topical(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Topical>(rx, p);
}

}  // namespace hari::treatment
