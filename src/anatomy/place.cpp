// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "place.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "hari/core/parallel.hpp"

namespace hari::anatomy {
namespace {

// Every third bit.
std::uint32_t spread_bits(std::uint32_t x) {
  std::uint32_t out = 0;
  for (int b = 0; b < 10; ++b) out |= (x >> b & 1U) << (3 * b);
  return out;
}

}  // namespace

std::vector<std::size_t> apportion(std::size_t total, std::span<const double> shares) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::size_t> count(shares.size()), order(shares.size());
  std::vector<double> rest(shares.size());
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = static_cast<double>(total) * shares[i] / sum;
    count[i] = static_cast<std::size_t>(exact);
    rest[i] = exact - std::floor(exact);
    given += count[i];
  }
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
  for (std::size_t i = 0; given < total; ++i, ++given) ++count[order[i % order.size()]];
  return count;
}

std::array<double, 3> stratified_place(const Stratified& strata, std::uint32_t index, const mesh::Grid& grid,
                                       mesh::Slab slab) {
  const auto between = [&](double a, double b, Dimension d) { return a + (b - a) * strata(index, d); };
  return {between(grid.x().front(), grid.x().back(), across_x), between(grid.y().front(), grid.y().back(), across_y),
          between(slab.bottom, slab.top, depth)};
}

std::vector<std::uint32_t> morton_order(const Stratified& strata, std::size_t n) {
  std::vector<std::uint64_t> key(n);
  core::for_each_index(n, [&](std::size_t i) {
    const auto index = static_cast<std::uint32_t>(i);
    const auto bits = [&](Dimension d) { return spread_bits(static_cast<std::uint32_t>(1024 * strata(index, d))); };
    const std::uint64_t morton = bits(across_x) | bits(across_y) << 1 | bits(depth) << 2;
    key[i] = morton << 32 | index;
  });
  std::sort(key.begin(), key.end());
  std::vector<std::uint32_t> order(n);
  std::transform(key.begin(), key.end(), order.begin(), [](std::uint64_t k) { return static_cast<std::uint32_t>(k); });
  return order;
}

}  // namespace hari::anatomy
