// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <numbers>

#include "../mechanics/spotted_block.hpp"
#include "hari/core/parallel.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/probe/r_parameters.hpp"

namespace hari::probe {
namespace {

using mechanics::even_block;
using mechanics::small_laws;
using mechanics::with_collagen;
using mechanics::with_field;
using tissue::Fields;

/// Short, so that a test takes a second or two.
CutometerProtocol brief(Domain domain = Domain::automatic) {
  return {.suction_kpa = 20,
          .on = core::Seconds(0.3),
          .off = core::Seconds(0.3),
          .cycles = 1,
          .mesh = mesh::Resolution::coarse,
          .domain = domain};
}

struct Reading {
  CutometerCurve curve;
  CutometerEffort effort;
  RParameters r;
};

Reading read(const tissue::Tissue& tissue, Domain domain = Domain::automatic) {
  Reading reading;
  reading.curve = measure(brief(domain), tissue, small_laws(), &reading.effort);
  reading.r = r_parameters(reading.curve);
  return reading;
}

const Reading& even() {
  static const Reading reading = read(even_block());
  return reading;
}

TEST(Cutometer, KeepsTheSurfaceUnderTheProbeAtEachTimeOfTheCurve) {
  const CutometerCurve& c = even().curve;
  ASSERT_GT(c.dome.points, 5u);
  ASSERT_EQ(c.dome.position.size(), 3 * c.dome.points * c.time_s.size());
  const auto at = [&](std::size_t moment, std::size_t point, std::size_t axis) {
    return c.dome.position[3 * (moment * c.dome.points + point) + axis];
  };
  std::size_t highest = 0;
  for (std::size_t i = 0; i < c.time_s.size(); ++i) {
    EXPECT_NEAR(at(i, 0, 2), c.height_mm[i], 1e-6);  // the apex is what the instrument reads
    if (c.height_mm[i] > c.height_mm[highest]) highest = i;
  }
  for (std::size_t p = 0; p < c.dome.points; ++p) {
    EXPECT_EQ(at(0, p, 2), 0);  // flat at first
    if (p > 0) {
      EXPECT_GT(at(0, p, 0), at(0, p - 1, 0));
    }
  }
  EXPECT_LT(at(highest, c.dome.points - 1, 2), 0.5 * at(highest, 0, 2));  // the face holds the rim down
  // From rim to rim where the whole is solved.
  const CutometerCurve whole = measure(brief(Domain::whole), even_block(), small_laws());
  EXPECT_EQ(whole.dome.points, 2 * c.dome.points - 1);
  EXPECT_LT(whole.dome.position[0], 0);
}

double largest_difference(const CutometerCurve& a, const CutometerCurve& b) {
  EXPECT_EQ(a.time_s.size(), b.time_s.size());
  double most = 0;
  for (std::size_t i = 0; i < std::min(a.time_s.size(), b.time_s.size()); ++i)
    most = std::max(most, std::abs(a.height_mm[i] - b.height_mm[i]));
  return most;
}

TEST(Cutometer, ReadsEvenSkinOnTheWholeAsOnAQuarterAndAMapOfEqualPatchesAsTheirMean) {
  const mechanics::Laws laws = small_laws();
  mechanics::SkinMap map = mechanics::skin_map(even_block(), laws);
  const CutometerCurve quarter = measure(brief(), map.mean, laws.instrument);
  const CutometerCurve whole = measure(brief(Domain::whole), map.mean, laws.instrument);
  EXPECT_LT(largest_difference(whole, quarter), 3e-4);  // forces are balanced to 1e-3 of the load
  for (mechanics::Skin& patch : map.patch) patch = map.mean;
  EXPECT_LT(largest_difference(measure(brief(), map, laws.instrument), whole), 1e-6);
}

TEST(Cutometer, ChoosesTheQuarterForAnEvenBlockAndTheWholeDiffersByItsSamplingOnly) {
  EXPECT_EQ(even().effort.domain, Domain::quarter);
  const Reading whole = read(even_block(), Domain::whole);
  EXPECT_EQ(whole.effort.elements, 4 * even().effort.elements);
  constexpr double sampling = 0.01;
  const double heat = even().effort.energies.dissipated;  // of all the skin: a quarter counts four times
  EXPECT_NEAR(whole.effort.energies.dissipated, heat, 3 * sampling * heat);
  EXPECT_NEAR(whole.r.R0, even().r.R0, sampling * even().r.R0);
  EXPECT_NEAR(whole.r.R2, even().r.R2, sampling);
  EXPECT_NEAR(whole.r.R5, even().r.R5, sampling);
  EXPECT_NEAR(whole.r.R7, even().r.R7, sampling);
}

TEST(Cutometer, RisesHigherOnASoftSpotThanAStiffRingHoldsItBack) {
  const Reading soft = read(with_collagen(even_block(), 0, 0.8, 0.3));
  const Reading ring = read(with_collagen(even_block(), 1.2, 2, 1 / 0.3));
  EXPECT_EQ(soft.effort.domain, Domain::whole);
  EXPECT_EQ(ring.effort.domain, Domain::whole);
  EXPECT_GT(soft.r.R0, 1.02 * even().r.R0);
  EXPECT_LT(ring.r.R0, even().r.R0);
  EXPECT_LT(even().r.R0 - ring.r.R0, soft.r.R0 - even().r.R0);
}

TEST(Cutometer, SettlesOnASwollenSpotAndCountsFromThere) {
  const Reading swollen = read(with_field(even_block(), &Fields::growth, 0.5, 1.3));
  EXPECT_EQ(swollen.effort.domain, Domain::whole);
  EXPECT_GT(swollen.effort.settled_mm, 0.01);
  EXPECT_LT(swollen.effort.settled_mm, 0.3 * 1.2);  // of dermis that would swell freely
  const double load = 20 * 3.14;                    // suction times opening [mN]
  EXPECT_LT(swollen.effort.imbalance, 1e-4 * load);
  EXPECT_EQ(swollen.curve.height_mm.front(), 0);
  EXPECT_NEAR(swollen.r.R0, even().r.R0, 0.3 * even().r.R0);
  const mechanics::EnergyBalance& e = swollen.effort.energies;
  EXPECT_NEAR(e.work, e.stored + e.dissipated, 0.1 * swollen.effort.energies.dissipated);
}

TEST(Cutometer, ReadsAnUnevenBlockWithTheSameBitsOnOneThreadAndOnTwo) {
  const tissue::Tissue t = with_field(with_collagen(even_block(), 0, 0.8, 0.3), &Fields::growth, 0.8, 1.1);
  const int before = core::threads();
  core::set_threads(1);
  const Reading one = read(t);
  core::set_threads(2);
  const Reading two = read(t);
  core::set_threads(before);
  EXPECT_EQ(one.curve.time_s, two.curve.time_s);
  EXPECT_EQ(one.curve.height_mm, two.curve.height_mm);
}

Reading pressed(double preload_kpa, mechanics::Contact contact) {
  CutometerProtocol p = brief();
  p.preload_kpa = preload_kpa;
  p.contact = contact;
  Reading reading;
  reading.curve = measure(p, even_block(), small_laws(), &reading.effort);
  reading.r = r_parameters(reading.curve);
  return reading;
}

class PressedFace : public testing::TestWithParam<mechanics::Contact> {};

TEST_P(PressedFace, CarriesWhatIsAskedWhenTheSuctionBeginsAndSkinRisesLess) {
  const double face = small_laws().instrument.face_ratio, area = std::numbers::pi * (face * face - 1);  // radius 1 mm
  double last = pressed(0, GetParam()).r.R0;
  for (double preload : {2.0, 10.0}) {
    SCOPED_TRACE(preload);
    const Reading r = pressed(preload, GetParam());
    EXPECT_NEAR(r.effort.face_mn, preload * area, 0.01 * preload * area);
    EXPECT_EQ(r.curve.time_s.front(), 0);  // pressing on is no part of the curve
    EXPECT_EQ(r.curve.height_mm.front(), 0);
    EXPECT_EQ(r.curve.time_s.back(), 0.6);
    EXPECT_LT(r.r.R0, last);
    last = r.r.R0;
  }
}

INSTANTIATE_TEST_SUITE_P(Both, PressedFace,
                         testing::Values(mechanics::Contact::frictionless, mechanics::Contact::bonded));

TEST(Cutometer, RisesLessWhereSeptaTieTheSkinDown) {
  const Reading tied = read(mechanics::with_septa(even_block()), Domain::quarter);
  EXPECT_LT(tied.r.R0, 0.97 * even().r.R0);
  EXPECT_GT(tied.r.R0, 0.3 * even().r.R0);
}

TEST(Cutometer, ReadsTwiceWithTheSameBits) {
  const tissue::Tissue t = even_block();
  const Reading first = read(t), second = read(t);
  EXPECT_EQ(first.curve.time_s, second.curve.time_s);
  EXPECT_EQ(first.curve.pressure_kpa, second.curve.pressure_kpa);
  EXPECT_EQ(first.curve.height_mm, second.curve.height_mm);
  EXPECT_EQ(first.curve.dome.position, second.curve.dome.position);
}

TEST(Cutometer, TakesTensOfStepsForACycle) {
  CutometerProtocol p{.cycles = 1, .mesh = mesh::Resolution::coarse};
  CutometerEffort effort;
  measure(p, even_block(), small_laws(), &effort);
  EXPECT_GT(effort.steps, 10);
  EXPECT_LT(effort.steps + effort.refused, 40);
}

TEST(Cutometer, ClosesItsEnergyToAFewHundredthsOfTheHeat) {
  const mechanics::EnergyBalance& e = even().effort.energies;
  EXPECT_GT(e.dissipated, 0);
  EXPECT_NEAR(e.work, e.stored + e.dissipated, 0.03 * e.dissipated);
}

/// A slow ramp up and down.
CutometerCurve ramp(const mechanics::Laws& laws) {
  CutometerProtocol p = brief();
  p.mode = SuctionMode::ramp;
  p.on = core::Seconds(1.5);
  p.off = core::Seconds(2.5);
  return measure(p, even_block(), laws);
}

TEST(Cutometer, RampsThePressureEvenlyAndLosesTheEnergyOfTheBranchesAlone) {
  const CutometerCurve c = ramp(small_laws());
  for (std::size_t i = 0; i < c.time_s.size(); ++i) {
    const double t = c.time_s[i];
    EXPECT_NEAR(c.pressure_kpa[i], t < 1.5 ? 20 * t / 1.5 : 20 * (4 - t) / 2.5, 1e-9) << t;
    if (i > 0 && t <= 1.5) {
      EXPECT_GT(c.height_mm[i], c.height_mm[i - 1]);
    }
  }
  const Loop l = loop(c);
  EXPECT_GT(l.unrestored, 0.05);
  EXPECT_LT(l.unrestored, 0.9);
  EXPECT_GT(l.residual, 0);
  mechanics::Laws elastic = small_laws();
  for (mechanics::MatrixLaw& m : elastic.matrix) m.share = {};
  EXPECT_NEAR(loop(ramp(elastic)).unrestored, 0, 0.02);
}

TEST(Cutometer, KnowsTheDomainsOfItsSchema) {
  EXPECT_EQ(domain("automatic"), Domain::automatic);
  EXPECT_EQ(domain("quarter"), Domain::quarter);
  EXPECT_EQ(domain("whole"), Domain::whole);
}

}  // namespace
}  // namespace hari::probe
