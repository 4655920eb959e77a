// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/exposure/sunscreen.hpp"

#include <algorithm>
#include <cmath>

#include "keys.hpp"

namespace hari::exposure {

bool Sunscreen::used(core::Days age, bool on_holiday) const {
  return use != Use::never && (use == Use::always || on_holiday) && age >= from && age < to;
}

double Sunscreen::passes() const {
  return std::pow(factor, -applied);
}

double Sunscreen::passes_uva() const {
  return std::pow(std::max(1.0, factor * uva), -applied);
}

std::vector<core::Key> sunscreen_keys() {
  return {
      word_key("sunscreen", {"never", "holidays", "always"}, "never", "When sunscreen is put on."),
      number_key("spf", "1", 1, 100, "30", "Sun protection factor of the label."),
      number_key("sunscreen_applied", "1", 0, 1, "0.5",
                 "Amount put on over the 2 mg/cm2 of the test; people use a quarter to a half. The skin is protected "
                 "by the factor to this power."),
      age_key("sunscreen_from", "0 years", "Age at which the habit of sunscreen begins."),
      age_key("sunscreen_to", "110 years", "Age at which it ends.")};
}

}  // namespace hari::exposure
