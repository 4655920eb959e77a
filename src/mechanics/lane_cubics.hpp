// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "lanes.hpp"

namespace hari::mechanics {

using LanePlaces = int __attribute__((vector_size(16)));

/// Four cubics, one number of each in its lane, from four places of a table.
struct LaneCubics {
  Lanes p0, p1, p2, p3;

  LaneCubics(const double* table, const LanePlaces& place) {
    const Lanes a = load(table + place[0]), b = load(table + place[1]), c = load(table + place[2]),
                d = load(table + place[3]);
    const Lanes ab0 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab1 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const Lanes cd0 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd1 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    p0 = __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5);
    p1 = __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5);
    p2 = __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7);
    p3 = __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7);
  }
  Lanes value(const Lanes& t) const { return p0 + t * (p1 + t * (p2 + t * p3)); }
  Lanes slope(const Lanes& t) const { return p1 + t * (2 * p2 + 3 * t * p3); }
};

}  // namespace hari::mechanics
