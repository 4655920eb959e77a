// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <numbers>

#include "hari/mechanics/fibre_fan.hpp"
#include "hari/mechanics/fibre_sum.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Mat6;
using math::Vec3;

constexpr double modulus = 1e3, packing = 500, spread = 0.05;  // [kPa], [ug/mm3], [-]
constexpr double volume_fraction = 0.1;

FibreLaw law() {
  return {.collagen_modulus = modulus,
          .elastin_modulus = modulus,
          .collagen_spread = spread,
          .elastic_spread = spread,
          .shear_lag = 0.05,
          .collagen_packing = packing,
          .elastin_packing = packing};
}

/// Ten thousand straight uncut fibres, spread evenly over all directions of the plane or of space, every fibril taut at
/// rest: stress is linear in stretch there, and dS/dE along a fibre its modulus whatever the slack.
fibre::Network fibres_all_round(bool planar, const mesh::Grid& grid) {
  constexpr std::size_t n_fibres = 10000;
  constexpr double length = 0.2, slack = 0.9;
  static_assert(slack + spread < 1);
  fibre::Network n;
  for (std::size_t f = 0; f < n_fibres; ++f) {
    const double up = planar ? 0 : (2 * double(f) + 1) / n_fibres - 1;
    const double angle = 2 * std::numbers::pi * std::numbers::phi * double(f);  // a golden spiral
    const double flat = std::sqrt(1 - up * up);
    const Vec3 half = length / 2 * Vec3(flat * std::cos(angle), flat * std::sin(angle), up);
    const Vec3 middle(1, 1, -0.5);
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    for (const Vec3& x : {Vec3(middle - half), Vec3(middle + half)})
      for (int i = 0; i < 3; ++i) n.vertex.push_back(static_cast<float>(x[i]));
    n.host.push_back(grid.locate(middle.x(), middle.y(), middle.z()));
    n.host.push_back(-1);
    n.id.push_back(f);
    n.kind.push_back(f % 2);
    n.layer.push_back(static_cast<std::uint8_t>(mesh::Layer::reticular));
    n.alive.push_back(1);
    n.weight.push_back(1);
    n.length.push_back(length);
    n.mature.push_back(volume_fraction * 4 * packing / n_fibres);  // in 4 mm3
    n.slack.push_back(slack);
    n.cuts.push_back(0);
  }
  n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
  return n;
}

struct Stiffness {
  Mat6 sum, fan;  ///< dS/dE over modulus and volume fraction, by every segment and averaged
};

Stiffness at_rest(bool planar) {
  const mesh::Grid grid({0, 2}, {0, 2}, {-1, 0}, {mesh::Layer::reticular});
  const fibre::Network n = fibres_all_round(planar, grid);
  Response averaged;
  const FibreLaw fibres = law();
  const FibreFan fan = fibre_fans(n, grid, {1, 1, 1, 1}, fibres)[static_cast<std::size_t>(mesh::Layer::reticular)];
  FanStep(fan, core::Seconds(0)).add(Mat3::Identity(), {}, Wanted::tangent, averaged);
  const Response summed =
      FibreSum(n, grid, mesh::Layer::reticular, 1, fibres).respond(Mat3::Identity(), core::Seconds(0));
  const double scale = modulus * volume_fraction;
  return {summed.tangent / scale, averaged.tangent / scale};
}

/// Young's modulus along one axis and Poisson's ratio of another, all sides free.
struct Elastic {
  double E, nu;
};
Elastic in_plane(const Mat6& D, int along, int across) {
  return {D(along, along) - D(along, across) * D(across, along) / D(across, across),
          D(along, across) / D(across, across)};
}
Elastic in_space(const Mat6& D, int along, int across) {
  const Mat3 compliance = D.topLeftCorner<3, 3>().inverse();
  return {1 / compliance(along, along), -compliance(across, along) / compliance(along, along)};
}

TEST(FibreBundles, InPlaneHaveAThirdOfTheirModulusAndPoissonsRatioOneThird) {  // V27
  const Stiffness s = at_rest(true);
  for (auto [along, across] : {std::pair{0, 1}, {1, 0}}) {
    const Elastic summed = in_plane(s.sum, along, across), averaged = in_plane(s.fan, along, across);
    EXPECT_NEAR(summed.E, 1.0 / 3, 1e-3);
    EXPECT_NEAR(summed.nu, 1.0 / 3, 1e-3);
    EXPECT_NEAR(averaged.E, 1.0 / 3, 0.02 / 3);
    EXPECT_NEAR(averaged.nu, 1.0 / 3, 0.02 / 3);
  }
}

TEST(FibreBundles, InSpaceHaveASixthOfTheirModulusAndPoissonsRatioOneFourth) {  // V27
  const Stiffness s = at_rest(false);
  for (auto [along, across] : {std::pair{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}}) {
    const Elastic summed = in_space(s.sum, along, across), averaged = in_space(s.fan, along, across);
    EXPECT_NEAR(summed.E, 1.0 / 6, 1e-3);
    EXPECT_NEAR(summed.nu, 1.0 / 4, 1e-3);
    // The fan keeps second moments and has one band for all steep fibres, since dermal ones lie flat: too soft here.
    EXPECT_NEAR(averaged.E, 1.0 / 6, (along == 2 ? 0.25 : 0.13) / 6) << along;
  }
}

}  // namespace
}  // namespace hari::mechanics
