// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/estimate.hpp"

#include <cmath>

namespace hari::report {
namespace {

/// The block's value; nothing where it was not read.
std::optional<double> value_at(const Block& block, const std::string& column, double age) {
  const int row = row_at(block, age);
  const std::vector<double> values = values_of(block, column);
  if (row < 0 || static_cast<std::size_t>(row) >= values.size()) return std::nullopt;
  return values[static_cast<std::size_t>(row)];
}

}  // namespace

Estimate estimate(const std::vector<double>& values) {
  Estimate e;
  e.n = values.size();
  if (values.empty()) return e;
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  e.mean = sum / n;
  for (const double v : values) squares += (v - e.mean) * (v - e.mean);
  if (values.size() > 1) e.error = std::sqrt(squares / (n - 1) / n);
  return e;
}

std::optional<Estimate> mean_at(const Arm& arm, const std::string& column, double age) {
  std::vector<double> values;
  for (const Block& block : arm.blocks) {
    const auto value = value_at(block, column, age);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return estimate(values);
}

std::optional<Difference> difference_at(const Arm& a, const Arm& b, const std::string& column, double age) {
  const auto mean_a = mean_at(a, column, age), mean_b = mean_at(b, column, age);
  if (!mean_a || !mean_b) return std::nullopt;
  Difference d{*mean_a, *mean_b, {}, false};
  std::vector<double> pairs;
  for (const Block& of_a : a.blocks)
    for (const Block& of_b : b.blocks)
      if (of_a.seed == of_b.seed) pairs.push_back(*value_at(of_b, column, age) - *value_at(of_a, column, age));
  d.paired = !pairs.empty() && pairs.size() == a.blocks.size() && pairs.size() == b.blocks.size();
  if (d.paired) {
    d.change = estimate(pairs);
  } else {
    d.change.mean = d.b.mean - d.a.mean;
    d.change.error = std::hypot(d.a.error, d.b.error);
    d.change.n = std::min(d.a.n, d.b.n);
  }
  return d;
}

std::vector<double> common_ages(const Arm& a, const Arm& b) {
  std::vector<double> ages = ages_of(a);
  std::erase_if(ages, [&](double age) {
    for (const Block& block : b.blocks)
      if (row_at(block, age) < 0) return true;
    return false;
  });
  return ages;
}

std::optional<Largest> largest_difference(const Arm& a, const Arm& b, const std::string& column) {
  constexpr double over = 0.1;
  std::optional<Largest> most;
  const std::vector<double> ages = common_ages(a, b);
  std::vector<double> changes;
  for (const double age : ages) {
    const auto d = difference_at(a, b, column, age);
    if (!d) return std::nullopt;
    changes.push_back(d->change.mean);
    if (!most || std::abs(d->change.mean) > std::abs(most->difference.change.mean))
      most = Largest{.age = age, .difference = *d, .gone = {}};
  }
  if (!most) return most;
  const double peak = most->difference.change.mean, of = std::abs(most->difference.a.mean);
  most->share = of > 0 ? peak / of : 0;
  most->left = peak != 0 ? changes.back() / peak : 0;
  for (std::size_t i = ages.size(); i-- > 0 && ages[i] > most->age && std::abs(changes[i]) < over * std::abs(peak);)
    most->gone = ages[i];
  return most;
}

std::optional<double> telling_age(const std::vector<Arm>& arms) {
  if (arms.size() < 2) return std::nullopt;
  const auto most = largest_difference(arms[0], arms[1], "R7");
  if (!most || std::abs(most->share) < worth_a_word) return std::nullopt;
  return most->age;
}

}  // namespace hari::report
