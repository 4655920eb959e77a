// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/tissue/barrier.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::tissue {
namespace {

/// Integral of the open part of one row from its opening to `since` [day].
double open_days(const Barrier& b, std::size_t i, double since) {
  const double bare = std::clamp(since, b.shed[i], b.lag[i]) - b.shed[i];
  const double front = b.closing[i] > 0 ? std::clamp((since - b.lag[i]) / b.closing[i], 0.0, 1.0) : 1.0;
  return bare + b.closing[i] / 3 * (1 - std::pow(1 - front, 3));
}

}  // namespace

double Barrier::open(core::Days age) const {
  double closed = 1;
  for (std::size_t i = 0; i < size(); ++i) {
    const double since = age.count() - opened[i];
    if (since < shed[i] || since >= lag[i] + closing[i]) continue;
    const double radius = since <= lag[i] ? 1 : 1 - (since - lag[i]) / closing[i];
    closed *= 1 - share[i] * radius * radius;
  }
  return 1 - closed;
}

double Barrier::dressed(core::Days age) const {
  double bare = 1;
  for (std::size_t i = 0; i < size(); ++i) {
    const double since = age.count() - opened[i];
    if (since >= 0 && since < shed[i]) bare *= 1 - share[i];
  }
  return 1 - bare;
}

double Barrier::mean_open(core::Days from, core::Days to) const {
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i)
    sum += share[i] * (open_days(*this, i, to.count() - opened[i]) - open_days(*this, i, from.count() - opened[i]));
  return to > from ? std::min(1.0, sum / (to - from).count()) : open(from);
}

void Barrier::add(core::Days age, double area, core::Days shed_after, core::Days lag_time, core::Days closing_time) {
  core::expect(area >= 0 && area <= 1 && shed_after.count() >= 0 && lag_time >= shed_after && closing_time.count() >= 0,
               "a barrier opens over a share of the surface and closes again");
  if (area <= 0) return;
  opened.push_back(age.count());
  share.push_back(area);
  shed.push_back(shed_after.count());
  lag.push_back(lag_time.count());
  closing.push_back(closing_time.count());
}

void Barrier::tidy(core::Days age) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    if (age.count() - opened[i] >= lag[i] + closing[i]) continue;
    columns([&](const core::ColumnInfo&, auto& column) { column[kept] = column[i]; });
    ++kept;
  }
  columns([&](const core::ColumnInfo&, auto& column) { column.resize(kept); });
}

}  // namespace hari::tissue
