// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/hari_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::report {
namespace {

const core::Parameter& number(const core::ParameterSet& library, const std::string& name) {
  const core::Parameter* p = library.find(name);
  if (!p) throw core::ModelError(fmt::format("data/report lacks \"{}\"", name));
  return *p;
}

}  // namespace

HariIndex hari_index(const std::array<double, index_readings.size()>& values, const core::ParameterSet& library) {
  HariIndex index;
  double weights = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name(index_readings[i]);
    const double full = number(library, fmt::format("band.{}.age_25", name)).value;
    const double none = number(library, fmt::format("band.{}.age_75", name)).low;
    IndexPart& part = index.parts[i];
    part.reading = name;
    part.value = values[i];
    part.weight = number(library, fmt::format("index.weight.{}", name)).value;
    const double score = 100 * (values[i] - none) / (full - none);
    part.score = std::clamp(score, 0.0, 100.0);
    constexpr double a_point = 1;  // less is within the width of the print
    part.beyond = std::abs(part.score - score) > a_point;
    weights += part.weight;
    index.total += part.weight * part.score;
  }
  constexpr double rounding = 1e-9;
  if (std::abs(weights - 1) > rounding)
    throw core::ModelError(fmt::format("the weights of the Hari index add up to {:g}, not 1", weights));
  return index;
}

}  // namespace hari::report
