// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "hari/mechanics/fibre_fan.hpp"
#include "random_network.hpp"

namespace hari::mechanics {
namespace {

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
};

TEST(FibreFan, AgreesWithTheSumOverEverySegmentWithinTwoPercent) {
  const Dermis d;
  const FibreFan fan = d.fan();
  for (double l : {1.0, 1.05, 1.1, 1.2, 1.3}) {
    Mat3 along = Mat3::Identity(), across = Mat3::Identity(), both = Mat3::Identity(), shear = Mat3::Identity();
    along.diagonal() << l, 1 / std::sqrt(l), 1 / std::sqrt(l);
    across.diagonal() << 1 / std::sqrt(l), l, 1 / std::sqrt(l);
    both.diagonal() << l, l, 1 / (l * l);
    shear(0, 2) = l - 1 + 0.05;
    for (const Mat3& F : {along, across, both, shear}) {
      const Mat3 C = F.transpose() * F;
      Response mine;
      fan.add(C, Wanted::energy, mine);
      const Response exact = sum_fibres(d.network, d.grid, mesh::Layer::reticular, 1, d.law, C);
      EXPECT_LT((mine.stress - exact.stress).norm(), 0.02 * exact.stress.norm()) << "stretch " << l << "\n" << F;
    }
  }
}

TEST(FibreFan, KeepsTheRestingStressOfTheFibresWhateverTheBins) {
  const Dermis d;
  Response mine;
  d.fan().add(Mat3::Identity(), Wanted::stress, mine);
  const Response exact = sum_fibres(d.network, d.grid, mesh::Layer::reticular, 1, d.law, Mat3::Identity());
  EXPECT_LT((mine.stress - exact.stress).norm(), 0.01 * exact.stress.norm());
}

TEST(FibreFan, ThickerTissueTurnsFibresUpAndThinsThem) {
  Dermis d;
  d.growth = 1.3;
  const Mat3 C = (Mat3() << 1.2, 0, 0, 0, 1.1, 0, 0, 0, 0.9).finished();
  Response mine;
  d.fan().add(C, Wanted::stress, mine);
  const Response exact = sum_fibres(d.network, d.grid, mesh::Layer::reticular, 1.3, d.law, C);
  EXPECT_LT((mine.stress - exact.stress).norm(), 0.02 * exact.stress.norm());
}

TEST(FibreFan, TangentAndStressAreDerivativesOfTheEnergy) {
  const FibreFan fan = Dermis().fan();
  Mat3 C = Mat3::Identity() * 1.15;
  C(0, 1) = C(1, 0) = 0.07, C(1, 2) = C(2, 1) = -0.11, C(0, 2) = C(2, 0) = 0.13;
  Response at;
  fan.add(C, Wanted::energy, at);
  constexpr int row[6] = {0, 1, 2, 0, 1, 0}, column[6] = {0, 1, 2, 1, 2, 2};
  const double h = 1e-6;
  for (int p = 0; p < 6; ++p) {
    Mat3 E = Mat3::Zero();  // one component of Green-Lagrange strain, shears counted twice
    E(row[p], column[p]) += p < 3 ? 1 : 0.5;
    if (p >= 3) E(column[p], row[p]) += 0.5;
    Response up, down;
    fan.add(C + 2 * h * E, Wanted::energy, up);
    fan.add(C - 2 * h * E, Wanted::energy, down);
    EXPECT_NEAR((up.energy - down.energy) / (2 * h), at.stress[p], 1e-6 * at.stress.norm());
    EXPECT_LT(((up.stress - down.stress) / (2 * h) - at.tangent.col(p)).norm(), 1e-5 * at.tangent.norm());
  }
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
  Response r;
  fan.add(C, Wanted::energy, r);
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
