// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "hari/anatomy/stratified.hpp"

namespace {

using hari::anatomy::Stratified;
using hari::core::Purpose;

TEST(Stratified, PutsOnePointInEverySliceOfEveryAxis) {
  const Stratified points(7, Purpose::test, 3);
  constexpr std::uint32_t n = 1024;
  for (int d = 0; d < Stratified::n_dimensions; ++d) {
    std::vector<int> hits(n, 0);
    for (std::uint32_t i = 0; i < n; ++i) ++hits[static_cast<std::size_t>(points(i, d) * n)];
    for (std::uint32_t i = 0; i < n; ++i) ASSERT_EQ(hits[i], 1) << "dimension " << d << ", slice " << i;
  }
}

TEST(Stratified, FillsEveryElementaryRectangleOfTheFirstTwoAxes) {
  const Stratified points(11, Purpose::test, 0);
  constexpr int bits = 10;
  for (int a = 0; a <= bits; ++a) {
    std::set<std::pair<int, int>> seen;
    for (std::uint32_t i = 0; i < 1U << bits; ++i)
      seen.insert({static_cast<int>(points(i, 0) * (1 << a)), static_cast<int>(points(i, 1) * (1 << (bits - a)))});
    EXPECT_EQ(seen.size(), std::size_t{1} << bits) << "2^" << a << " columns";
  }
}

TEST(Stratified, DiffersFromSeedToSeedAndFromStreamToStream) {
  const Stratified a(1, Purpose::test, 0), b(2, Purpose::test, 0), c(1, Purpose::test, 1), again(1, Purpose::test, 0);
  int same_seed = 0, same_stream = 0;
  for (std::uint32_t i = 0; i < 100; ++i) {
    same_seed += a(i, 2) == b(i, 2);
    same_stream += a(i, 2) == c(i, 2);
    EXPECT_EQ(a(i, 2), again(i, 2));
  }
  EXPECT_EQ(same_seed, 0);
  EXPECT_EQ(same_stream, 0);
}

TEST(Stratified, IntegratesASmoothProductFarQuieterThanPlainDraws) {
  // Product over five coordinates with mean 1; variance of one draw is (1 + 1/12)^5 - 1.
  constexpr std::uint32_t n = 4096;
  constexpr int seeds = 12;
  double sum = 0, sum2 = 0;
  for (int s = 0; s < seeds; ++s) {
    const Stratified points(static_cast<std::uint64_t>(s), Purpose::test, 9);
    double mean = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      double product = 1;
      for (int d = 0; d < 5; ++d) product *= 0.5 + points(i, d);
      mean += product / n;
    }
    sum += mean - 1;
    sum2 += (mean - 1) * (mean - 1);
  }
  const double plain = (std::pow(1 + 1.0 / 12, 5) - 1) / n;
  EXPECT_LT(sum2 / seeds, plain / 100);
  EXPECT_LT(std::abs(sum / seeds), 0.5 * std::sqrt(plain));
}

TEST(NormalQuantile, UndoesTheProbabilityInBothTails) {
  using hari::anatomy::normal_probability;
  using hari::anatomy::normal_quantile;
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-13);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
  for (double z : {-8.0, -5.0, -2.5, -0.3, 0.0, 1.1}) {
    EXPECT_NEAR(normal_quantile(normal_probability(z)), z, 1e-12 * (1 + std::abs(z))) << z;
    if (z > -4) {
      EXPECT_NEAR(normal_quantile(normal_probability(z)), -normal_quantile(1 - normal_probability(z)), 1e-10);
    }
  }
}

}  // namespace
