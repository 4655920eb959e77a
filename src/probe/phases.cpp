// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "phases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::probe {

std::vector<double> phase_times(std::initializer_list<double> landmarks) {
  constexpr int in_ramp = 4;
  constexpr double least_steps = 2, steps_per_decade = 5;
  std::vector<double> t;
  for (double to : landmarks) {
    if (t.empty()) {
      for (int i = 1; i <= in_ramp; ++i) t.push_back(to * i / in_ramp);
      continue;
    }
    const double from = t.back();
    const int n = static_cast<int>(std::ceil(std::max(least_steps, steps_per_decade * std::log10(to / from))));
    for (int i = 1; i < n; ++i) t.push_back(from * std::pow(to / from, double(i) / n));
    t.push_back(to);
  }
  return t;
}

std::size_t sample_at(std::string_view probe, const std::vector<double>& time_s, double time) {
  const double near = 1e-9 * std::max(1.0, time);
  const auto next = std::lower_bound(time_s.begin(), time_s.end(), time - near);
  if (next == time_s.end() || *next - time > near)
    throw core::ModelError(fmt::format("{}: the curve has no sample at {} s", probe, time));
  return static_cast<std::size_t>(next - time_s.begin());
}

}  // namespace hari::probe
