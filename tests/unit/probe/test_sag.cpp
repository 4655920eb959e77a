// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/core/error.hpp"
#include "hari/probe/sag.hpp"
#include "plain_skin.hpp"

namespace hari::probe {
namespace {

constexpr Hanging weight{.weight = 0.01, .bed_stiffness = 2};

TEST(Sag, OfAnEvenElasticSheetIsTheClosedForm) {  // weight times depth squared over twice the shear modulus
  const SagReadings r = readings(measure({}, plain_skin(2, 2e3), weight));
  EXPECT_NEAR(r.first_mm, 0.01 * 25 / (2 * 2), 1e-5);
  EXPECT_NEAR(r.creep, 1, 1e-6);
  EXPECT_NEAR(r.remains_mm, 0, 1e-7);
  EXPECT_NEAR(r.recovery, 1, 1e-5);
}

TEST(Sag, OfTwoLayersIsThatOfTheSoftOneUnderBoth) {
  mechanics::Skin skin = plain_skin(1e3, 1e6);
  skin.material[0].matrix = {.shear = 0.5, .bulk = 500};  // fat, extended to 3.2 of 5 mm
  const double base = 3.2 * 3.2 / 2 + 3.2 * 1.8, stiff = 1.8 * 1.8 / 2;
  EXPECT_NEAR(readings(measure({}, skin, weight)).last_mm, 0.01 * (base / 0.5 + stiff / 1e3), 1e-3);
}

TEST(Sag, ABedGlidesByTheWholeWeight) {
  const SagCurve curve = measure({.base = Base::bed}, plain_skin(2, 2e3), weight);
  const std::size_t last = curve.time_s.size() / 2;
  EXPECT_EQ(curve.upright[last], 1);
  EXPECT_NEAR(curve.glide_mm[last], 0.01 * 5 / 2, 1e-4);
  EXPECT_NEAR(curve.sag_mm[last] - curve.glide_mm[last], 0.01 * 25 / (2 * 2), 1e-4);
}

TEST(Sag, CreepsByWhatRelaxesAndComesBackSlowly) {
  mechanics::Skin skin = plain_skin(2, 2e3);
  for (auto& m : skin.material) {
    m.matrix.share = {0.5, 0};
    m.matrix.time = {15, 1};
  }
  // A standard linear solid: creep time tau/(1 - g) = 30 s.
  const SagReadings r = readings(measure({}, skin, weight));
  const double elastic = 0.01 * 25 / (2 * 2);
  const auto sag_after = [&](double t) { return elastic * (2 - std::exp(-t / 30)); };
  EXPECT_NEAR(r.first_mm, sag_after(9.5), 0.01 * elastic);  // the ramp of one second counts half
  EXPECT_NEAR(r.last_mm, sag_after(59.5), 0.01 * elastic);
  EXPECT_NEAR(r.remains_mm, sag_after(119.5) - sag_after(59.5), 0.01 * elastic);
}

TEST(Sag, WeightComesFromDensityAndGravity) {
  core::ParameterSet p;
  const auto add = [&p](const char* name, double value, const char* unit) {
    core::Parameter one;
    one.name = name;
    one.value = value;
    one.unit = unit;
    one.high = 100;
    p.add(one);
  };
  add("sag.density", 1.1, "mg/mm3");
  add("sag.gravity", 9.80665, "m/s2");
  add("sag.bed_stiffness", 1, "kPa/mm");
  EXPECT_NEAR(Hanging::from(p).weight, 0.010787, 1e-6);
}

TEST(Sag, RefusesTimesOutOfOrder) {
  EXPECT_THROW(measure({.first = core::Seconds(100)}, plain_skin(2, 2e3), weight), core::ModelError);
  EXPECT_THROW(measure({.depth_mm = 0}, plain_skin(2, 2e3), weight), core::ModelError);
}

}  // namespace
}  // namespace hari::probe
