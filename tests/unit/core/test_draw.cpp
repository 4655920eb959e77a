// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/draw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace hari::core {
namespace {

constexpr int many = 200000;

TEST(Draw, IsAPureFunctionOfItsKey) {
  Draw a(1, Purpose::test, 7, 3), b(1, Purpose::test, 7, 3);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(a.bits(), b.bits());
}

TEST(Draw, KeepsItsNumbersForever) {
  // Frozen: a change here changes every stored run.
  Draw d(42, Purpose::test, 7, 3);
  EXPECT_EQ(d.bits(), 0x74d91dedad600a2cULL);
  EXPECT_EQ(d.bits(), 0x273fcab0d639cab3ULL);
  EXPECT_EQ(d.bits(), 0xe9ac8955f4575919ULL);
}

TEST(Draw, DiffersByEveryPartOfItsKey) {
  std::set<std::uint64_t> first;
  int n = 0;
  for (std::uint64_t seed : {0ULL, 1ULL, 2ULL})
    for (Purpose purpose : {Purpose::fibre_state, Purpose::test})
      for (std::uint64_t entity : {0ULL, 1ULL, 1ULL << 40})
        for (std::uint64_t ordinal : {0ULL, 1ULL, 1ULL << 33}) {
          first.insert(Draw(seed, purpose, entity, ordinal).bits());
          ++n;
        }
  EXPECT_EQ(first.size(), static_cast<std::size_t>(n));
}

TEST(Draw, DoesNotRunIntoTheNextOrdinal) {
  // 40 numbers of one draw and of the next: a block counter that spilled over would repeat some.
  std::set<std::uint64_t> seen;
  for (std::uint64_t ordinal : {5ULL, 6ULL}) {
    Draw d(1, Purpose::test, 1, ordinal);
    for (int i = 0; i < 40; ++i) seen.insert(d.bits());
  }
  EXPECT_EQ(seen.size(), 80u);
}

TEST(Draw, IsUniformInTheOpenInterval) {
  double sum = 0, squares = 0;
  for (int i = 0; i < many; ++i) {
    const double u = Draw(1, Purpose::test, static_cast<std::uint64_t>(i), 0).uniform();
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    squares += u * u;
  }
  // Five standard errors.
  EXPECT_NEAR(sum / many, 0.5, 5 * std::sqrt(1.0 / 12 / many));
  EXPECT_NEAR(squares / many, 1.0 / 3, 5 * std::sqrt(4.0 / 45 / many));
}

TEST(Draw, HasTheMomentsOfTheNormal) {
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  Draw d(3, Purpose::test, 1, 1);
  for (int i = 0; i < many; ++i) {
    // One draw holds 256 blocks; a new one now and then.
    if (i % 100 == 0) d = Draw(3, Purpose::test, 1, static_cast<std::uint64_t>(i));
    const double x = d.normal();
    m1 += x;
    m2 += x * x;
    m3 += x * x * x;
    m4 += x * x * x * x;
  }
  EXPECT_NEAR(m1 / many, 0, 5 * std::sqrt(1.0 / many));
  EXPECT_NEAR(m2 / many, 1, 5 * std::sqrt(2.0 / many));
  EXPECT_NEAR(m3 / many, 0, 5 * std::sqrt(15.0 / many));
  EXPECT_NEAR(m4 / many, 3, 5 * std::sqrt(96.0 / many));
}

TEST(Draw, HasTheMomentsOfTheExponential) {
  double m1 = 0, m2 = 0;
  for (int i = 0; i < many; ++i) {
    const double x = Draw(4, Purpose::test, static_cast<std::uint64_t>(i), 9).exponential();
    ASSERT_GT(x, 0);
    m1 += x;
    m2 += x * x;
  }
  EXPECT_NEAR(m1 / many, 1, 5 * std::sqrt(1.0 / many));
  EXPECT_NEAR(m2 / many, 2, 5 * std::sqrt(20.0 / many));
}

TEST(ChildId, DependsOnParentAndOrdinalAlone) {
  EXPECT_EQ(child_id(5, 2), child_id(5, 2));
  std::set<std::uint64_t> ids;
  for (std::uint64_t parent = 0; parent < 100; ++parent)
    for (std::uint64_t ordinal = 0; ordinal < 100; ++ordinal) ids.insert(child_id(parent, ordinal));
  EXPECT_EQ(ids.size(), 10000u);
}

}  // namespace
}  // namespace hari::core
