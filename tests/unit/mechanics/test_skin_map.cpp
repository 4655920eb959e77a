// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/core/parallel.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mechanics/skin_map.hpp"
#include "hari/mesh/suction_mesh.hpp"
#include "spotted_block.hpp"

namespace hari::mechanics {
namespace {

constexpr auto reticular = static_cast<std::size_t>(mesh::Layer::reticular);

void expect_same_bits(const Skin& a, const Skin& b) {
  EXPECT_EQ(a.thickness, b.thickness);
  for (std::size_t l = 0; l < mesh::n_layers; ++l) {
    const FibreFan &f = a.material[l].fibres, &g = b.material[l].fibres;
    ASSERT_EQ(f.size(), g.size());
    for (std::size_t d = 0; d < f.size(); ++d) {
      EXPECT_EQ(f.directions()[d], g.directions()[d]);
      for (double stretch : {0.9, 1.0, 1.2}) EXPECT_EQ(f.curve(d, stretch).strain, g.curve(d, stretch).strain);
    }
    EXPECT_EQ(a.material[l].swelling, b.material[l].swelling);
    EXPECT_EQ(a.material[l].matrix.time, b.material[l].matrix.time);
  }
}

TEST(AverageSkin, OfTheWholeBlockIsThatOfTheWindowThatHoldsItAll) {
  const tissue::Tissue t = with_field(even_block(), &tissue::Fields::growth, 1, 1.2);
  expect_same_bits(average_skin(t, small_laws()), average_skin(t, small_laws(), mesh::whole(t.grid)));
}

TEST(AverageSkin, OfAWindowKnowsNothingOfTheRest) {
  const mesh::Window middle{3, 7, 3, 7};  // 0.8 mm off the centre
  const tissue::Tissue even = even_block();
  expect_same_bits(average_skin(even, small_laws(), middle),
                   average_skin(with_collagen(even, 1.3, 3, 0.1), small_laws(), middle));
  const Skin thick = average_skin(with_field(even, &tissue::Fields::growth, 0.8, 1.3), small_laws(), middle);
  EXPECT_NEAR(thick.thickness[reticular], 1.3 * 1.2, 1e-12);
}

TEST(AverageSkin, OfTheBlockIsTheMeanOfItsWindows) {
  const tissue::Tissue t = with_collagen(even_block(), 0, 1, 0.2);
  const mesh::Windows windows = mesh::tiles(t.grid, 3);
  double sum = 0;
  const std::vector<Skin> part = average_skins(t, small_laws(), windows);
  for (std::size_t w = 0; w < part.size(); ++w)
    sum += mesh::area(t.grid, windows[w]) / t.grid.area() * resting_stress(part[w].material[reticular]).along;
  const double whole = resting_stress(average_skin(t, small_laws()).material[reticular]).along;
  EXPECT_GT(whole, 1);
  EXPECT_NEAR(sum, whole, 0.01 * whole);  // directions of a window's fan are its own
}

TEST(SkinMap, FindsThePatchOfAPlace) {
  const SkinMap map = skin_map(even_block(), small_laws());
  ASSERT_EQ(map.patch.size(), 9u);  // 6400 fibres, and an even number would put a border through the middle
  EXPECT_EQ(map.patch_at(0, 0), 4u);
  EXPECT_EQ(map.patch_at(-1.99, -1.99), 0u);
  EXPECT_EQ(map.patch_at(2, -2), 2u);
  EXPECT_EQ(map.patch_at(-1, 1.5), 6u);
  EXPECT_FALSE(map.patch_at(2.01, 0));
  EXPECT_FALSE(map.patch_at(0, -2.01));
}

TEST(SkinMap, HasTheSameBitsOnOneThreadAndOnTwo) {
  const tissue::Tissue t = with_field(even_block(), &tissue::Fields::growth, 1, 1.2);
  const int before = core::threads();
  core::set_threads(1);
  const SkinMap one = skin_map(t, small_laws());
  core::set_threads(2);
  const SkinMap two = skin_map(t, small_laws());
  core::set_threads(before);
  expect_same_bits(one.mean, two.mean);
  for (std::size_t p = 0; p < one.patch.size(); ++p) expect_same_bits(one.patch[p], two.patch[p]);
}

TEST(Unevenness, OfAnEvenBlockIsBelowTheThreshold) {
  EXPECT_LT(unevenness(even_block(), small_laws().fibres), even_enough);
}

TEST(Unevenness, SeesLostCollagenSwellingAndAddedHyaluronan) {
  const tissue::Tissue even = even_block();
  const FibreLaw law = small_laws().fibres;
  EXPECT_GT(unevenness(with_collagen(even, 0, 0.8, 0.3), law), even_enough);
  EXPECT_GT(unevenness(with_collagen(even, 0, 0.8, 3), law), even_enough);
  EXPECT_NEAR(unevenness(with_field(even, &tissue::Fields::growth, 0.5, 1.3), law), 0.06, 0.02);
  EXPECT_GT(unevenness(with_hyaluronan(even, 0.5, 3), law), even_enough);
  tissue::Tissue cut = even;
  for (std::size_t f = 0; f < cut.network.n_fibres(); ++f)
    if (off_centre(cut.network.vertex[3 * cut.network.first_vertex[f]],
                   cut.network.vertex[3 * cut.network.first_vertex[f] + 1]) < 0.8)
      cut.network.cuts[f] = 30;
  EXPECT_GT(unevenness(cut, law), even_enough);
}

TEST(SkinMap, GrowsAndFillsTheElementsOverTheBlockAndNoOther) {
  const tissue::Tissue t = with_field(even_block(), &tissue::Fields::growth, 0.8, 1.3);
  const SkinMap map = skin_map(t, small_laws());
  const auto spec = mesh::skin_spec(1, 3, map.mean.thickness, mesh::Resolution::coarse);
  const Problem p = suction_problem(mesh::unfolded(mesh::suction_mesh(spec)), map, Contact::frictionless);
  EXPECT_NO_THROW(p.check());
  std::size_t swollen = 0, beyond = 0, below = 0;
  for (std::size_t e = 0; e < p.mesh.n_elements(); ++e) {
    const math::Vec3 x = mesh::corners(p.mesh, e).rowwise().mean();
    const auto layer = static_cast<std::uint16_t>(p.mesh.region[e]);
    const bool over = std::max(std::abs(x.x()), std::abs(x.y())) < 2;
    if (!over || x.z() < -2.1) {
      (over ? below : beyond) += 1;
      EXPECT_EQ(p.material_of[e], layer);
      EXPECT_EQ(p.growth[e], math::Mat3(math::Mat3::Identity()));
    } else if (layer == reticular && std::max(std::abs(x.x()), std::abs(x.y())) < 0.79) {
      ++swollen;
      EXPECT_EQ(p.material_of[e], 4 * (1 + 4) + reticular);
      EXPECT_NEAR(p.growth[e](2, 2) * map.mean.thickness[reticular], 1.3 * 1.2, 1e-12);
      EXPECT_EQ(p.growth[e](0, 0), 1);
    }
  }
  EXPECT_GT(swollen, 20u);
  EXPECT_GT(beyond, 20u);
  EXPECT_GT(below, 20u);
}

TEST(SkinMap, TheWholeMovesAsTheQuarterOfEvenSkin) {
  const SkinMap even{.mean = average_skin(even_block(), small_laws())};
  const mesh::HexMesh quarter =
      mesh::suction_mesh(mesh::skin_spec(1, 3, even.mean.thickness, mesh::Resolution::coarse));
  double apex[2];
  for (int whole : {0, 1}) {
    Equilibrium skin(suction_problem(whole ? mesh::unfolded(quarter) : quarter, even, Contact::frictionless),
                     {.reference_force = 10, .tolerance = 1e-9});
    skin.advance({.suction = 5}, core::Seconds(1));
    apex[whole] = skin.displacement(skin.mesh().apex).z();
  }
  EXPECT_GT(apex[0], 0.02);
  EXPECT_NEAR(apex[1], apex[0], 1e-6 * apex[0]);
}

/// Upright second Piola-Kirchhoff stress of the fat at once stretched to that.
double fat_pulls(const tissue::Tissue& t, double stretch) {
  const LayerMaterial fat = average_skin(t, small_laws()).material[0];
  math::Mat3 C = math::Mat3::Identity();
  C.diagonal() << 1 / stretch, 1 / stretch, stretch * stretch;
  std::vector<double> memory(fat.memory_size());
  fat.rest(memory);
  Response r;
  MaterialStep(fat, core::Seconds(0)).respond(C, memory, Wanted::stress, r);
  return r.stress[2];
}

TEST(Septa, RestInBalanceAndPullWhereFatIsStretchedUpright) {
  const tissue::Tissue bare = even_block(), tied = with_septa(even_block());
  EXPECT_NEAR(fat_pulls(tied, 1), 0, 1e-6);
  EXPECT_GT(fat_pulls(tied, 1.1), 10 * fat_pulls(bare, 1.1));
}

}  // namespace
}  // namespace hari::mechanics
