// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "differences.hpp"
#include "hari/core/error.hpp"
#include "hari/mechanics/fibre_fan.hpp"
#include "hari/mechanics/fibre_sum.hpp"
#include "random_network.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;
constexpr auto reticular = static_cast<std::size_t>(mesh::Layer::reticular);

struct Dermis {
  mesh::Grid grid = dermis_grid();
  fibre::Network network = random_network(3000, grid);
  FibreLaw law = soft_tissue_fibres();
  double growth = 1;
  FibreFan fan() const {
    std::array<double, mesh::n_layers> g{1, growth, 1, 1};
    return fibre_fans(network, grid, g, law)[reticular];
  }
  FibreSum sum() const { return FibreSum(network, grid, mesh::Layer::reticular, growth, law); }
};

Response respond(const FibreFan& fan, const Mat3& C) {
  Response r;
  FanStep(fan, Seconds(0)).add(C, std::vector<double>(fan.memory_size()), Wanted::energy, r);
  return r;
}

/// Right Cauchy-Green tensors of stretch l: along and across the fibres, both, and sheared out of the plane.
std::array<Mat3, 4> ways(double l) {
  Mat3 along = Mat3::Identity(), across = Mat3::Identity(), both = Mat3::Identity(), shear = Mat3::Identity();
  along.diagonal() << l * l, 1 / l, 1 / l;
  across.diagonal() << 1 / l, l * l, 1 / l;
  both.diagonal() << l * l, l * l, 1 / (l * l * l * l);
  shear(0, 2) = l - 1 + 0.05;
  return {along, across, both, Mat3(shear.transpose() * shear)};
}

TEST(FibreFan, AgreesWithTheSumOverEverySegmentWithinTwoPercent) {
  const Dermis d;
  const FibreFan fan = d.fan();
  for (double l : {1.0, 1.05, 1.1, 1.2, 1.3})
    for (const Mat3& C : ways(l)) {
      const Response mine = respond(fan, C), exact = d.sum().respond(C, Seconds(0));
      EXPECT_LT((mine.stress - exact.stress).norm(), 0.02 * exact.stress.norm()) << "stretch " << l << "\n" << C;
      EXPECT_LT((mine.tangent - exact.tangent).norm(), 0.04 * exact.tangent.norm());
    }
}

/// Largest distance of fan and sum over load to a stretch, hold, unloading and loading again, over the largest stress.
struct Distance {
  double out = 0, all = 0;  ///< up to the end of the hold; all the way
};
Distance distance(const Dermis& d, std::size_t way, double duration, double strain) {
  const FibreFan fan = d.fan();
  FibreSum sum = d.sum();
  std::vector<double> memory(fan.memory_size());
  double peak = 0, off = 0;
  const auto go = [&](double stretch, double seconds) {
    const Mat3 C = ways(stretch)[way];
    Response mine;
    const FanStep step(fan, Seconds(seconds));
    step.add(C, memory, Wanted::stress, mine);
    const Response exact = sum.respond(C, Seconds(seconds));
    step.remember(C, memory);
    sum.remember(C, Seconds(seconds));
    peak = std::max(peak, exact.stress.norm());
    off = std::max(off, (mine.stress - exact.stress).norm());
  };
  constexpr int n = 6;
  for (int i = 1; i <= n; ++i) go(1 + strain * i / n, duration / n);
  for (int i = 0; i < 3; ++i) go(1 + strain, 3 * duration);
  const double out = off / peak;
  for (int i = n - 1; i >= 0; --i) go(1 + strain * i / n, duration / n);
  for (int i = 1; i <= n; ++i) go(1 + 1.1 * strain * i / n, duration / n);
  return {out, off / peak};
}

TEST(FibreFan, SlipsAsTheSumOverEveryFibrilDoesWithinTwoPercent) {
  Dermis d;
  d.network = random_network(3000, d.grid, 2);
  d.law = slipping_fibres();
  for (double duration : {0.1, 1.0, 30.0})
    for (std::size_t way = 0; way < 4; ++way)
      EXPECT_LT(distance(d, way, duration, 0.25).all, 0.02) << "way " << way << ", " << duration << " s";
}

TEST(FibreFan, IsCaughtAsTheSumIsOnTheWayOutAndWithinThreePercentAllTheWayAtStrainsOfSuction) {
  Dermis d;
  d.network = random_network(3000, d.grid, 2);
  d.law = slipping_fibres();
  d.law.slip.limit = 0.07;
  for (double& slack : d.network.slack) slack += slack > 0.9 ? 0.07 : 0.0;  // about that of young skin
  for (double duration : {1.0, 30.0})
    for (std::size_t way : {0, 2}) {
      EXPECT_LT(distance(d, way, duration, 0.12).all, 0.03) << "way " << way << ", " << duration << " s";
      const Distance far = distance(d, way, duration, 0.25);
      EXPECT_LT(far.out, 0.02) << "way " << way << ", " << duration << " s";
      EXPECT_LT(far.all, 0.08) << "way " << way << ", " << duration << " s";  // docs/mechanics.md says why
    }
}

