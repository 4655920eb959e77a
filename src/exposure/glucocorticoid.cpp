// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/glucocorticoid.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;

constexpr Days week{7};

class Course final : public stimulus::Intervention {
 public:
  Course(const Glucocorticoid& g, const core::ParameterSet& p)
      : exposure_(g), steroid_(tissue::Substance::steroid, p), depth_(p.value("glucocorticoid.entry_depth", "mm")) {
    const std::string potency(potency_names[static_cast<std::size_t>(g.potency)]);
    if (!g.taken) {
      level_ = 0;
    } else if (g.systemic) {
      level_ = p.value("glucocorticoid.systemic", "1/mg") * g.tablet;
    } else {
      level_ = p.value("glucocorticoid.potency." + potency, "1");
      reservoir_ = Days(p.value("glucocorticoid.reservoir." + potency, "day"));
    }
    for (const Days begin : g.begins) {
      if (g.days_per_week == 7) {
        treated_.push_back({begin, begin + g.course});
        continue;
      }
      for (Days w = begin; w < begin + g.course; w += week)
        treated_.push_back({w, std::min(w + Days(g.days_per_week), begin + g.course)});
    }
  }

  std::string_view name() const override { return "glucocorticoid"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    double acting = 0;
    for (std::size_t i = 0; i < treated_.size() && treated_[i].begin < to; ++i) {
      const auto& [begin, end] = treated_[i];
      acting += overlap(begin, end, from, to);
      // The first coats fill the horny layer; after the last one it gives off what it holds, until the next.
      const Days since = std::max(from, end),
                 until = i + 1 < treated_.size() ? std::min(to, treated_[i + 1].begin) : to;
      if (reservoir_.count() > 0 && since < until)
        acting +=
            reservoir_ / (to - from) * (std::exp(-(since - end) / reservoir_) - std::exp(-(until - end) / reservoir_));
    }
    stimulus::Stimulus s;
    if (acting <= 0 || level_ <= 0) return s;
    s.sources.push_back(exposure_.systemic ? steroid_.everywhere(level_ * acting)
                                           : steroid_.at_surface(level_ * acting, depth_));
    return s;
  }

  std::vector<Days> events(Days from, Days to) const override {
    std::vector<Days> at;
    for (const auto& [begin, end] : treated_)
      for (Days e : {begin, end})
        if (e > from && e <= to) at.push_back(e);
    return at;
  }

 private:
  struct Stretch {
    Days begin, end;
  };
  Glucocorticoid exposure_;
  Entry steroid_;
  double depth_;       ///< [mm]
  double level_ = 0;   ///< of steroid while treated [-]
  Days reservoir_{0};  ///< e-fold time of what the horny layer holds
  std::vector<Stretch> treated_;
};

}  // namespace

core::Schema glucocorticoid_schema() {
  return {
      .name = "glucocorticoid",
      .doc = "Steroid cream or tablets, in courses: stops hyaluronan first and collagen later.",
      .keys = {word_key("route", {"cream", "tablet"}, "cream", "How it is taken."),
               word_key("potency", {potency_names.begin(), potency_names.end()}, "moderate",
                        "Class of the cream: hydrocortisone 1 %, triamcinolone 0.1 %, betamethasone valerate 0.1 %, "
                        "clobetasol 0.05 %, once or twice a day."),
               number_key("tablet", "mg", 0, 100, "10 mg", "Prednisone a day, for tablets."),
               age_key("from", "40 years", "Age at the first day."),
               number_key("course", "day", 1, 36525, "8 weeks", "Length of a course."),
               count_key("days_per_week", 1, 7, "7", "Days with treatment in each week of a course."),
               count_key("courses", 1, 1000, "1", "Number of courses."),
               number_key("every", "day", 1, 36525, "1 year",
                          "From the beginning of one course to that of the next; not shorter than a course.")}};
}

std::unique_ptr<stimulus::Intervention> make_glucocorticoid(const Glucocorticoid& exposure,
                                                            const core::ParameterSet& p) {
  return std::make_unique<Course>(exposure, p);
}

}  // namespace hari::exposure
