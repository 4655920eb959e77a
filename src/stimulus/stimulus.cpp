// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/stimulus/stimulus.hpp"

#include <cmath>

namespace hari::stimulus {

Stimulus& Stimulus::operator+=(const Stimulus& other) {
  for (std::size_t i = 0; i < n_rates; ++i) rates[i] += other.rates[i];
  for (std::size_t i = 0; i < tissue::n_levels; ++i) levels[i] *= other.levels[i];
  sources.insert(sources.end(), other.sources.begin(), other.sources.end());
  return *this;
}

double Source::mean(double upper, double lower, double top) const {
  if (!std::isfinite(depth)) return rate;
  const double thickness = lower - upper;
  return rate * std::exp(-(upper - top) / depth) * -std::expm1(-thickness / depth) * depth / thickness;
}

std::vector<Act> Intervention::acts(core::Days, core::Days) const {
  return {};
}

std::vector<core::Days> Intervention::events(core::Days, core::Days) const {
  return {};
}

}  // namespace hari::stimulus
