// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <numbers>

#include "../../unit/mechanics/random_network.hpp"
#include "hari/core/draw.hpp"
#include "hari/core/error.hpp"
#include "solids.hpp"

namespace hari::mechanics {
namespace {

using core::Seconds;
using math::Mat3;
using math::Vec3;

/// Random numbers of one case.
class Dice {
 public:
  explicit Dice(std::uint64_t number) : draw_(11, core::Purpose::test, number, 0) {}
  double between(double low, double high) { return low + (high - low) * draw_.uniform(); }
  /// Evenly among decades.
  double decades(double low, double high) { return low * std::pow(high / low, draw_.uniform()); }
  bool chance(double p) { return draw_.uniform() < p; }
  Vec3 within(double size) { return {between(-size, size), between(-size, size), between(-size, size)}; }

 private:
  core::Draw draw_;
};

/// Crimped and prestretched ones, up to a thousand times stiffer than what they lie in.
const FibreFan& some_fibres() {
  static const FibreFan fan = [] {
    const mesh::Grid grid = dermis_grid();
    return fibre_fans(random_network(300, grid), grid, {1, 1, 1, 1}, soft_tissue_fibres())[1];
  }();
  return fan;
}

/// The same with fibrils that slip and are caught.
const FibreFan& some_slipping_fibres() {
  static const FibreFan fan = [] {
    const mesh::Grid grid = dermis_grid();
    FibreLaw law = slipping_fibres();
    law.slip.limit = 0.07;
    return fibre_fans(random_network(300, grid), grid, {1, 1, 1, 1}, law)[1];
  }();
  return fan;
}

LayerMaterial any_material(Dice& dice) {
  LayerMaterial m;
  m.matrix.form = dice.chance(0.5) ? MatrixForm::split : MatrixForm::coupled;
  m.matrix.shear = dice.decades(1e-2, 1e4);
  m.matrix.bulk = m.matrix.shear * dice.decades(1e-2, 1e4);
  if (dice.chance(0.5)) {
    const double all = dice.between(0, 0.99), first = dice.between(0, 1);
    m.matrix.share = {all * first, all * (1 - first)};
    m.matrix.time = {dice.decades(1e-3, 1e3), dice.decades(1e-3, 1e3)};
  }
  if (m.matrix.form == MatrixForm::split && dice.chance(0.4))
    m.matrix.friction = {.modulus = m.matrix.shear * dice.decades(1e-2, 10),
                         .yield = m.matrix.shear * dice.decades(1e-3, 1),
                         .time = dice.chance(0.3) ? 0 : dice.decades(1e-2, 100)};
  if (m.matrix.form == MatrixForm::split && dice.chance(0.3))
    m.matrix.gel = {.fraction = dice.between(0, 0.5), .shear = dice.decades(1e-2, 10)};
  if (dice.chance(0.4)) m.fibres = dice.chance(0.5) ? some_slipping_fibres() : some_fibres();
  if (dice.chance(0.3)) m.traction = m.matrix.shear * dice.decades(1e-3, 1);
  if (dice.chance(0.3)) m.balance();
  return m;
}

/// A small warped box on a fixed base, a bed or between periodic sides, of two materials, perhaps grown, perhaps with a
/// ball over it; its upper side may be moved.
Problem any_problem(Dice& dice) {
  const int n = dice.chance(0.3) ? 3 : 2;
  mesh::HexMesh mesh = box({0, 0, -1}, {dice.decades(0.2, 5), dice.decades(0.2, 5), 0}, {n, n, n});
  const bool periodic = dice.chance(0.25), pulled = dice.chance(0.5);
  Problem p;
  if (periodic) p.partner = periodic_sides(mesh, true, true);
  const Vec3 high = mesh.node.back();
  for (Vec3& x : mesh.node)
    if (!outside(x, {0, 0, -1}, high)) x += dice.within(0.1).cwiseProduct(high - Vec3(0, 0, -1)) / n;
  const int top = (n + 1) * (n + 1) * n;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const int a = top + i + (n + 1) * j;
      mesh.aperture.push_back({a, a + 1, a + n + 2, a + n + 1});
    }
  p.material = {any_material(dice), any_material(dice)};
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) p.material_of.push_back(dice.chance(0.5) ? 1 : 0);
  p.fixed.assign(mesh.n_nodes(), 0);
  p.mesh = std::move(mesh);
  if (dice.chance(0.3)) {
    const double k = dice.decades(1e-2, 1e4);
    p.spring = elastic_bed(p.mesh, {k, k, k});
  } else {
    hold(p, 7, [](const Vec3& x) { return near(x.z(), -1); });
  }
  if (pulled) {
    const Vec3 way = dice.within(dice.decades(1e-3, 1));
    drive(
        p, 7, [](const Vec3& x) { return near(x.z(), 0); }, [&](const Vec3&) { return way; });
  }
  if (dice.chance(0.3)) {
    Mat3 G = Mat3::Identity();
    for (int i = 0; i < 3; ++i) G(i, i) = dice.between(0.6, 1.8);
    p.growth.assign(p.mesh.n_elements(), G);
  }
  if (dice.chance(0.3)) {
    Ball ball;
    ball.radius = dice.decades(0.1, 10);
    ball.centre = {0.4 * high.x(), 0.6 * high.y(), ball.radius};
    ball.way = {0, 0, -dice.decades(1e-3, 1)};
    ball.penalty = dice.decades(1, 1e5);
    const auto area = surface_area(p.mesh, true);
    for (std::size_t n = 0; n < area.size(); ++n)
      if (area[n] > 0) {
        ball.node.push_back(static_cast<mesh::NodeIndex>(n));
        ball.area.push_back(area[n]);
      }
    p.ball = ball;
  }
  return p;
}

