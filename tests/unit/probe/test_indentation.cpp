// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/error.hpp"
#include "hari/probe/indentation.hpp"
#include "plain_skin.hpp"

namespace hari::probe {
namespace {

/// Incompressible, E = 10 kPa; wide as it is deep.
mechanics::Skin half_space(double depth) {
  mechanics::Skin skin = plain_skin(10.0 / 3, 1e4);
  skin.thickness = {0, depth, 0, 0};
  return skin;
}

constexpr core::Seconds short_hold{0.1};

TEST(Indentation, OfAHalfSpaceByABallIsHertz) {  // V11
  const IndentationCurve c =
      measure({.radius_mm = 1, .depth_mm = 0.1, .hold = short_hold, .mesh = mesh::Resolution::coarse}, half_space(20));
  const IndentationReadings r = readings(c);
  RecordProperty("force_mN", std::to_string(r.force_mn));
  EXPECT_NEAR(r.force_mn, 0.562183, 0.03 * 0.562183);
  EXPECT_NEAR(r.modulus_kpa, 10, 0.3);
  EXPECT_NEAR(r.relaxation, 1, 1e-4);
  EXPECT_NEAR(r.hysteresis, 0, 0.01);
}

TEST(Indentation, OfAHalfSpaceByAFlatPunchIsSneddon) {  // V11
  const IndentationCurve c = measure(
      {.tip = Tip::punch, .radius_mm = 1, .depth_mm = 0.1, .hold = short_hold, .mesh = mesh::Resolution::coarse},
      half_space(200));
  const IndentationReadings r = readings(c);
  RecordProperty("force_mN", std::to_string(r.force_mn));
  EXPECT_NEAR(r.force_mn, 2.666667, 0.03 * 2.666667);
}

TEST(ApparentModulus, InvertsBothClosedForms) {
  EXPECT_NEAR(apparent_modulus(Tip::ball, 1, 0.1, 0.562183), 10, 1e-4);
  EXPECT_NEAR(apparent_modulus(Tip::punch, 1, 0.1, 2.666667), 10, 1e-4);
}

TEST(Indentation, StopsAtAForce) {
  const double wanted = 20;
  const IndentationReadings r = readings(
      measure({.force_mn = wanted, .hold = short_hold, .mesh = mesh::Resolution::coarse}, plain_skin(20, 2e3)));
  EXPECT_NEAR(r.force_mn, wanted, 0.01 * wanted);
  EXPECT_LT(r.depth_mm, 0.5);
}

TEST(Indentation, StopsAtAForceReachedInTheFirstStrides) {
  // A hundredth and a tenth of Hertz's force at full depth, 8.8889 mN: within the first and the second of eight
  // strides.
  for (const double wanted : {0.0889, 0.889}) {
    const IndentationCurve c =
        measure({.force_mn = wanted, .hold = short_hold, .mesh = mesh::Resolution::coarse}, half_space(20));
    const IndentationReadings r = readings(c);
    EXPECT_NEAR(r.force_mn, wanted, 0.02 * wanted);
    EXPECT_NEAR(r.modulus_kpa, 10, 0.5) << wanted;
    EXPECT_EQ(c.protocol.depth_mm, 0.5);
  }
}

TEST(Indentation, RefusesAForceThatTheTouchReaches) {
  EXPECT_THROW(measure({.force_mn = 1e-9, .hold = short_hold, .mesh = mesh::Resolution::coarse}, plain_skin(20, 2e3)),
               core::ModelError);
}

TEST(Indentation, RelaxesByWhatTheMatrixRelaxes) {
  mechanics::Skin skin = plain_skin(20, 2e3);
  for (auto& m : skin.material) {
    m.matrix.share = {0.5, 0};
    m.matrix.time = {1, 1};
  }
  // Pressed within a hundredth of the relaxation time, held for ten of them.
  const IndentationReadings r =
      readings(measure({.speed_mm_s = 50, .hold = core::Seconds(10), .mesh = mesh::Resolution::coarse}, skin));
  EXPECT_NEAR(r.relaxation, 0.5, 0.01);
  EXPECT_GT(r.hysteresis, 0.3);
}

TEST(Indentation, RefusesWhatTheSchemaDoesNotAllow) {
  EXPECT_THROW(measure({.radius_mm = 100}, plain_skin(20, 2e3)), core::ModelError);
  EXPECT_THROW(measure({.radius_mm = 0.5, .depth_mm = 0.4}, plain_skin(20, 2e3)), core::ModelError);
}

}  // namespace
}  // namespace hari::probe
