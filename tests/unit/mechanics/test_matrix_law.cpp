// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <vector>

#include "hari/core/error.hpp"
#include "hari/mechanics/matrix_law.hpp"

namespace hari::mechanics {
namespace {

const std::vector<double> rested(MatrixStep::memory_size);

TEST(MatrixLaw, RestsWithoutStress) {
  for (MatrixForm form : {MatrixForm::split, MatrixForm::coupled}) {
    Response r;
    MatrixStep({.form = form}, core::Seconds(1)).add(math::Mat3::Identity(), 0, rested, Wanted::energy, r);
    EXPECT_LT(r.stress.norm(), 1e-14);
    EXPECT_NEAR(r.energy, 0, 1e-14);
  }
}

TEST(MatrixLaw, SmallShearsFeelTheShearModulusAndSmallSwellingsTheBulkModulus) {
  const MatrixLaw law{.shear = 3, .bulk = 50};
  Response r;
  MatrixStep(law, core::Seconds(0)).add(math::Mat3::Identity(), 0, rested, Wanted::tangent, r);
  EXPECT_NEAR(r.tangent(3, 3), 3, 1e-12);
  const double all = r.tangent.topLeftCorner(3, 3).sum();
  EXPECT_NEAR(all / 9, 50, 1e-12);
}

TEST(MatrixLaw, RefusesBranchesThatRelaxMoreThanThereIs) {
  EXPECT_THROW((MatrixLaw{.share = {0.7, 0.4}}.check()), core::ModelError);
  EXPECT_THROW((MatrixLaw{.shear = -1}.check()), core::ModelError);
}

}  // namespace
}  // namespace hari::mechanics