/// Relaxation of the coupled form is a convolution of stress: what it stores is not defined.
bool has_energy(const Problem& p) {
  return std::none_of(p.material.begin(), p.material.end(), [](const LayerMaterial& m) {
    return m.matrix.form == MatrixForm::coupled && m.matrix.share[0] + m.matrix.share[1] > 0;
  });
}

void expect_finite(const Equilibrium& e, bool energy) {
  for (std::size_t n = 0; n < e.mesh().n_nodes(); ++n) {
    const auto i = static_cast<mesh::NodeIndex>(n);
    ASSERT_TRUE(e.displacement(i).allFinite());
    ASSERT_TRUE(e.reaction(i).allFinite());
  }
  for (std::size_t k = 0; k < e.mesh().n_elements(); ++k)
    for (const Mat3& s : e.stress(k)) ASSERT_TRUE(s.allFinite());
  const EnergyBalance b = e.energies();
  ASSERT_TRUE(std::isfinite(b.work));
  ASSERT_TRUE(!energy || (std::isfinite(b.stored) && std::isfinite(b.dissipated)));
  ASSERT_TRUE(e.ball_force().allFinite());
}

Drive any_drive(Dice& dice, double stiffness) {
  Drive d;
  if (dice.chance(0.7)) d.suction = (dice.chance(0.8) ? 1 : -1) * stiffness * dice.decades(1e-3, 10);
  if (dice.chance(0.5)) d.weight = dice.within(stiffness * dice.decades(1e-3, 1));
  d.travel = dice.between(-0.5, 1.5);
  return d;
}