TEST(FibreFan, KeepsTheRestingStressOfTheFibresWhateverTheBins) {
  const Dermis d;
  const Response mine = respond(d.fan(), Mat3::Identity()), exact = d.sum().respond(Mat3::Identity(), Seconds(0));
  EXPECT_LT((mine.stress - exact.stress).norm(), 0.01 * exact.stress.norm());
}

TEST(FibreFan, ThickerTissueTurnsFibresUpAndThinsThem) {
  Dermis d;
  d.growth = 1.3;
  const Mat3 C = (Mat3() << 1.2, 0, 0, 0, 1.1, 0, 0, 0, 0.9).finished();
  const Response mine = respond(d.fan(), C), exact = d.sum().respond(C, Seconds(0));
  EXPECT_LT((mine.stress - exact.stress).norm(), 0.02 * exact.stress.norm());
}

TEST(FibreFan, TangentAndStressAreDerivativesOfThePotentialBeforeAndWhileFibrilsSlip) {
  Dermis d;
  for (const FibreLaw& law : {soft_tissue_fibres(), slipping_fibres()}) {
    d.law = law;
    const FibreFan fan = d.fan();
    std::vector<double> memory(fan.memory_size());
    Mat3 C = Mat3::Identity() * 1.15;
    C(0, 1) = C(1, 0) = 0.07, C(1, 2) = C(2, 1) = -0.11, C(0, 2) = C(2, 0) = 0.13;
    for (const Mat3& at : {Mat3(C), Mat3(1.2 * C), Mat3(1.1 * C)}) {  // rested, going on, and on the way back
      const FanStep step(fan, Seconds(4));
      expect_consistent(
          [&](const Mat3& c) {
            Response r;
            step.add(c, memory, Wanted::energy, r);
            return r;
          },
          at);
      step.remember(at, memory);
    }
    EXPECT_EQ(fan.slips(), !memory.empty());
  }
}

TEST(FibreFan, FibrilsSlipInTensionOnlyAndNeverBack) {
  Dermis d;
  d.law = slipping_fibres();
  const FibreFan fan = d.fan();
  std::vector<double> memory(fan.memory_size());
  FanStep(fan, Seconds(1e3)).remember(ways(0.8)[2], memory);  // pressed flat: nothing is taut along the plane
  double slid = 0;
  for (std::size_t j = 0; j < memory.size(); ++j) slid = std::max(slid, memory[j]);
  const double by_the_lifted = slid;
  FanStep(fan, Seconds(1e3)).remember(ways(1.25)[2], memory);
  for (double h : memory) slid = std::max(slid, h);
  EXPECT_GT(slid, 10 * by_the_lifted + 1);
  const std::vector<double> before = memory;
  Response back, fresh = respond(fan, ways(1.1)[2]);
  const FanStep step(fan, Seconds(1e3));
  step.add(ways(1.1)[2], memory, Wanted::stress, back);
  step.remember(ways(1.1)[2], memory);
  EXPECT_EQ(memory, before);
  EXPECT_LT(back.stress[0], fresh.stress[0]);
  EXPECT_GT(back.stress[0], 0);  // elastic fibres, which do not slip, still pull; a slack bundle does not push
}

TEST(FibreFan, RestsForYearsWithoutSliding) {
  Dermis d;
  d.law = slipping_fibres();
  d.law.collagen_spread = 0.1;  // much of it taut at rest, beyond the onset
  const FibreFan fan = d.fan();
  std::vector<double> memory(fan.memory_size());
  EXPECT_EQ(FanStep(fan, Seconds(1e6)).remember(Mat3::Identity(), memory).dissipated, 0);
  EXPECT_EQ(memory, std::vector<double>(fan.memory_size()));
}

TEST(FibreFan, CrossLinksRaiseTheOnsetOfSlipAndLeaveTheModulus) {
  Dermis loose, linked;
  loose.law = linked.law = slipping_fibres();
  for (double& a : linked.network.age_links) a += 3;
  for (Dermis* d : {&loose, &linked})
    for (double& n : d->network.cuts) n = 0;
  const Mat3 C = ways(1.25)[0];
  const auto after = [&](const Dermis& d, double seconds) {
    const FibreFan fan = d.fan();
    Response r;
    FanStep(fan, Seconds(seconds)).add(C, std::vector<double>(fan.memory_size()), Wanted::stress, r);
    return r.stress[0];
  };
  EXPECT_NEAR(after(loose, 0), after(linked, 0), 1e-9 * after(loose, 0));
  EXPECT_LT(after(loose, 1e4), 0.9 * after(linked, 1e4));
}

