// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_curves.hpp"

#include <algorithm>
#include <cmath>

namespace hari::mechanics {
namespace {

/// Piece 0 is the straight one before the first node, piece i begins at node i - 1.
double place(double stretch) {
  return (stretch - FibreCurves::first_stretch) / FibreCurves::step + 1;
}

int piece_of(double x) {
  return static_cast<int>(std::clamp(x, 0.0, double(FibreCurves::n_pieces - 1)));
}

double stress_of(const double* p, double t) {
  return p[0] + t * (p[1] + t * (p[2] + t * p[3]));
}

double slope_of(const double* p, double t) {
  return p[1] + t * (2 * p[2] + 3 * t * p[3]);
}

}  // namespace

FibreCurves::FibreCurves(std::size_t directions, std::size_t per_direction)
    : per_direction_(per_direction),
      cubic_(directions * n_pieces * per_direction * 4),
      energy_(directions * n_pieces * per_direction) {}

void FibreCurves::set(std::size_t d, Which which, const Nodes& given) {
  Nodes n = given;  // where a curve sets in between two nodes its cubic would dip below zero: keep it monotone
  for (std::size_t i = 0; i + 1 < n_nodes; ++i) {
    const double steepest = 3 * (n.stress[i + 1] - n.stress[i]) / step;
    n.slope[i] = std::min(n.slope[i], steepest);
    n.slope[i + 1] = std::min(n.slope[i + 1], steepest);
  }
  const double enter = step * n.slope.front(), leave = step * n.slope.back();
  double energy = -step * (n.stress.front() - enter / 2);  // zero at the first node
  const auto put = [&](int piece, std::array<double, 4> p) {
    const std::size_t r = row(d, which, piece);
    std::copy(p.begin(), p.end(), cubic_.begin() + static_cast<std::ptrdiff_t>(4 * r));
    energy_[r] = energy;
    energy += step * (p[0] + p[1] / 2 + p[2] / 3 + p[3] / 4);
  };
  put(0, {n.stress.front() - enter, enter, 0, 0});
  for (std::size_t i = 0; i + 1 < n_nodes; ++i) {
    const double rise = n.stress[i + 1] - n.stress[i], m0 = step * n.slope[i], m1 = step * n.slope[i + 1];
    put(static_cast<int>(i) + 1, {n.stress[i], m0, 3 * rise - 2 * m0 - m1, m0 + m1 - 2 * rise});
  }
  put(n_pieces - 1, {n.stress.back(), leave, 0, 0});
}

FibreCurves::Value FibreCurves::at(std::size_t d, Which which, double stretch) const {
  const double x = place(stretch);
  const int piece = piece_of(x);
  const double t = x - piece;
  const std::size_t r = row(d, which, piece);
  const double* p = &cubic_[4 * r];
  return {stress_of(p, t), slope_of(p, t) / step,
          energy_[r] + step * t * (p[0] + t * (p[1] / 2 + t * (p[2] / 3 + t * p[3] / 4)))};
}

double FibreCurves::stretch_of(std::size_t d, Which which, double stress, double low, double high) const {
  int first = piece_of(place(low)), last = piece_of(place(high));  // seek the last piece that begins at or below
  while (first < last) {
    const int middle = (first + last + 1) / 2;
    if (cubic_[4 * row(d, which, middle)] <= stress)
      first = middle;
    else
      last = middle - 1;
  }
  const double* p = &cubic_[4 * row(d, which, first)];
  const double from_low = place(low) - first, to_high = place(high) - first;
  double from = first > 0 ? std::max(0.0, from_low) : from_low;
  double to = first + 1 < n_pieces ? std::min(1.0, to_high) : to_high, t = 0.5 * (from + to);
  constexpr int most = 60;
  for (int i = 0; i < most; ++i) {
    const double miss = stress_of(p, t) - stress;
    (miss > 0 ? to : from) = t;
    const double next = t - miss / slope_of(p, t), before = t;
    t = next >= from && next <= to ? next : 0.5 * (from + to);  // Newton, or halving where it leaves the bracket
    if (std::abs(t - before) < 1e-14) break;
  }
  return first_stretch + step * (first - 1 + t);
}

FibreCurves::Value Slid::left(const FibreCurves& curves, std::size_t d, double stretch) const {
  const double rest = 1 - share;
  if (stretch < reach) {
    const FibreCurves::Value c =
        curves.at(d, FibreCurves::slipping, reach - (reach - stretch) / std::max(rest, least_rest));
    return {rest * c.stress, c.slope, rest * rest * c.energy};
  }
  const FibreCurves::Value c = curves.at(d, FibreCurves::slipping, stretch);
  if (share == 0) return c;
  const double held = curves.at(d, FibreCurves::slipping, reach).energy;
  return {c.stress - stress, c.slope, c.energy - (1 - rest * rest) * held - stress * (stretch - reach)};
}

double Slid::threshold(const FibreCurves& curves, std::size_t d, double rested) const {
  constexpr double far = 1e3;
  const auto at = [&](double value) { return curves.stretch_of(d, FibreCurves::slipping, value, 0, far); };
  if (share == 0) return at(rested);
  const double most_below = (1 - share) * stress / share;  // R at the reach
  if (rested >= most_below) return at(rested + stress);
  return reach - (reach - at(rested / (1 - share))) * (1 - share);
}

}  // namespace hari::mechanics
