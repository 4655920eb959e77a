// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstring>

namespace hari::mechanics {

/// @brief Four numbers of a kind, of four quadrature points or four mirror images, side by side: one register of AVX.
/// Arithmetic is lane by lane, and with a plain number on one side that number meets every lane.
///
/// Sums over lanes run in one fixed order, so bits depend neither on alignment nor on what the compiler makes of it.
using Lanes = double __attribute__((vector_size(32)));
inline constexpr std::size_t n_lanes = 4;
/// Of each lane: all bits set, or none.
using LaneChoice = decltype(Lanes{} > Lanes{});

inline Lanes load(const double* four) {
  Lanes v;
  std::memcpy(&v, four, sizeof v);
  return v;
}
inline void store(const Lanes& four, double* to) {
  std::memcpy(to, &four, sizeof four);
}

inline Lanes larger(const Lanes& a, const Lanes& b) {
  return a > b ? a : b;
}
inline Lanes smaller(const Lanes& a, const Lanes& b) {
  return a < b ? a : b;
}
inline Lanes root(const Lanes& v) {
  Eigen::Array4d a;
  std::memcpy(a.data(), &v, sizeof v);
  a = a.sqrt();
  return load(a.data());
}

/// Sum over the lanes of each argument, one lane of the result each.
inline Lanes sums(const Lanes& a, const Lanes& b, const Lanes& c, const Lanes& d) {
  const Lanes ab = __builtin_shufflevector(a, b, 0, 4, 2, 6) + __builtin_shufflevector(a, b, 1, 5, 3, 7);
  const Lanes cd = __builtin_shufflevector(c, d, 0, 4, 2, 6) + __builtin_shufflevector(c, d, 1, 5, 3, 7);
  return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

inline double sum(const Lanes& a) {
  return (a[0] + a[1]) + (a[2] + a[3]);
}

inline bool none(const LaneChoice& c) {
  // cppcheck-suppress ctunullpointer  ; four lanes, not a pointer that `slides ? a : b` would ask for being null
  return !(c[0] | c[1] | c[2] | c[3]);
}

inline bool all_positive(const Lanes& a) {
  return a[0] > 0 && a[1] > 0 && a[2] > 0 && a[3] > 0;
}

/// Cube root of positive numbers by Halley's method, to rounding: three steps where the number is near one.
inline Lanes cube_root(const Lanes& x) {
  Lanes y = (1 + 2 * x) / (2 + x);
  for (bool near = false; !near;) {
    const Lanes cube = y * y * y, change = (x - cube) / (2 * cube + x);
    near = true;
    for (std::size_t l = 0; l < n_lanes; ++l) near = near && !(change[l] * change[l] > 1e-10);
    y += y * change;
  }
  return y;
}

/// A 3 x 3 matrix of each point.
struct LanesMat3 {
  std::array<Lanes, 9> entry;
  Lanes& operator()(std::size_t i, std::size_t j) { return entry[3 * i + j]; }
  const Lanes& operator()(std::size_t i, std::size_t j) const { return entry[3 * i + j]; }
};

inline LanesMat3 product(const LanesMat3& a, const LanesMat3& b) {
  LanesMat3 c;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) c(i, j) = a(i, 0) * b(0, j) + a(i, 1) * b(1, j) + a(i, 2) * b(2, j);
  return c;
}

/// Inverse, and the determinant on the way.
inline LanesMat3 inverse(const LanesMat3& a, Lanes& determinant) {
  LanesMat3 b;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      const std::size_t k = (j + 1) % 3, l = (j + 2) % 3, m = (i + 1) % 3, n = (i + 2) % 3;
      b(i, j) = a(k, m) * a(l, n) - a(k, n) * a(l, m);
    }
  determinant = a(0, 0) * b(0, 0) + a(0, 1) * b(1, 0) + a(0, 2) * b(2, 0);
  const Lanes scale = 1 / determinant;
  for (Lanes& e : b.entry) e *= scale;
  return b;
}

}  // namespace hari::mechanics
