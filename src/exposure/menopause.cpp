// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/menopause.hpp"

#include <algorithm>
#include <string>

#include "entry.hpp"
#include "keys.hpp"

namespace hari::exposure {
namespace {

using core::Days;

/// Integral from -infinity to x of the smooth step 3 u^2 - 2 u^3 on [0, 1].
double step_integral(double x) {
  const double u = std::clamp(x, 0.0, 1.0);
  return u * u * u - u * u * u * u / 2 + std::max(0.0, x - 1);
}

class Fall final : public stimulus::Intervention {
 public:
  Fall(const Menopause& m, const core::ParameterSet& p)
      : begins_(m.age - Days(p.value("menopause.fall_begins", "day"))),
        ends_(m.age + Days(p.value("menopause.fall_ends", "day"))),
        replaced_from_(m.from),
        replaced_to_(m.to) {
    const double before = p.value("menopause.oestradiol_before", "pg/mL");
    after_ = p.value("menopause.oestradiol_after", "pg/mL") / before;
    static constexpr const char* dose[] = {"", "low", "standard", "high"};
    if (m.replacement == Replacement::none) return;
    replaced_ = p.value(std::string("menopause.replaced_") + dose[static_cast<std::size_t>(m.replacement)], "pg/mL") /
                before * (m.oral ? p.value("menopause.oral_share", "1") : 1.0);
  }

  std::string_view name() const override { return "menopause"; }

  stimulus::Stimulus over(Days from, Days to) const override {
    const Days span = ends_ - begins_;
    // Fastest midway, which is the final period to a few weeks.
    const double fallen =
        (step_integral((to - begins_) / span) - step_integral((from - begins_) / span)) / ((to - from) / span);
    stimulus::Stimulus s;
    s[tissue::Level::oestradiol] =
        1 + (after_ - 1) * fallen + replaced_ * overlap(replaced_from_, replaced_to_, from, to);
    return s;
  }

  std::vector<Days> events(Days from, Days to) const override {
    std::vector<Days> at;
    if (replaced_ > 0)
      for (Days e : {replaced_from_, replaced_to_})
        if (e > from && e <= to) at.push_back(e);
    return at;
  }

 private:
  Days begins_, ends_;
  Days replaced_from_, replaced_to_;
  double after_ = 1;     ///< oestradiol after the fall over that before [-]
  double replaced_ = 0;  ///< oestradiol added over that before [-]
};

}  // namespace

core::Schema menopause_schema() {
  return {
      .name = "menopause",
      .doc = "The fall of oestradiol about the final menstrual period, with or without hormone replacement; for women.",
      .keys = {{.name = "age",
                .kind = core::ValueKind::quantity,
                .unit = "year",
                .low = 25,
                .high = 65,
                .fallback = "51 years",
                .choices = {},
                .doc = "Age at the final menstrual period."},
               word_key("replacement", {"none", "low", "standard", "high"}, "none",
                        "Dose of oestradiol that is put back: as patches of 25, 50 and 100 ug a day."),
               word_key("route", {"skin", "mouth"}, "skin", "How the replacement is taken."),
               age_key("replacement_from", "51 years", "Age at which the replacement begins."),
               age_key("replacement_to", "61 years", "Age at which it ends.")}};
}

std::unique_ptr<stimulus::Intervention> make_menopause(const Menopause& exposure, const core::ParameterSet& p) {
  return std::make_unique<Fall>(exposure, p);
}

}  // namespace hari::exposure
