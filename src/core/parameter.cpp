// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/parameter.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hari/core/error.hpp"
#include "hari/core/units.hpp"

namespace hari::core {
namespace {

void check_range(const Parameter& p, double value) {
  if (!std::isfinite(value) || value < p.low || value > p.high)
    throw ScenarioError(fmt::format("parameter \"{}\" is {}; allowed is {} to {}", p.name, quantity_text(value, p.unit),
                                    quantity_text(p.low, p.unit), quantity_text(p.high, p.unit)));
}

std::vector<std::string> names_of(const std::map<std::string, Parameter, std::less<>>& all) {
  std::vector<std::string> names;
  for (const auto& [name, p] : all) names.push_back(name);
  return names;
}

}  // namespace

std::string_view status_name(Status s) {
  switch (s) {
    case Status::measured:
      return "measured";
    case Status::calibrated:
      return "calibrated";
    case Status::assumed:
      return "assumed";
  }
  return "assumed";
}

void ParameterSet::add(Parameter p) {
  check_range(p, p.value);
  if (parameters_.contains(p.name))
    throw ScenarioError(fmt::format("{}: parameter \"{}\" is defined twice (first at {})", p.place, p.name,
                                    parameters_.find(p.name)->second.place));
  std::string name = p.name;
  parameters_.emplace(std::move(name), std::move(p));
}

void ParameterSet::set(std::string_view name, double value) {
  const auto it = parameters_.find(name);
  if (it == parameters_.end()) {
    const std::string near = nearest_name(name, names_of(parameters_));
    throw ScenarioError(fmt::format("unknown parameter \"{}\"{}", name,
                                    near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
  }
  check_range(it->second, value);
  it->second.value = value;
}

double ParameterSet::value(std::string_view name, std::string_view unit) const {
  const Parameter* p = find(name);
  if (!p) throw ModelError(fmt::format("data/ holds no parameter \"{}\"", name));
  return convert(p->value, p->unit, unit);
}

const Parameter* ParameterSet::find(std::string_view name) const {
  const auto it = parameters_.find(name);
  return it == parameters_.end() ? nullptr : &it->second;
}

}  // namespace hari::core
