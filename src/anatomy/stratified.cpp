// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/anatomy/stratified.hpp"

#include <cmath>
#include <numbers>

namespace hari::anatomy {
namespace {

using Directions = std::array<std::uint32_t, 32>;

// A primitive polynomial (degree, inner coefficients) and its first odd numbers, one row per dimension after the first.
struct Polynomial {
  int degree;
  std::uint32_t inner;
  std::array<std::uint32_t, 5> first;
};
constexpr std::array<Polynomial, Stratified::n_dimensions - 1> polynomials{{{1, 0, {1}},
                                                                            {2, 1, {1, 3}},
                                                                            {3, 1, {1, 3, 1}},
                                                                            {3, 2, {1, 1, 1}},
                                                                            {4, 1, {1, 1, 3, 3}},
                                                                            {4, 4, {1, 3, 5, 13}},
                                                                            {5, 2, {1, 1, 5, 5, 17}}}};

constexpr std::array<Directions, Stratified::n_dimensions> all_directions() {
  std::array<Directions, Stratified::n_dimensions> all{};
  for (int b = 0; b < 32; ++b) all[0][b] = 1U << (31 - b);
  for (std::size_t d = 1; d < all.size(); ++d) {
    const Polynomial& p = polynomials[d - 1];
    Directions& v = all[d];
    for (int b = 0; b < 32; ++b) {
      if (b < p.degree) {
        v[b] = p.first[b] << (31 - b);
        continue;
      }
      v[b] = v[b - p.degree] ^ (v[b - p.degree] >> p.degree);
      for (int k = 1; k < p.degree; ++k)
        if (p.inner >> (p.degree - 1 - k) & 1U) v[b] ^= v[b - k];
    }
  }
  return all;
}
constexpr std::array<Directions, Stratified::n_dimensions> directions = all_directions();

// Bits that are scrambled one by one; more points than 2^24 are never asked for, the bits below may be any.
constexpr int scrambled_bits = 24;

}  // namespace

Stratified::Stratified(std::uint64_t seed, core::Purpose purpose, std::uint64_t stream) {
  for (int d = 0; d < n_dimensions; ++d)
    key_[d] = core::Draw(seed, purpose, stream, static_cast<std::uint64_t>(d)).bits();
}

double Stratified::operator()(std::uint32_t index, int dimension) const {
  const Directions& v = directions[static_cast<std::size_t>(dimension)];
  std::uint32_t x = 0;
  for (int b = 0; index >> b; ++b)
    if (index >> b & 1U) x ^= v[b];
  // Each bit is flipped by a coin that belongs to the bits above it: halves of halves change places at random.
  const std::uint64_t key = key_[static_cast<std::size_t>(dimension)];
  std::uint32_t flips = 0;
  for (int b = 0; b < scrambled_bits; ++b) {
    const std::uint64_t above = b == 0 ? 0 : x >> (32 - b);
    flips |= static_cast<std::uint32_t>(core::child_id(key, above << 8 | static_cast<std::uint64_t>(b)) >> 63)
             << (31 - b);
  }
  const std::uint32_t top = (x ^ flips) >> (32 - scrambled_bits);
  const double below = (static_cast<double>(core::child_id(~key, index) >> 11) + 0.5) * 0x1.0p-53;
  return (top + below) * (1.0 / (1U << scrambled_bits));
}

double normal_probability(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normal_quantile(double p) {
  // Newton on the logarithm, which is concave and so converges from any start; in the nearer tail, where no digits are
  // lost.
  const bool upper = p > 0.5;
  const double tail = upper ? 1 - p : p;
  double z = 4.91 * (std::pow(tail, 0.14) - std::pow(1 - tail, 0.14));
  for (int step = 0; step < 6; ++step) {
    const double below = normal_probability(z);
    const double change = std::log(below / tail) * below * std::sqrt(2 * std::numbers::pi) * std::exp(0.5 * z * z);
    z -= change;
    if (std::abs(change) < 1e-9 * (1 + std::abs(z))) break;
  }
  return upper ? -z : z;
}

}  // namespace hari::anatomy
