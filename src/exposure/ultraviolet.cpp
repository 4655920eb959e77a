// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/ultraviolet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>

#include "dose_response.hpp"
#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;
using tissue::Substance;

constexpr std::size_t bins = 73;  // of the year, five days each: the sun changes little in five days

/// What the doses of a time of the year do, per day.
struct Daily {
  double oxidant = 0, inflammation = 0;  ///< responses added up over a day
  double uva = 0;                        ///< [J/cm2/day]
  double damaging = 0;                   ///< dose that reaches DNA [MED/day]

  Daily& operator+=(const Daily& d) {
    oxidant += d.oxidant;
    inflammation += d.inflammation;
    uva += d.uva;
    damaging += d.damaging;
    return *this;
  }
};

/// Skin that is exposed day after day grows a thicker horny layer and pigment: more light is needed to redden it.
struct Adaptation {
  double gain, half, days;

  static Adaptation from(const core::ParameterSet& p) {
    return {p.value("ultraviolet.adaptation_gain", "1"), p.value("ultraviolet.adaptation_half", "MED/day"),
            p.value("ultraviolet.adaptation_time", "day")};
  }

  /// Erythemal dose over that of skin without sun, through the year, for daily doses [SED/day] of which one is
  /// `per_dose` [MED]. Follows their running mean.
  std::array<double, bins> over_year(const std::array<double, bins>& everyday, double per_dose) const {
    const double forget = std::exp(-core::days_per_year.count() / bins / days);
    std::array<double, bins> factor{};
    double recent = 0;
    for (int year = 0; year < 3; ++year)  // the first years fill the running mean
      for (std::size_t b = 0; b < bins; ++b) {
        recent = forget * recent + (1 - forget) * everyday[b] * per_dose;
        factor[b] = 1 + gain * recent / (recent + half);
      }
    return factor;
  }
};

class Sun final : public stimulus::Intervention {
 public:
  Sun(const Ultraviolet& u, const core::ParameterSet& p)
      : u_(u),
        response_(DoseResponse::from(p)),
        oxidant_(Substance::oxidant, p),
        inflammation_(Substance::inflammation, p),
        recovery_(p.value("ultraviolet.oxidant_recovery", "day")),
        release_(p.value("ultraviolet.inflammation_release", "day")),
        memory_(p.value("ultraviolet.uva_memory", "day")),
        uva_half_(p.value("ultraviolet.uva_half", "J/cm2")),
        uva_oxidant_(p.value("ultraviolet.uva_oxidant", "1")),
        uva_per_dose_(p.value("ultraviolet.uva_per_dose", "J/cm2/SED")),
        depth_(p.value("ultraviolet.depth", "mm")),
        uva_depth_(p.value("ultraviolet.uva_depth", "mm")),
        cell_damage_(p.value("ultraviolet.cell_damage", "1/MED")),
        erythema_(p.value("ultraviolet.erythema.phototype_" + std::to_string(u.phototype), "SED")) {
    const double spread = p.value("ultraviolet.daily_spread", "1");
    const double reach = u.dose_factor * p.value("ultraviolet.reach." + u.site, "1");
    const Sunlight sun = Sunlight::from(u.latitude, u.habit, p);
    std::array<double, bins> everyday{};  // [SED/day]
    for (std::size_t b = 0; b < bins; ++b)
      everyday[b] = reach * sun.personal((static_cast<double>(b) + 0.5) / bins * core::days_per_year.count());
    const Adaptation adaptation = Adaptation::from(p);
    const auto at_holiday = static_cast<std::size_t>((u.holiday_month - 1) / 12.0 * bins);
    coats_ = u.planned;
    coats_.push_back(u.sunscreen);
    for (Sunscreen& coat : coats_) coat.uva = p.value("sunscreen.uva_share", "1");
    std::ranges::stable_sort(coats_, {}, [](const Sunscreen& coat) { return coat.passes(); });
    for (const Days age : changes()) {
      Spell s{.from = age};
      const std::vector<Part> everyday_parts = parts(age, false);
      double passes = 0;
      for (const Part& part : everyday_parts) passes += part.share * part.passes;
      const std::array<double, bins> tolerance = adaptation.over_year(everyday, passes / erythema_);
      for (std::size_t b = 0; b < bins; ++b) s.habit[b] = doses(everyday[b], spread, everyday_parts, tolerance[b]);
      s.holiday = doses(reach * u.holiday_dose, 0, parts(age, true), tolerance[at_holiday]);
      spells_.push_back(s);
    }
    burn_ = {response_.oxidant(u.burn_dose), response_.inflammation(u.burn_dose),
             uva_per_dose_ * u.burn_dose * erythema_, u.burn_dose};
    std::sort(u_.burns.begin(), u_.burns.end());
  }

