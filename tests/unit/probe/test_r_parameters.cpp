// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/core/error.hpp"
#include "hari/probe/r_parameters.hpp"

namespace hari::probe {
namespace {

/// Height of a linear material with creep J, superposed over all switches.
CutometerCurve linear_curve(int cycles, double (*J)(double)) {
  CutometerCurve curve;
  curve.protocol.cycles = cycles;
  const double on = 3, period = 6;
  for (int c = 0; c < cycles; ++c)
    for (double t : {0.1, 3.0, 3.1, 6.0}) {
      const double now = c * period + t;
      double h = 0;
      for (int k = 0; k <= c; ++k) {
        h += J(now - k * period);
        if (now > k * period + on) h -= J(now - k * period - on);
      }
      curve.time_s.push_back(now);
      curve.pressure_kpa.push_back(t <= on ? 45 : 0);
      curve.height_mm.push_back(h);
    }
  return curve;
}

double standard_linear_solid(double t) {
  return 1 + 0.4 * (1 - std::exp(-t / 0.7));
}

TEST(RParameters, OfAStandardLinearSolidAreThoseOfItsClosedForm) {  // V29
  const RParameters r = r_parameters(linear_curve(1, standard_linear_solid));
  EXPECT_NEAR(r.R2, 0.99611, 1e-5);
  EXPECT_NEAR(r.R5, 0.99930, 1e-5);
  EXPECT_NEAR(r.R6, 0.32399, 1e-5);
  EXPECT_NEAR(r.R7, 0.75477, 1e-5);
}

TEST(RParameters, ObeyTheirIdentities) {
  const RParameters r = r_parameters(linear_curve(3, standard_linear_solid));
  EXPECT_NEAR(r.R7, r.R5 / (1 + r.R6), 1e-14);
  EXPECT_NEAR(r.R1, r.R0 - r.R8, 1e-14);
  EXPECT_NEAR(r.R9, r.R3 - r.R0, 1e-14);
  EXPECT_GT(r.R4, r.R1);  // what remains builds up over the cycles
  EXPECT_NEAR(r.Ue + r.Uv, r.Uf, 1e-14);
}

TEST(RParameters, RefuseACurveThatMissesASample) {
  CutometerCurve curve = linear_curve(1, standard_linear_solid);
  curve.time_s[2] = 3.2;
  EXPECT_THROW(r_parameters(curve), core::ModelError);
}

TEST(Cutometer, SchemaAndCheckAgreeOnWhatIsAllowed) {
  CutometerProtocol p;
  EXPECT_NO_THROW(check(p));
  for (const core::Key& k : cutometer_schema().keys)
    if (k.name == "suction") {
      p.suction_kpa = k.high;
      EXPECT_NO_THROW(check(p));
      p.suction_kpa = k.high * 1.01;
      EXPECT_THROW(check(p), core::ModelError);
    }
}

}  // namespace
}  // namespace hari::probe
