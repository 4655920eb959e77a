// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "differences.hpp"
#include "hari/core/error.hpp"
#include "hari/mechanics/matrix_law.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;

std::vector<double> rested(const MatrixLaw& law) {
  std::vector<double> memory(law.memory_size());
  law.rest(memory);
  return memory;
}

Response respond(const MatrixLaw& law, const Mat3& C, Seconds dt, const std::vector<double>& memory) {
  Response r;
  MatrixStep(law, dt).add(C, 0, memory, Wanted::energy, r);
  return r;
}

const MatrixLaw web{.shear = 30, .bulk = 300, .share = {0.6, 0.2}, .time = {1, 7}, .friction = {40, 4, 5}};
const MatrixLaw benchmark{.form = MatrixForm::coupled, .shear = 30, .bulk = 300, .share = {0.4, 0.2}, .time = {0.3, 2}};

TEST(MatrixLaw, RestsWithoutStress) {
  for (const MatrixLaw& law : {MatrixLaw{}, web, benchmark}) {
    const Response r = respond(law, Mat3::Identity(), Seconds(1), rested(law));
    EXPECT_LT(r.stress.norm(), 1e-13);
    EXPECT_NEAR(r.energy, 0, 1e-13);
  }
}

TEST(MatrixLaw, StaysAtRestHoweverLongItWaits) {
  std::vector<double> memory = rested(web);
  const std::vector<double> before = memory;
  for (int i = 0; i < 5; ++i) MatrixStep(web, Seconds(3)).remember(Mat3::Identity(), 0, memory);
  for (std::size_t i = 0; i < memory.size(); ++i) EXPECT_NEAR(memory[i], before[i], 1e-14);
}

TEST(MatrixLaw, RemembersNothingIfAllIsElastic) {
  EXPECT_EQ(MatrixLaw{}.memory_size(), 0u);
  EXPECT_EQ((MatrixLaw{.form = MatrixForm::coupled}.memory_size()), 0u);
  EXPECT_EQ(web.memory_size(), 24u);
}

TEST(MatrixLaw, SmallShearsFeelTheShearModulusAndSmallSwellingsTheBulkModulus) {
  const MatrixLaw law{.shear = 3, .bulk = 50};
  const Response r = respond(law, Mat3::Identity(), Seconds(0), {});
  EXPECT_NEAR(r.tangent(3, 3), 3, 1e-12);
  const double all = r.tangent.topLeftCorner(3, 3).sum();
  EXPECT_NEAR(all / 9, 50, 1e-12);
}

TEST(MatrixLaw, TangentAndStressAreDerivativesOfThePotentialAlongAHistory) {
  for (const MatrixLaw& law : {web, benchmark}) {
    std::vector<double> memory = rested(law);
    for (int i = 0; i < 8; ++i) {
      Mat3 F = Mat3::Identity();
      for (int k = 0; k < 9; ++k) F.data()[k] += 0.15 * std::sin(2.3 * k + 1.1 * i);
      const Mat3 C = F.transpose() * F;
      const Seconds dt(0.1 + 0.4 * i);
      expect_consistent([&](const Mat3& c) { return respond(law, c, dt, memory); }, C);
      MatrixStep(law, dt).remember(C, 0, memory);
    }
  }
}

TEST(MatrixLaw, AGelAddsItsShareToTheModulusThatLasts) {
  MatrixLaw filled = web;
  filled.gel = {.fraction = 0.2, .shear = 0.5};
  Mat3 C = Mat3::Identity();
  C(0, 1) = C(1, 0) = 1e-6;
  const auto long_after = [&](const MatrixLaw& law) {
    std::vector<double> memory = rested(law);
    MatrixStep(law, Seconds(0)).remember(C, 0, memory);
    return respond(law, C, Seconds(1e4), memory).stress[3];
  };
  MatrixLaw plain = web;
  plain.friction = filled.friction = {};
  EXPECT_NEAR(long_after(filled) / long_after(plain), (6 + 0.1) / 6, 1e-6);
}

TEST(MatrixLaw, RefusesBranchesThatRelaxMoreThanThereIs) {
  EXPECT_THROW((MatrixLaw{.share = {0.7, 0.4}}.check()), core::ModelError);
  EXPECT_THROW((MatrixLaw{.shear = -1}.check()), core::ModelError);
  EXPECT_THROW((MatrixLaw{.friction = {-1, 0, 0}}.check()), core::ModelError);
  EXPECT_THROW((MatrixLaw{.form = MatrixForm::coupled, .friction = {40, 4, 5}}.check()), core::ModelError);
}

}  // namespace
}  // namespace hari::mechanics
