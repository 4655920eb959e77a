// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/tissue/barrier.hpp"

namespace {

using hari::core::Days;
using hari::tissue::Barrier;

Barrier columns(double share = 0.1) {
  Barrier b;
  b.add(Days{100}, share, Days{0}, Days{4}, Days{20});
  return b;
}

TEST(Barrier, ClosesFromTheRimAfterALag) {
  const Barrier b = columns();
  EXPECT_EQ(b.open(Days{99}), 0);
  EXPECT_DOUBLE_EQ(b.open(Days{100}), 0.1);
  EXPECT_DOUBLE_EQ(b.open(Days{104}), 0.1);
  EXPECT_NEAR(b.open(Days{114}), 0.1 / 4, 1e-15);  // half of the radius is a quarter of the area
  EXPECT_EQ(b.open(Days{124}), 0);
}

TEST(Barrier, MeanOpenShareIsItsIntegral) {
  const Barrier b = columns();
  double sum = 0;
  const int n = 6000;
  for (int i = 0; i < n; ++i) sum += b.open(Days{99 + 30 * (i + 0.5) / n}) / n;
  EXPECT_NEAR(b.mean_open(Days{99}, Days{129}), sum, 1e-6);
  const double parts = 10 * b.mean_open(Days{99}, Days{109}) + 20 * b.mean_open(Days{109}, Days{129});
  EXPECT_NEAR(parts / 30, b.mean_open(Days{99}, Days{129}), 1e-15);
}

TEST(Barrier, DeadEpidermisCoversUntilItIsShed) {
  Barrier b;
  b.add(Days{10}, 0.8, Days{2}, Days{2}, Days{5});
  EXPECT_DOUBLE_EQ(b.dressed(Days{11}), 0.8);
  EXPECT_EQ(b.open(Days{11}), 0);
  EXPECT_EQ(b.dressed(Days{12}), 0);
  EXPECT_DOUBLE_EQ(b.open(Days{12}), 0.8);
  EXPECT_EQ(b.open(Days{17}), 0);
}

TEST(Barrier, TwoOpeningsAtRandomLeaveTheProductClosed) {
  Barrier b = columns(0.5);
  b.add(Days{101}, 0.5, Days{0}, Days{4}, Days{20});
  EXPECT_DOUBLE_EQ(b.open(Days{102}), 0.75);
}

TEST(Barrier, ForgetsWhatHasClosedAndKeepsTheRest) {
  Barrier b = columns();
  b.add(Days{110}, 0.2, Days{0}, Days{4}, Days{20});
  b.tidy(Days{125});
  ASSERT_EQ(b.size(), 1U);
  EXPECT_EQ(b.share[0], 0.2);
  EXPECT_EQ(b.opened[0], 110);
}

}  // namespace