TEST(FibreFan, CrossLinksHandLoadRoundOpenCuts) {
  Dermis loose, linked;
  loose.law = linked.law = slipping_fibres();
  for (double& a : linked.network.age_links) a += 3;
  for (Dermis* d : {&loose, &linked})
    for (double& n : d->network.cuts) n = 4;
  for (std::size_t f = 0; f < loose.network.n_fibres(); ++f) {
    const double few = loose.law.carrying_volume(loose.network, f);
    const double many = linked.law.carrying_volume(linked.network, f);
    const double whole =
        few / fibre::load_transfer(loose.network.length[f] / 5,
                                   loose.law.shear_lag / std::sqrt(loose.law.slip.gain(loose.network, f)));
    if (loose.network.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) {
      EXPECT_EQ(many, few);  // links are those of collagen
      continue;
    }
    EXPECT_GT(many, 1.01 * few);
    EXPECT_LE(many, whole * (1 + 1e-12));
  }
}

/// Pull along the fibres at a stretch, once nothing slides any more.
double in_the_end(const Dermis& d, double stretch) {
  const FibreFan fan = d.fan();
  Response r;
  FanStep(fan, Seconds(1e6)).add(ways(stretch)[0], std::vector<double>(fan.memory_size()), Wanted::stress, r);
  return r.stress[0];
}

TEST(FibreFan, BundlesWithManyOpenCutsAreHeldLessBeyondTheLoadThatCutsTake) {
  Dermis young, cut;
  young.law = cut.law = slipping_fibres();
  for (double& n : cut.network.cuts) n = 2 * n + 3;
  Dermis at_once[2] = {young, cut};
  for (Dermis& d : at_once) d.law.slip.onset = 1;  // never slides
  const double carried = in_the_end(at_once[1], 1.2) / in_the_end(at_once[0], 1.2);
  EXPECT_LT(in_the_end(cut, 1.2) / in_the_end(young, 1.2), 0.8 * carried);
}

TEST(FibreFan, BeyondTheLimitOfSlipABundleIsAsStiffAsOneThatNeverSlides) {
  Dermis d, firm;
  d.law = firm.law = slipping_fibres();
  d.law.slip.limit = 0.05;
  firm.law.slip.onset = 1;
  const auto rise = [](const Dermis& of) { return in_the_end(of, 1.6) - in_the_end(of, 1.55); };
  EXPECT_NEAR(rise(d), rise(firm), 0.1 * rise(firm));
  d.law.slip.limit = 10;
  EXPECT_LT(rise(d), 0.8 * rise(firm));
}

TEST(FibreFan, RemembersNothingWhereNothingCanSlip) {
  Dermis d;
  EXPECT_EQ(d.fan().memory_size(), 0u);
  d.law = slipping_fibres();
  EXPECT_EQ(d.fan().memory_size(), 12 * d.fan().size());
  for (auto& kind : d.network.kind) kind = static_cast<std::uint8_t>(fibre::Kind::elastic);
  EXPECT_EQ(d.fan().memory_size(), 0u);
}

TEST(SlipLaw, RefusesGainsThatLeaveNothingOfAnUnlinkedBundle) {
  EXPECT_THROW((SlipLaw{.onset = 0.01, .glycation_gain = 0.6, .lox_gain = 0.5}.check()), core::ModelError);
  EXPECT_THROW((SlipLaw{.onset = 0}.check()), core::ModelError);
}

TEST(FibreFan, StretchOfAnEmbeddedFibreIsTheRootOfMCM) {  // one fibre, one direction: its own curve
  Dermis d;
  d.network = random_network(1, d.grid);
  const FibreFan fan = d.fan();
  ASSERT_EQ(fan.size(), 1u);
  const Mat3 C = (Mat3() << 1.3, 0, 0, 0, 1.1, 0, 0, 0, 0.8).finished();
  const math::Vec3 m = fibre::segment(d.network, 0).normalized();
  EXPECT_LT((fan.directions()[0] - m.cwiseAbs()).norm(), 1e-6);
  const double stretch = std::sqrt(m.dot(C * m));
  const Response r = respond(fan, C);
  EXPECT_NEAR(r.energy, fan.curve(0, stretch).energy, 1e-5 * r.energy);
  const double carried = d.law.carrying_volume(d.network, 0) / 4 * d.law.respond(d.network, 0, stretch).strain;
  EXPECT_NEAR(fan.curve(0, stretch).strain, carried, 2e-3 * carried);
}

TEST(FibreFan, OfAHundredThousandFibresIsBuiltInWellUnderASecond) {
  Dermis d;
  d.network = random_network(100000, d.grid);
  const auto start = std::chrono::steady_clock::now();
  const FibreFan fan = d.fan();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_GT(fan.size(), 5u);
  EXPECT_LT(took.count(), 2.0);  // 0.05 s on an idle machine
}

}  // namespace
}  // namespace hari::mechanics
