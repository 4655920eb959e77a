// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "entry.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace hari::exposure {

Entry::Entry(tissue::Substance substance, const core::ParameterSet& p) : substance_(substance) {
  const std::string name(tissue::traits(substance).name);
  clearance_ = p.value(name + ".clearance", "1/day");
  reach_ = std::sqrt(p.value(name + ".diffusivity", "mm2/day") / clearance_);
}

stimulus::Source Entry::at_surface(double level, double depth) const {
  return {.substance = substance_, .rate = level * clearance_ * reach_ / depth, .depth = depth};
}

stimulus::Source Entry::everywhere(double level) const {
  return {.substance = substance_, .rate = level * clearance_};
}

double Entry::pulse(core::Days tau) const {
  // One compartment, dC/dt = k (s exp(-t / tau) - C), peaks at s x^(-1 / (x - 1)) with x = k tau.
  const double x = clearance_ * tau.count();
  constexpr double near = 1e-6;
  return std::abs(x - 1) < near ? std::exp(1.0) : std::pow(x, 1 / (x - 1));
}

double overlap(core::Days from, core::Days to, core::Days begin, core::Days end) {
  const core::Days shared = std::min(to, end) - std::max(from, begin);
  return std::max(0.0, shared / (end - begin));
}

double mean_presence(core::Days from, core::Days to, core::Days tau, core::Days begin, core::Days end) {
  // Integral of 1 - exp(-(t - since) / tau) from `since` to t.
  const auto risen = [&](core::Days since, core::Days t) {
    const double x = std::max(0.0, (t - since) / tau);
    return tau.count() * (x + std::expm1(-x));
  };
  const double rise = risen(from, end) - risen(from, begin), fall = risen(to, end) - risen(to, begin);
  return std::max(0.0, (rise - fall) / (end - begin).count());
}

}  // namespace hari::exposure