TEST(HostileProblems, ConvergeOrAreRefusedWithoutATrace) {
  int converged = 0, whole = 0, slipping = 0, rubbing = 0, gelled = 0;
  constexpr int cases = 500;
  // Three steps each, whatever their size, never taken again in smaller ones. Seen: 1099 of 1500 converge at once, and
  // all three of 323 cases; the others were refused. Given time, 30 of 40 arrive (the next test).
  constexpr double share_of_steps = 0.70, share_of_cases = 0.60;
  for (std::uint64_t c = 0; c < cases; ++c) {
    SCOPED_TRACE(c);
    Dice dice(c);
    const Problem p = any_problem(dice);
    const double stiffness = std::min(p.material[0].matrix.shear, p.material[1].matrix.shear);
    Equilibrium e(p, {.formulation = dice.chance(0.5) ? Formulation::mean_dilatation : Formulation::displacement,
                      .reference_force = stiffness,
                      .tolerance = 1e-5});
    const auto any = [&](auto has) { return has(p.material[0]) || has(p.material[1]); };
    slipping += any([](const LayerMaterial& m) { return m.fibres.slips(); });
    rubbing += any([](const LayerMaterial& m) { return m.matrix.friction.acts(); });
    gelled += any([](const LayerMaterial& m) { return m.matrix.gel.stiffening() > 0; });
    int in_this = 0;
    for (int i = 0; i < 3; ++i) {
      const Drive before = e.drive(), wanted = any_drive(dice, stiffness);
      const Vec3 apex = e.displacement(e.mesh().apex);
      const StepReport r = e.step(before.between(wanted, 0.3), Seconds(dice.decades(1e-4, 100)));
      expect_finite(e, has_energy(p));
      EXPECT_LE(r.iterations, 40);
      converged += r.converged;
      in_this += r.converged;
      if (r.converged) {
        EXPECT_LE(r.residual, 1e-5);
      } else {
        EXPECT_EQ(e.displacement(e.mesh().apex), apex);
        EXPECT_EQ(e.drive().travel, before.travel);
      }
    }
    whole += in_this == 3;
    if (testing::Test::HasFatalFailure()) return;
  }
  RecordProperty("steps_converged", converged);
  RecordProperty("cases_with_all_steps", whole);
  RecordProperty("cases_with_slip", slipping);
  RecordProperty("cases_with_friction", rubbing);
  RecordProperty("cases_with_gel", gelled);
  EXPECT_GT(slipping, cases / 10);
  EXPECT_GT(rubbing, cases / 10);
  EXPECT_GT(gelled, cases / 10);
  EXPECT_GE(converged, share_of_steps * 3 * cases);
  EXPECT_GE(whole, share_of_cases * cases);
}

TEST(HostileProblems, GivenTimeAreSolvedOrRefusedInWords) {
  int refused = 0;
  constexpr int cases = 40;
  for (std::uint64_t c = 0; c < cases; ++c) {
    SCOPED_TRACE(c);
    Dice dice(1000 + c);
    const Problem p = any_problem(dice);
    const double stiffness = std::min(p.material[0].matrix.shear, p.material[1].matrix.shear);
    Equilibrium e(p, {.reference_force = stiffness, .tolerance = 1e-5});
    try {
      e.advance(any_drive(dice, stiffness), Seconds(dice.decades(1e-2, 10)),
                {.tolerance = dice.chance(0.5) ? 0 : 0.05});
    } catch (const core::SolverError& error) {
      ++refused;
      EXPECT_NE(std::string(error.what()).find("no equilibrium at"), std::string::npos);
    }
    expect_finite(e, has_energy(p));
    if (testing::Test::HasFatalFailure()) return;
  }
  RecordProperty("refused", refused);
  EXPECT_LE(refused, 3 * cases / 10);  // seen: 10 of 40
}

TEST(HostileProblems, AMeshWithTooManyElementsAtOneNodeIsRefusedInsteadOfColouredForEver) {
  constexpr int n = 70;  // wedges of a cake; the axis belongs to all of them
  mesh::HexMesh cake;
  for (double z : {-1.0, 0.0}) {
    cake.node.emplace_back(0, 0, z);
    for (int i = 0; i < 2 * n; ++i) {
      const double angle = 2 * std::numbers::pi * i / (2 * n);
      cake.node.emplace_back(std::cos(angle), std::sin(angle), z);
    }
  }
  for (int i = 0; i < n; ++i) {
    const int a = 1 + 2 * i, b = a + 1, c = 1 + (2 * i + 2) % (2 * n), up = 1 + 2 * n;
    cake.element.push_back({0, a, b, c, up, up + a, up + b, up + c});
  }
  cake.region.assign(n, mesh::Layer::reticular);
  mesh::check(cake);
  EXPECT_THROW(Equilibrium(body(cake, neo_hookean(10, 0.3)), {}), core::ModelError);
}

}  // namespace
}  // namespace hari::mechanics
