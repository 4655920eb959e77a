// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "side_by_side.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "hari/core/parallel.hpp"

namespace hari::cli {
namespace {

class SideBySide : public testing::Test {
 protected:
  SideBySide() : before_(core::threads()) { core::set_threads(5); }
  ~SideBySide() override { core::set_threads(before_); }

 private:
  int before_;
};

TEST_F(SideBySide, DoesEachOnceAndSharesTheThreads) {
  std::vector<int> times(7), threads(7);
  std::atomic<int> now{0}, most{0};
  side_by_side(7, 2, [&](std::size_t i) {
    const int beside = ++now;
    for (int seen = most; seen < beside && !most.compare_exchange_weak(seen, beside);) continue;
    ++times[i];
    threads[i] = core::threads();
    --now;
  });
  EXPECT_EQ(times, std::vector<int>(7, 1));
  EXPECT_LE(most, 2);
  for (const int t : threads) EXPECT_TRUE(t == 2 || t == 3) << t;
  EXPECT_EQ(core::threads(), 5) << "those of the caller stay";
}

TEST_F(SideBySide, OneAtATimeHasAllThreadsAndGoesInOrder) {
  std::vector<std::size_t> order;
  side_by_side(3, 1, [&](std::size_t i) {
    order.push_back(i);
    EXPECT_EQ(core::threads(), 5);
  });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2}));
}

TEST_F(SideBySide, RethrowsAFailureAndBeginsNothingAfterIt) {
  std::vector<std::size_t> begun;
  const auto work = [&](std::size_t i) {
    begun.push_back(i);
    if (i == 1) throw std::runtime_error("the second");
  };
  EXPECT_THROW(side_by_side(4, 1, work), std::runtime_error);
  EXPECT_EQ(begun, (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace hari::cli
