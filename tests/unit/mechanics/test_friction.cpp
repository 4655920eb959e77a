// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "hari/mechanics/matrix_law.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;

/// A point of nothing but friction, sheared.
class Sheared {
 public:
  explicit Sheared(FrictionLaw friction) : law_{.shear = 0, .bulk = 1000, .friction = friction} {
    memory_.resize(law_.memory_size());
    law_.rest(memory_);
  }
  /// Norm of the deviatoric Kirchhoff stress after a step to this shear, with the sign of the shear stress [kPa].
  double to(double shear, double seconds) {
    Mat3 F = Mat3::Identity();
    F(0, 1) = shear;
    const Mat3 C = F.transpose() * F;
    const MatrixStep step(law_, Seconds(seconds));
    Response r;
    step.add(C, 0, memory_, Wanted::stress, r);
    heat_ += step.remember(C, 0, memory_).dissipated;
    Mat3 S;
    S << r.stress[0], r.stress[3], r.stress[5], r.stress[3], r.stress[1], r.stress[4], r.stress[5], r.stress[4],
        r.stress[2];
    Mat3 tau = F * S * F.transpose();
    const double xy = tau(0, 1), pressure = tau.trace() / 3;
    tau.diagonal().array() -= pressure;
    return std::copysign(tau.norm(), xy);
  }
  double heat() const { return heat_; }

 private:
  MatrixLaw law_;
  std::vector<double> memory_;
  double heat_ = 0;
};

constexpr FrictionLaw at_once{.modulus = 40, .yield = 4, .time = 0}, slow{.modulus = 40, .yield = 4, .time = 5};

TEST(Friction, SticksBelowItsYieldStress) {
  Sheared s(at_once);
  EXPECT_NEAR(s.to(0.05, 1), 40 * 0.05 * std::numbers::sqrt2, 0.02);
  EXPECT_NEAR(s.to(0, 1), 0, 1e-12);
  EXPECT_EQ(s.heat(), 0);
}

TEST(Friction, WithoutATimeOfItsOwnCarriesNoMoreThanItsYieldStressAtAnyPaceAndInAnyStep) {
  for (int steps : {1, 3, 40}) {
    Sheared s(at_once);
    double stress = 0;
    for (int i = 1; i <= steps; ++i) {
      stress = s.to(0.4 * i / steps, 1e-3);
      EXPECT_LT(stress, 4.15);  // q is the norm of the stress at small strains of the bonds, within 3 % here
    }
    EXPECT_GT(stress, 3.4) << steps << " steps";
    EXPECT_NEAR(s.to(0.4, 1e4), stress, 0.02 * stress);  // and does not creep when it is held
  }
}

TEST(Friction, ResistsTheWayBackAsWellAsTheWayOut) {
  Sheared s(at_once);
  for (int i = 1; i <= 20; ++i) s.to(0.02 * i, 1);
  double stress = 0;
  for (int i = 19; i >= 0; --i) stress = s.to(0.02 * i, 1);
  EXPECT_LT(stress, -3.6);
  EXPECT_GT(stress, -4.05);
  EXPECT_GT(s.heat(), 0);
}

TEST(Friction, OfAHeldStrainFadesToItsYieldStressExponentiallyInAnyStep) {
  const double jump = Sheared(slow).to(0.1, 0);
  Sheared one(slow), many(slow);
  one.to(0.1, 0);
  many.to(0.1, 0);
  const double after = one.to(0.1, 3);
  double same = 0;
  for (int i = 0; i < 30; ++i) same = many.to(0.1, 0.1);
  EXPECT_NEAR(after, 4 + (jump - 4) * std::exp(-3.0 / 5), 0.002 * jump);
  EXPECT_NEAR(same, after, 0.002 * jump);
}

}  // namespace
}  // namespace hari::mechanics
