// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/parallel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>

namespace hari::core {
namespace {

/// Puts the number of threads back, whatever the test did.
struct Threads {
  int before = threads();
  explicit Threads(int n) { set_threads(n); }
  ~Threads() { set_threads(before); }
};

TEST(ParallelLoop, VisitsEveryIndexOnce) {
  const Threads two(2);
  for (std::size_t n : {0u, 1u, 1023u, 1024u, 1025u, 10000u}) {
    std::vector<int> visits(n, 0);
    for_each_index(n, [&](std::size_t i) { ++visits[i]; });
    EXPECT_EQ(visits, std::vector<int>(n, 1)) << n;
  }
}

TEST(ParallelLoop, RethrowsTheLowestChunk) {
  const Threads two(2);
  for (int repeat = 0; repeat < 20; ++repeat) {
    try {
      for_each_index(10000, [](std::size_t i) {
        if (i == 9000 || i == 3000) throw std::runtime_error(std::to_string(i));
      });
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& e) {
      EXPECT_STREQ(e.what(), "3000");
    }
  }
}

TEST(OrderedSum, HasTheSameBitsForAnyNumberOfThreads) {
  // Terms of very different size: another order gives another rounding.
  const auto term = [](std::size_t i) {
    return std::sin(static_cast<double>(i)) * std::pow(10.0, static_cast<double>(i % 17));
  };
  double one = 0, two = 0, three = 0;
  {
    const Threads t(1);
    one = ordered_sum(50000, term);
  }
  {
    const Threads t(2);
    two = ordered_sum(50000, term);
  }
  {
    const Threads t(3);
    three = ordered_sum(50000, term);
  }
  EXPECT_EQ(one, two);
  EXPECT_EQ(one, three);
}

TEST(OrderedSum, IsTheSum) {
  EXPECT_DOUBLE_EQ(ordered_sum(5000, [](std::size_t i) { return static_cast<double>(i); }), 5000.0 * 4999 / 2);
  EXPECT_EQ(ordered_sum(0, [](std::size_t) { return 1.0; }), 0);
}

TEST(Threads, AreAtLeastOne) {
  const Threads t(-3);
  EXPECT_EQ(threads(), 1);
}

}  // namespace
}  // namespace hari::core
