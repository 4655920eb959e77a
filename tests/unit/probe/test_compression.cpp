// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "hari/probe/compression.hpp"
#include "plain_skin.hpp"

namespace hari::probe {
namespace {

constexpr core::Seconds brief{0.1};

/// A film of 0.1 mm, `ratio` times as stiff as the deep base under it.
mechanics::Skin film_on_base(double ratio) {
  mechanics::Skin skin = plain_skin(1, 100);
  skin.thickness = {5, 0, 0, 0.1};
  skin.material[3].matrix = {.shear = ratio, .bulk = 100 * ratio};
  return skin;
}

TEST(Compression, AFlatSurfaceStaysFlat) {
  const CompressionCurve c = measure(
      {.wavelength_mm = {2}, .strain = 0.02, .imperfection_mm = 0, .hold = brief, .rest = brief}, film_on_base(100));
  for (double a : c.amplitude_mm) EXPECT_NEAR(a, 0, 1e-9);
}

TEST(Compression, AStiffFilmChoosesTheWavelengthOfTheClosedForm) {  // 2 pi h (E_f / 3 E_s)^(1/3), plane-strain moduli
  const double expected = 2 * std::numbers::pi * 0.1 * std::cbrt(100.0 / 3);
  // A little below the critical strain of (3 E_s / E_f)^(2/3) / 4 = 0.024.
  CompressionProtocol p{.strain = 0.018, .imperfection_mm = 1e-4, .hold = brief, .rest = brief};
  p.wavelength_mm.clear();
  for (double share : {0.5, 0.7, 0.85, 1.0, 1.15, 1.35, 1.9}) p.wavelength_mm.push_back(share * expected);
  const CompressionReadings r = readings(measure(p, film_on_base(100)));
  EXPECT_NEAR(r.furrows[r.largest].wavelength_mm, expected, 0.2 * expected);
  EXPECT_GT(r.furrows[r.largest].amplification, 2 * r.furrows.front().amplification);
  EXPECT_GT(r.furrows[r.largest].amplification, 1.5 * r.furrows.back().amplification);
  for (const Furrow& f : r.furrows) EXPECT_NEAR(f.persistence, 0, 1e-3);  // elastic: nothing stays
}

TEST(Compression, AViscousBaseKeepsSomeOfTheFurrow) {
  mechanics::Skin skin = film_on_base(30);
  for (auto& m : skin.material) {
    m.matrix.share = {0.6, 0};
    m.matrix.time = {20, 1};
  }
  const CompressionProtocol p{
      .wavelength_mm = {1.3}, .strain = 0.03, .hold = core::Seconds(20), .rest = core::Seconds(1)};
  const Furrow f = readings(measure(p, skin)).furrows.front();
  EXPECT_GT(f.persistence, 0.02);
  EXPECT_LT(f.persistence, 1);
}

TEST(Compression, TensionHoldsASmallPushFlat) {
  CompressionProtocol p{.wavelength_mm = {1}, .strain = 0.02, .hold = brief, .rest = brief};
  const double slack = readings(measure(p, film_on_base(10))).furrows[0].amplification;
  mechanics::Skin taut = film_on_base(10);
  taut.material[3].traction = 5;
  taut.material[3].balance();
  EXPECT_LT(readings(measure(p, taut)).furrows[0].amplification, slack);
}

TEST(Compression, AFurrowIsBornAndFoundWhenTheStiffFilmIsPushedPastItsLimit) {
  const CompressionProtocol p{.wavelength_mm = {2}, .strain = 0.1, .hold = brief, .rest = brief};
  // The film keeps its length: amplitude near wavelength/pi sqrt(strain past the critical 0.024).
  const Furrow f = readings(measure(p, film_on_base(100))).furrows.front();
  const double inextensible = 2 / std::numbers::pi * std::sqrt(0.1 - 0.024);
  EXPECT_NEAR(f.amplitude_mm, inextensible, 0.2 * inextensible);
}

TEST(Compression, EndsCleanlyWhereTheSkinFolds) {
  const CompressionProtocol p{
      .wavelength_mm = {0.3}, .strain = 0.35, .imperfection_mm = 0.02, .hold = brief, .rest = brief};
  const Furrow f = readings(measure(p, film_on_base(3))).furrows.front();
  EXPECT_LT(f.strain_reached, 0.35);
  EXPECT_GT(f.strain_reached, 0.1);
  EXPECT_TRUE(std::isnan(f.persistence));
}

TEST(Compression, ReadsWhereASampleEndsEarly) {
  CompressionCurve c;
  c.protocol = {.wavelength_mm = {1}, .strain = 0.1};
  c.wavelength_mm = {1, 1};
  c.time_s = {0, 0.25};
  c.strain = {0, 0.05};
  c.amplitude_mm = {0.001, 0.01};
  const Furrow f = readings(c).furrows.front();
  EXPECT_EQ(f.strain_reached, 0.05);
  EXPECT_NEAR(f.amplification, 10, 1e-12);
  EXPECT_TRUE(std::isnan(f.persistence));
}

TEST(Compression, RefusesWhatTheSchemaDoesNotAllow) {
  EXPECT_THROW(measure({.wavelength_mm = {}}, film_on_base(10)), core::ModelError);
  EXPECT_THROW(measure({.wavelength_mm = {1, 1}}, film_on_base(10)), core::ModelError);
  EXPECT_THROW(measure({.strain = 0.9}, film_on_base(10)), core::ModelError);
}

}  // namespace
}  // namespace hari::probe
