// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hari/mechanics/matrix_law.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;

/// Cauchy stress after a simple shear that grows evenly to `shear` within `time`, in `steps` steps. The elastic law if
/// `time` is zero.
Mat3 cauchy(const MatrixLaw& law, double shear, double time = 0, int steps = 1) {
  std::vector<double> memory(law.memory_size());
  law.rest(memory);
  Response r;
  Mat3 F = Mat3::Identity();
  for (int i = 1; i <= steps; ++i) {
    F(0, 1) = shear * i / steps;
    const Mat3 C = F.transpose() * F;
    const MatrixStep step(law, core::Seconds(time / steps));
    r = Response{};
    step.add(C, 0, memory, Wanted::stress, r);
    step.remember(C, 0, memory);
  }
  const math::Vec6& s = r.stress;
  const Mat3 S = (Mat3() << s[0], s[3], s[5], s[3], s[1], s[4], s[5], s[4], s[2]).finished();
  return F * S * F.transpose();
}

TEST(SimpleShear, OfANeoHookeanMatrixHasThePoyntingStress) {  // V3
  for (MatrixForm form : {MatrixForm::split, MatrixForm::coupled})
    for (double g : {-0.4, 0.1, 0.4, 1.5}) {
      const Mat3 s = cauchy({.form = form, .shear = 12, .bulk = 600}, g);
      EXPECT_NEAR(s(0, 1), 12 * g, 1e-8);
      EXPECT_NEAR(s(0, 0) - s(1, 1), 12 * g * g, 1e-8);
      EXPECT_NEAR(s(1, 1) - s(2, 2), 0, 1e-8);
      EXPECT_NEAR(s(0, 2), 0, 1e-8);
      EXPECT_NEAR(s(1, 2), 0, 1e-8);
    }
}

TEST(Relaxation, DuringASmallRampIsTheClosedForm) {  // V7
  const MatrixLaw law{.shear = 10, .bulk = 100, .share = {0.5, 0.3}, .time = {0.2, 1.5}};
  const double g = 1e-3, ramp = 0.6;
  double kept = 0.2;
  for (std::size_t i = 0; i < n_branches; ++i)
    kept += law.share[i] * law.time[i] / ramp * (1 - std::exp(-ramp / law.time[i]));
  EXPECT_NEAR(cauchy(law, g, ramp, 60)(0, 1) / (10 * g), kept, 1e-3 * kept);
}

}  // namespace
}  // namespace hari::mechanics