  std::string_view name() const override { return "ultraviolet"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    // A quarter of a day: what fades over a day is seen fading.
    constexpr Days fine{0.25};
    const double pieces = std::max(1.0, std::ceil((to - from) / fine - 1e-9));
    const Days piece = (to - from) / pieces;
    Daily mean;
    for (double i = 0; i < pieces; ++i) mean += acting(from + i * piece, from + (i + 1) * piece);
    stimulus::Stimulus s;
    s[stimulus::Rate::cell_damage] = cell_damage_ * mean.damaging / pieces;
    const auto enters = [&](const Entry& entry, double level, double depth) {
      if (level > 0) s.sources.push_back(entry.at_surface(level / pieces, depth));
    };
    enters(oxidant_, mean.oxidant, depth_);
    enters(oxidant_, mean.uva, uva_depth_);
    enters(inflammation_, mean.inflammation, depth_);
    return s;
  }

  std::vector<Days> events(Days from, Days to) const override {
    std::vector<Days> at;
    for (Days b : u_.burns)
      if (b > from && b <= to) at.push_back(b);
    // A trip that begins at `to` is an event of this stretch, though it acts only after it.
    for_holidays(from, to + Days(u_.holiday_days), [&](Days begin, Days end) {
      for (Days e : {begin, end})
        if (e > from && e <= to) at.push_back(e);
    });
    std::sort(at.begin(), at.end());
    return at;
  }

 private:
  /// What days do from an age on, until coats come or go.
  struct Spell {
    Days from;
    std::array<Daily, bins> habit{};
    Daily holiday{};
  };

  /// Days under one coat, or bare.
  struct Part {
    double share, passes, passes_uva;
  };

  /// Ages from which other coats are used, the beginning of the habit first.
  std::vector<Days> changes() const {
    std::vector<Days> ages{u_.from};
    for (const Sunscreen& coat : coats_)
      for (const Days age : {coat.from, coat.to})
        if (coat.use != Sunscreen::Use::never && age > u_.from && age < u_.to) ages.push_back(age);
    std::ranges::sort(ages);
    ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
    return ages;
  }

  /// The days of an age by what is on the skin: the coat that lets least through, on days without it the next one;
  /// bare only where none is worn.
  std::vector<Part> parts(Days age, bool on_holiday) const {
    std::vector<Part> all;
    double left = 1;
    for (const Sunscreen& coat : coats_) {
      if (left <= 0 || !coat.used(age, on_holiday)) continue;
      all.push_back({left * coat.worn, coat.passes(), coat.passes_uva()});
      left *= 1 - coat.worn;
    }
    if (left > 0) all.push_back({left, 1, 1});
    return all;
  }

  /// Doses of a kind of day over all its parts, given their mean at the dosimeter's place [SED] and the tolerance of
  /// the skin.
  Daily doses(double mean, double spread, const std::vector<Part>& parts, double tolerance) const {
    const double received = mean / erythema_ / tolerance;
    Daily all;
    for (const auto& [share, passes, passes_uva] : parts) {
      const LogNormal days(received * passes, spread);
      all += {share * days.mean([&](double d) { return response_.oxidant(d); }),
              share * days.mean([&](double d) { return response_.inflammation(d); }),
              share * uva_per_dose_ * mean * passes_uva, share * received * passes};
    }
    return all;
  }

  /// The spell of an age at which the habit holds.
  const Spell& spell(Days age) const { return *std::prev(std::ranges::upper_bound(spells_, age, {}, &Spell::from)); }

  /// Calls visit(begin, end) for every trip that may matter between two ages: those that lie there or ended shortly
  /// before.
  template <class Visit>
  void for_holidays(Days from, Days to, Visit&& visit) const {
    if (u_.holiday_days == 0) return;
    const Days length(u_.holiday_days), forgotten = 20 * std::max({recovery_, release_, memory_});
    const Calendar& c = u_.calendar;
    const Days first = c.anchor + Days((u_.holiday_month - 1) * core::days_per_year.count() / 12 - c.day_of_year);
    double year = std::floor((from - length - forgotten - first) / core::days_per_year);
    for (;; ++year) {
      const Days begin = first + year * core::days_per_year;
      if (begin >= to) return;
      if (begin < u_.from || begin >= u_.to || begin + length + forgotten <= from) continue;
      visit(begin, begin + length);
    }
  }

