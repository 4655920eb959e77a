// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/slip_curve.hpp"

#include <algorithm>
#include <cmath>

namespace hari::mechanics {
namespace {

constexpr double half_step = 0.5 * SlipCurves::step;  ///< Green's strain per piece

/// Piece 0 is the straight one before the first node, piece i begins at node i - 1.
double place(double square) {
  return (square - SlipCurves::first_square) / SlipCurves::step + 1;
}

int piece_of(double x) {
  return static_cast<int>(std::clamp(x, 0.0, double(SlipCurves::n_pieces - 1)));
}

double stress_of(const double* p, double t) {
  return p[0] + t * (p[1] + t * (p[2] + t * p[3]));
}

}  // namespace

SlipCurves::SlipCurves(std::size_t directions, std::size_t curves)
    : curves_(curves), cubic_(directions * n_pieces * curves * 4), energy_(directions * n_pieces * curves) {}

void SlipCurves::set(std::size_t d, std::size_t which, const Nodes& n) {
  double energy = 0;
  const auto put = [&](int piece, std::array<double, 4> p) {
    const std::size_t r = row(d, which, piece);
    std::copy(p.begin(), p.end(), cubic_.begin() + static_cast<std::ptrdiff_t>(4 * r));
    energy_[r] = energy;
    energy += half_step * (p[0] + p[1] / 2 + p[2] / 3 + p[3] / 4);
  };
  const double enter = step * n.slope.front(), leave = step * n.slope.back();
  put(0, {n.stress.front() - enter, enter, 0, 0});
  energy = 0;
  for (std::size_t i = 0; i + 1 < n_nodes; ++i) {
    const double rise = n.stress[i + 1] - n.stress[i], m0 = step * n.slope[i], m1 = step * n.slope[i + 1];
    put(static_cast<int>(i) + 1, {n.stress[i], m0, 3 * rise - 2 * m0 - m1, m0 + m1 - 2 * rise});
  }
  put(n_pieces - 1, {n.stress.back(), leave, 0, 0});
  // The first piece ends where the second begins, at energy zero.
  energy_[row(d, which, 0)] = -half_step * (n.stress.front() - enter / 2);
}

SlipCurves::Value SlipCurves::at(std::size_t d, std::size_t which, double square) const {
  const double x = place(square);
  const int piece = piece_of(x);
  const double t = x - piece;
  const std::size_t r = row(d, which, piece);
  const double* p = &cubic_[4 * r];
  return {stress_of(p, t), (p[1] + t * (2 * p[2] + 3 * t * p[3])) / step,
          energy_[r] + half_step * t * (p[0] + t * (p[1] / 2 + t * (p[2] / 3 + t * p[3] / 4)))};
}

double SlipCurves::square_of(std::size_t d, std::size_t which, double square, double level) const {
  int low = 0, high = piece_of(place(square));  // the last piece that begins at or below the level
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (cubic_[4 * row(d, which, middle)] <= level)
      low = middle;
    else
      high = middle - 1;
  }
  const double* p = &cubic_[4 * row(d, which, low)];
  double from = low == 0 ? -1e3 : 0, to = low + 1 == n_pieces ? 1e6 : 1, t = 0.5;
  constexpr int most = 60;
  for (int i = 0; i < most; ++i) {
    const double miss = stress_of(p, t) - level;
    (miss > 0 ? to : from) = t;
    const double next = t - miss / (p[1] + t * (2 * p[2] + 3 * t * p[3]));
    const double before = t;
    t = next > from && next < to ? next : 0.5 * (from + to);  // Newton, or halving where it leaves the bracket
    if (std::abs(t - before) < 1e-14) break;
  }
  return first_square + step * (low - 1 + t);
}

double SlipCurves::beyond(std::size_t d, std::size_t which, double square, double level) const {
  const Value here = at(d, which, square);
  if (here.stress <= level) return 0;
  if (level <= 0) return here.energy;
  const double reached = square_of(d, which, square, level);
  return here.energy - at(d, which, reached).energy - 0.5 * level * (square - reached);
}

}  // namespace hari::mechanics
