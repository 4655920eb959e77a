// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <cstring>

namespace hari::mechanics {

/// Four numbers that are worked on together: one register where the machine has it. A vector type of GCC and clang;
/// loops with table look-ups and choices are not turned into such instructions by the compiler alone.
using Four [[gnu::vector_size(32)]] = double;
using FourPlaces [[gnu::vector_size(16)]] = int;

inline Four load(const double* from) {
  Four v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

inline Four all_four(double x) {
  return Four{x, x, x, x};
}

inline Four larger(const Four& a, const Four& b) {
  return a > b ? a : b;
}
inline Four smaller(const Four& a, const Four& b) {
  return a < b ? a : b;
}

inline Four root(const Four& v) {
  Eigen::Array4d a;
  std::memcpy(a.data(), &v, sizeof v);
  a = a.sqrt();
  return load(a.data());
}

/// Four cubics, one number of each in its lane, from four places of a table.
struct FourCubics {
  Four p0, p1, p2, p3;

  FourCubics(const double* table, const FourPlaces& place) {
    const Four a = load(table + place[0]), b = load(table + place[1]), c = load(table + place[2]),
               d = load(table + place[3]);
    const Four ab0 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab1 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const Four cd0 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd1 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    p0 = __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5);
    p1 = __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5);
    p2 = __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7);
    p3 = __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7);
  }
  Four value(const Four& t) const { return p0 + t * (p1 + t * (p2 + t * p3)); }
  Four slope(const Four& t) const { return p1 + t * (2 * p2 + 3 * t * p3); }
};

}  // namespace hari::mechanics