  /// Mean over a quarter of a day of the levels that the sources hold; `uva` is a level here, too.
  Daily acting(Days from, Days to) const {
    const Days now = from + (to - from) / 2;
    const double day = u_.calendar.day(now) / core::days_per_year.count() * bins;
    Daily sum;
    double gathered = 0;  // UVA of the last days [J/cm2]
    // Added up over a day and spread over the time they fade in, daily doses hold a steady level.
    const auto steady = [&](const Daily& d, double oxidant, double inflammation, double uva, double present) {
      sum.oxidant += recovery_.count() * d.oxidant * oxidant;
      sum.inflammation += release_.count() * d.inflammation * inflammation;
      sum.damaging += d.damaging * present;
      gathered += memory_.count() * d.uva * uva;
    };
    if (now >= u_.from && now < u_.to) {
      const auto bin = std::min(bins - 1, static_cast<std::size_t>(day));
      steady(spell(now).habit[bin], 1, 1, 1, 1);
    }
    for_holidays(from, to, [&](Days begin, Days end) {
      const auto risen = [&](Days tau) { return mean_presence(begin, end, tau, from, to); };
      steady(spell(begin).holiday, risen(recovery_), risen(release_), risen(memory_), overlap(begin, end, from, to));
    });
    for (Days b : u_.burns) {
      if (b >= to) break;
      const Days since = std::max(from, b);
      const auto fading = [&](Days tau) {
        return tau / (to - from) * (std::exp(-(since - b) / tau) - std::exp(-(to - b) / tau));
      };
      sum.oxidant += burn_.oxidant * fading(recovery_);
      sum.inflammation += burn_.inflammation * fading(release_);
      gathered += burn_.uva * fading(memory_);
      if (b >= from) sum.damaging += burn_.damaging / (to - from).count();
    }
    sum.oxidant *= oxidant_.pulse(recovery_);
    sum.inflammation *= inflammation_.pulse(release_);
    sum.uva = uva_oxidant_ * gathered * gathered / (gathered * gathered + uva_half_ * uva_half_);
    return sum;
  }

  Ultraviolet u_;
  DoseResponse response_;
  Entry oxidant_, inflammation_;
  Days recovery_, release_, memory_;
  double uva_half_, uva_oxidant_, uva_per_dose_;
  double depth_, uva_depth_;      ///< [mm]
  double cell_damage_;            ///< [1/MED]
  double erythema_;               ///< one MED [SED]
  std::vector<Sunscreen> coats_;  ///< the strongest first
  std::vector<Spell> spells_;
  Daily burn_;  ///< of one dose
};

}  // namespace

core::Schema ultraviolet_schema() {
  core::Schema schema{
      .name = "ultraviolet",
      .doc =
          "Sunlight: habit by season and latitude, holidays, burns, sunscreen. Phototype, site and start_month are "
          "those "
          "of [subject].",
      .keys = {
          number_key("latitude", "degree", -70, 70, "36 degrees", "Where the subject lives; south is negative."),
          word_key("habit", {"indoor", "mixed", "outdoor"}, "indoor", "Where the subject works."),
          age_key("from", "0 years", "Age at which this habit begins."),
          age_key("to", "110 years", "Age at which it ends."),
          number_key("dose_factor", "1", 0, 10, "1",
                     "Factor on the doses of habit and holidays; below 1 under clothes."),
          count_key("holiday_days", 0, 60, "0", "Days of one sunny trip a year."),
          count_key("holiday_month", 1, 12, "7", "Month in which it begins."),
          number_key("holiday_dose", "SED", 0, 20, "4.3 SED", "Dose of a day of it, without sunscreen."),
          {.name = "burns",
           .kind = core::ValueKind::quantities,
           .unit = "year",
           .low = 0,
           .high = 110,
           .fallback = "[]",
           .choices = {},
           .doc = "Ages at which the skin receives one dose at once."},
          number_key("burn_dose", "MED", 0, 10, "2 MED", "That dose, as it reaches the skin."),
      }};
  for (core::Key& key : sunscreen_keys()) schema.keys.push_back(std::move(key));
  return schema;
}

std::unique_ptr<stimulus::Intervention> make_ultraviolet(const Ultraviolet& exposure, const core::ParameterSet& p) {
  return std::make_unique<Sun>(exposure, p);
}

double annual_dose(const Ultraviolet& exposure, const core::ParameterSet& p) {
  const Sunlight sun = Sunlight::from(exposure.latitude, exposure.habit, p);
  double sum = 0;
  for (std::size_t b = 0; b < bins; ++b)
    sum += sun.personal((static_cast<double>(b) + 0.5) / bins * core::days_per_year.count());
  return exposure.dose_factor * sum * core::days_per_year.count() / bins;
}

}  // namespace hari::exposure
