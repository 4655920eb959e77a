// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/parallel.hpp"
#include "springs.hpp"

namespace hari::math {
namespace {

TEST(BlockMatrix, MultipliesAsTheDenseMatrixDoes) {
  Springs s({5, 4, 3}, 0.7);
  Eigen::VectorXd y;
  multiply(s.matrix, s.load, y);
  EXPECT_LT((y - s.dense() * s.load).norm(), 1e-14 * y.norm());
}

TEST(BlockMatrix, MultipliesWithTheSameBitsOnAnyNumberOfThreads) {
  const Springs s({20, 20, 8}, 0.5);
  const int before = core::threads();
  Eigen::VectorXd one, three;
  core::set_threads(1);
  multiply(s.matrix, s.load, one);
  core::set_threads(3);
  multiply(s.matrix, s.load, three);
  core::set_threads(before);
  EXPECT_TRUE(one == three);
}

}  // namespace
}  // namespace hari::math
