// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/math/tensor.hpp"
#include "hari/mechanics/fibre_curves.hpp"
#include "lane_cubics.hpp"

namespace hari::mechanics {

/// C with the signs that its shears have in the four mirror images: along x, across y.
struct Images {
  double xx, yy, zz;
  Lanes xy, yz, zx;

  explicit Images(const math::Mat3& C)
      : xx(C(0, 0)),
        yy(C(1, 1)),
        zz(C(2, 2)),
        xy(2 * C(0, 1) * Lanes{1, -1, -1, 1}),
        yz(2 * C(1, 2) * Lanes{1, 1, -1, -1}),
        zx(2 * C(0, 2) * Lanes{1, -1, 1, -1}) {}

  /// Stretch of the images of a direction with these squares x2 y2 z2 and products - zx yz xy.
  Lanes stretch(const std::array<double, 4>& s, const std::array<double, 4>& p) const {
    return root((s[0] * xx + s[1] * yy + s[2] * zz) + p[3] * xy + p[2] * yz + p[1] * zx);
  }
};

/// Lanes cubics of one direction, each at its own stretch.
struct Looked {
  Lanes t;
  LaneCubics cubics;

  Lanes value() const { return cubics.value(t); }
  /// By stretch.
  Lanes slope() const { return (1 / FibreCurves::step) * cubics.slope(t); }
};

/// @param width  numbers of a piece in the table: 4 per curve
template <int width>
Looked look_up(const double* table, const Lanes& stretch) {
  constexpr double inverse_step = 1 / FibreCurves::step, origin = 1 - FibreCurves::first_stretch * inverse_step;
  const Lanes x = stretch * inverse_step + origin;
  const Lanes inside = smaller(larger(x, Lanes{}), Lanes{} + double(FibreCurves::n_pieces - 1));
  const LanePlaces piece = __builtin_convertvector(inside, LanePlaces);
  return {x - __builtin_convertvector(piece, Lanes), LaneCubics(table, piece * width)};
}

}  // namespace hari::mechanics
