// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "hari/probe/rheometry.hpp"
#include "plain_skin.hpp"

namespace hari::probe {
namespace {

mechanics::Skin maxwell_skin(double shear, double share, double time) {
  mechanics::Skin skin = plain_skin(shear, 100 * shear);
  for (auto& m : skin.material) {
    m.matrix.share = {share, 0};
    m.matrix.time = {time, 1};
  }
  return skin;
}

TEST(Rheometry, OfOneMaxwellBranchIsTheClosedForm) {
  const double mu = 20, share = 0.6, tau = 0.5;
  const RheometryCurve curve = measure({.frequency_hz = {0.05, 0.3, 3, 30}}, maxwell_skin(mu, share, tau));
  const auto sweep = readings(curve);
  ASSERT_EQ(sweep.size(), 4u);
  for (const DynamicModulus& m : sweep) {
    const double x = 2 * std::numbers::pi * m.frequency_hz * tau, whole = std::hypot(m.storage_kpa, m.loss_kpa);
    EXPECT_NEAR(m.storage_kpa, mu * (1 - share) + mu * share * x * x / (1 + x * x), 1e-3 * whole) << m.frequency_hz;
    EXPECT_NEAR(m.loss_kpa, mu * share * x / (1 + x * x), 1e-3 * whole) << m.frequency_hz;
    EXPECT_NEAR(m.tan_delta, m.loss_kpa / m.storage_kpa, 1e-12);
  }
}

TEST(Rheometry, OfAnElasticDiscHasNoLossAtAnyAmplitude) {
  const auto sweep = readings(measure({.frequency_hz = {1}, .amplitude = 0.1}, plain_skin(7, 700)));
  EXPECT_NEAR(sweep[0].storage_kpa, 7, 1e-3);  // simple shear of a neo-Hookean solid is linear
  EXPECT_NEAR(sweep[0].tan_delta, 0, 1e-6);
}

TEST(Rheometry, DoesNotFeelTheTensionOfAnIsotropicMatrixUnlessItIsHeld) {
  // Cells pull in plane; excised, the disc shrinks to a size at which nothing pulls.
  const mechanics::Skin skin = taut_skin(4);
  const double held = readings(measure({.frequency_hz = {1}, .excised = false}, skin))[0].storage_kpa;
  const double excised = readings(measure({.frequency_hz = {1}}, skin))[0].storage_kpa;
  EXPECT_NEAR(held, 10, 0.01);
  EXPECT_GT(std::abs(excised - held), 0.05);
}

TEST(Rheometry, RefusesWhatTheSchemaDoesNotAllow) {
  EXPECT_THROW(measure({.frequency_hz = {}}, plain_skin(7, 700)), core::ModelError);
  EXPECT_THROW(measure({.frequency_hz = {1e5}}, plain_skin(7, 700)), core::ModelError);
  EXPECT_THROW(measure({.amplitude = 1}, plain_skin(7, 700)), core::ModelError);
}

}  // namespace
}  // namespace hari::probe
