// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hari/mechanics/matrix_law.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;

std::vector<double> rested(const MatrixLaw& law) {
  std::vector<double> memory(law.memory_size());
  law.rest(memory);
  return memory;
}

/// Principal Cauchy stresses of an elastic law at principal stretches.
math::Vec3 cauchy(const MatrixLaw& law, const math::Vec3& stretch) {
  Response r;
  const Mat3 C = stretch.cwiseAbs2().asDiagonal();
  MatrixStep(law, core::Seconds(0)).add(C, 0, rested(law), Wanted::stress, r);
  return stretch.cwiseAbs2().cwiseProduct(r.stress.head<3>()) / stretch.prod();
}

/// Difference of two principal stresses at constant volume: the pressure drops out, so the split law is exact.
double difference(const math::Vec3& stretch) {
  const math::Vec3 s = cauchy({.shear = 1, .bulk = 1}, stretch);
  return s[0] - s[2];
}

TEST(NeoHookean, IncompressibleUniaxialBiaxialAndPlanarStressesAreTheClosedForms) {  // V1, V2
  const auto uniaxial = [](double l) { return difference({l, 1 / std::sqrt(l), 1 / std::sqrt(l)}); };
  EXPECT_NEAR(uniaxial(1.1), 0.300909, 1e-6);
  EXPECT_NEAR(uniaxial(1.5), 1.583333, 1e-6);
  EXPECT_NEAR(uniaxial(2.0), 3.5, 1e-6);
  EXPECT_NEAR(uniaxial(0.8), -0.61, 1e-6);
  const auto biaxial = [](double l) { return difference({l, l, 1 / (l * l)}); };
  EXPECT_NEAR(biaxial(1.1), 0.526987, 1e-6);
  EXPECT_NEAR(biaxial(1.5), 2.052469, 1e-6);
  const auto planar = [](double l) { return difference({l, 1, 1 / l}); };
  EXPECT_NEAR(planar(1.1), 0.383554, 1e-6);
  EXPECT_NEAR(planar(1.5), 1.805556, 1e-6);
}

TEST(NeoHookean, CompressibleFormMatchesItsClosedForm) {  // V4
  const double E = 1, nu = 0.45;
  const MatrixLaw law{
      .form = MatrixForm::coupled, .shear = E / (2 * (1 + nu)), .bulk = E * nu / ((1 + nu) * (1 - 2 * nu))};
  for (auto [stretch, lateral, stress] : {std::array{1.2, 0.920634, 0.200856}, std::array{1.5, 0.830679, 0.519710}}) {
    const math::Vec3 s = cauchy(law, {stretch, lateral, lateral});
    EXPECT_NEAR(s[0], stress, 1e-5);
    EXPECT_NEAR(s[1], 0, 1e-5);
  }
}

constexpr MatrixForm forms[] = {MatrixForm::split, MatrixForm::coupled};

MatrixLaw relaxing(MatrixForm form) {
  return {.form = form, .shear = 10, .bulk = 100, .share = {0.5, 0.3}, .time = {0.2, 1.5}};
}

/// Stress at time 1 of a stretch that grows as sin(t), in n steps.
double driven(MatrixForm form, int n) {
  const MatrixLaw law = relaxing(form);
  std::vector<double> memory = rested(law);
  Response r;
  const core::Seconds dt(1.0 / n);
  for (int i = 1; i <= n; ++i) {
    const double l = 1 + 0.3 * std::sin(double(i) / n);
    const Mat3 C = math::Vec3(l * l, 1 / l, 1 / l).asDiagonal();
    const MatrixStep step(law, dt);
    r = Response{};
    step.add(C, 0, memory, Wanted::stress, r);
    step.remember(C, 0, memory);
  }
  return r.stress[0];
}

TEST(Relaxation, IsSecondOrderInTheStep) {  // V7
  for (MatrixForm form : forms) {
    const double exact = driven(form, 4096);
    const double coarse = std::abs(driven(form, 8) - exact), fine = std::abs(driven(form, 16) - exact),
                 finer = std::abs(driven(form, 32) - exact);
    EXPECT_NEAR(std::log2(coarse / fine), 2, 0.1);
    EXPECT_NEAR(std::log2(fine / finer), 2, 0.1);
  }
}

TEST(Relaxation, OfAHeldStretchFollowsItsTwoExponentials) {  // V7: any step length, exactly
  for (MatrixForm form : forms) {
    const MatrixLaw law = relaxing(form);
    const Mat3 C = math::Vec3(1.44, 1 / 1.2, 1 / 1.2).asDiagonal();
    std::vector<double> memory = rested(law);
    Response at_once, later;
    const MatrixStep jump(law, core::Seconds(0));
    jump.add(C, 0, memory, Wanted::stress, at_once);
    jump.remember(C, 0, memory);
    const MatrixStep hold(law, core::Seconds(0.7));
    hold.add(C, 0, memory, Wanted::stress, later);
    const double share = 0.2 + 0.5 * std::exp(-0.7 / 0.2) + 0.3 * std::exp(-0.7 / 1.5);
    EXPECT_NEAR(later.stress[0] / at_once.stress[0], share, 1e-12);
  }
}

}  // namespace
}  // namespace hari::mechanics
