// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/parallel.hpp"
#include "hari/math/block_solver.hpp"
#include "springs.hpp"

namespace hari::math {
namespace {

const BlockSolverOptions never_small{.small = 0};

class Solves : public testing::TestWithParam<Preconditioner> {};

TEST_P(Solves, WhatADenseFactorSolves) {
  Springs s({9, 8, 7}, 0.2);
  BlockSolver solver(s.position, {.preconditioner = GetParam(), .small = 0});
  Eigen::VectorXd x;
  const LinearReport report = solver.solve(s.matrix, s.load, x, 1e-10);
  ASSERT_TRUE(report.converged);
  EXPECT_FALSE(report.indefinite);
  EXPECT_TRUE(report.factorised);
  EXPECT_LE(report.residual, 1e-10);
  const Eigen::VectorXd expected = s.dense().llt().solve(s.load);
  EXPECT_LT((x - expected).norm(), 1e-7 * expected.norm());
}

TEST_P(Solves, NothingForNoLoad) {
  Springs s({4, 4, 4}, 1);
  BlockSolver solver(s.position, {.preconditioner = GetParam(), .small = 0});
  Eigen::VectorXd x;
  EXPECT_TRUE(solver.solve(s.matrix, 0 * s.load, x, 1e-3).converged);
  EXPECT_TRUE(x == Eigen::VectorXd::Zero(s.load.size()));
}

TEST_P(Solves, AnIndefiniteMatrixAndSaysSo) {
  Springs s({9, 8, 7}, 0.5);
  const double lowest = s.dense().selfadjointView<Eigen::Lower>().eigenvalues()[0];
  Springs bent = s;
  bent.stiffen(-3 * lowest);  // a few directions of negative curvature
  BlockSolver solver(s.position, {.preconditioner = GetParam(), .small = 0});
  Eigen::VectorXd x, r;
  ASSERT_TRUE(solver.solve(s.matrix, s.load, x, 1e-3).converged);
  const LinearReport report = solver.solve(bent.matrix, s.load, x, 1e-8);
  EXPECT_TRUE(report.indefinite);
  ASSERT_TRUE(report.converged);
  multiply(bent.matrix, x, r);
  EXPECT_LT((s.load - r).norm(), 1.01e-8 * s.load.norm());
  // and is none the worse for it
  const LinearReport after = solver.solve(s.matrix, s.load, x, 1e-8);
  EXPECT_TRUE(after.converged);
  EXPECT_FALSE(after.indefinite);
}

TEST_P(Solves, AnIndefiniteMatrixThatCameFirst) {
  Springs s({9, 8, 7}, 0.5);
  const double lowest = s.dense().selfadjointView<Eigen::Lower>().eigenvalues()[0];
  s.stiffen(-3 * lowest);
  BlockSolver solver(s.position, {.preconditioner = GetParam(), .small = 0});
  Eigen::VectorXd x, r;
  const LinearReport report = solver.solve(s.matrix, s.load, x, 1e-8);
  EXPECT_TRUE(report.indefinite);
  ASSERT_TRUE(report.converged);
  multiply(s.matrix, x, r);
  EXPECT_LT((s.load - r).norm(), 1.01e-8 * s.load.norm());
}

INSTANTIATE_TEST_SUITE_P(By, Solves, testing::Values(Preconditioner::multigrid, Preconditioner::direct),
                         [](const auto& info) {
                           return info.param == Preconditioner::multigrid ? "Multigrid" : "Direct";
                         });

TEST(BlockSolver, LeavesHeldDirectionsExactlyWhereTheyAre) {
  const Springs s({12, 11, 7}, 0.2);
  BlockSolver solver(s.position, never_small);
  Eigen::VectorXd x;
  ASSERT_TRUE(solver.solve(s.matrix, s.load, x, 1e-6).converged);
  for (std::size_t r = 0; r < s.position.size(); ++r)
    for (int i = 0; i < 3; ++i)
      if (s.held(r, i)) {
        EXPECT_EQ(x[static_cast<Eigen::Index>(3 * r) + i], 0);
      }
}

TEST(BlockSolver, GivesTheSameBitsOnAnyNumberOfThreads) {
  const Springs s({44, 40, 12}, 0.3);  // large enough for the threads to share every loop of the finest level
  const int before = core::threads();
  std::vector<Eigen::VectorXd> x(3);
  for (int threads = 1; threads <= 3; ++threads) {
    core::set_threads(threads);
    BlockSolver solver(s.position, never_small);
    ASSERT_TRUE(solver.solve(s.matrix, s.load, x[static_cast<std::size_t>(threads - 1)], 1e-3).converged);
  }
  core::set_threads(before);
  EXPECT_TRUE(x[0] == x[1]);
  EXPECT_TRUE(x[0] == x[2]);
}

TEST(BlockSolver, KeepsAPreconditionerWhileItServesAndRenewsItThen) {
  Springs s({12, 11, 7}, 0.3);
  BlockSolver solver(s.position, {.patience = 4, .small = 0});
  Eigen::VectorXd x;
  ASSERT_TRUE(solver.solve(s.matrix, s.load, x, 1e-6).converged);
  EXPECT_EQ(solver.setups(), 1);
  s.stiffen(1e-3);
  LinearReport report = solver.solve(s.matrix, s.load, x, 1e-6);
  EXPECT_TRUE(report.converged);
  EXPECT_FALSE(report.factorised);
  EXPECT_EQ(solver.setups(), 1);
  s.for_entries([&](std::size_t r, int i, std::size_t c, int j, double& value) {  // one corner a hundred times stiffer
    const bool both = s.position[r].x() > 5 && s.position[c].x() > 5;
    if (both && !s.held(r, i) && !s.held(c, j)) value *= 100;
  });
  report = solver.solve(s.matrix, s.load, x, 1e-6);
  EXPECT_TRUE(report.converged);
  EXPECT_TRUE(report.factorised);
  EXPECT_EQ(solver.setups(), 2);
}

TEST(BlockSolver, FactorisesSmallSystemsByItself) {
  const Springs s({9, 8, 7}, 0.2);
  BlockSolver solver(s.position);
  Eigen::VectorXd x;
  const LinearReport report = solver.solve(s.matrix, s.load, x, 1e-9);
  EXPECT_TRUE(report.converged);
  EXPECT_EQ(report.iterations, 1);
}

TEST(BlockSolver, SolvesNodesThatNothingJoins) {
  Springs s({7, 7, 7}, 1);
  s.for_entries([&](std::size_t r, int i, std::size_t c, int j, double& value) {
    if (r != c) value = 0;
    if (r == c && i == j) value = 2;
  });
  BlockSolver solver(s.position, never_small);
  Eigen::VectorXd x;
  ASSERT_TRUE(solver.solve(s.matrix, s.load, x, 1e-6).converged);
}

TEST(BlockSolver, ReportsWhatItCannotReach) {
  const Springs s({12, 11, 7}, 0.3);
  BlockSolver solver(s.position, {.most_iterations = 2, .small = 0});
  Eigen::VectorXd x, r;
  const LinearReport report = solver.solve(s.matrix, s.load, x, 1e-30);
  EXPECT_FALSE(report.converged);
  multiply(s.matrix, x, r);
  EXPECT_NEAR(report.residual, (s.load - r).norm() / s.load.norm(), 1e-12);
}

}  // namespace
}  // namespace hari::math
