// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <span>
#include <vector>

#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/suction_mesh.hpp"

/// The benchmark problems S1 and S2 of docs/benchmark.md, for programs that measure and tests that check.
namespace hari::bench {

inline constexpr double full_suction = 45;  ///< [kPa]

/// Neo-Hookean W = mu/2 (tr C - 3) - mu ln J + lambda/2 (ln J)^2 by Young's modulus [kPa] and Poisson's ratio.
inline mechanics::LayerMaterial neo_hookean(double E, double nu) {
  mechanics::LayerMaterial m;
  m.matrix = {
      .form = mechanics::MatrixForm::coupled, .shear = E / (2 * (1 + nu)), .bulk = E * nu / ((1 + nu) * (1 - 2 * nu))};
  return m;
}

/// Layers of the benchmark block, in the order of mesh::Layer; in S2 the dermis relaxes.
inline std::vector<mechanics::LayerMaterial> skin(bool relaxing) {
  constexpr double nu = 0.48;
  std::vector<mechanics::LayerMaterial> m{neo_hookean(10, nu), neo_hookean(100, nu), {}, neo_hookean(1000, nu)};
  if (relaxing) {
    m[1].matrix.share = {0.4, 0.2};
    m[1].matrix.time = {0.3, 2};
  }
  return m;
}

/// Options whose residual is a share of the suction's force on the quarter aperture of 1 mm.
inline mechanics::EquilibriumOptions options(mechanics::Formulation formulation) {
  mechanics::EquilibriumOptions o;
  o.formulation = formulation;
  o.reference_force = full_suction * std::numbers::pi / 4;
  return o;
}

inline mechanics::Equilibrium block(mesh::HexMesh mesh, bool relaxing, const mechanics::EquilibriumOptions& o) {
  return {mechanics::suction_problem(std::move(mesh), skin(relaxing), mechanics::Contact::frictionless), o};
}

/// A moment that S2 lands on, and its suction [kPa]. Linear between.
struct Instant {
  double time, suction;
};
inline constexpr std::array<Instant, 7> programme{
    {{0.05, full_suction}, {0.1, full_suction}, {2.0, full_suction}, {2.05, 0}, {2.1, 0}, {2.15, 0}, {4.0, 0}}};

/// What a Cutometer reads off S2, immediate meaning 0.1 s after the switch. @param apex  at the instants [mm]
struct Readings {
  double Ue, Uf, Ur, Ua;
  double R0() const { return Uf; }
  double R2() const { return Ua / Uf; }
  double R5() const { return Ur / Ue; }
  double R6() const { return (Uf - Ue) / Ue; }
  double R7() const { return Ur / Uf; }

  explicit Readings(std::span<const double, programme.size()> apex)
      : Ue(apex[1]), Uf(apex[2]), Ur(apex[2] - apex[4]), Ua(apex[2] - apex[6]) {}
};

/// @brief Drives S2 through its programme. The first step after a change of rate knows no past to be judged by: it
/// shrinks with the root of the tolerance, as a second-order step should.
/// @param tolerance   Pace::tolerance [mm]
/// @param after_step  called after each step
/// @return apex at the instants [mm]; reports are appended
inline std::array<double, programme.size()> run_programme(mechanics::Equilibrium& skin, double tolerance,
                                                          std::vector<mechanics::StepReport>& reports,
                                                          const std::function<void()>& after_step = {}) {
  const mechanics::Pace pace{.first = core::Seconds(0.01 * std::sqrt(tolerance / 1e-3)), .tolerance = tolerance};
  std::array<double, programme.size()> apex{};
  double now = 0;
  for (std::size_t i = 0; i < programme.size(); ++i) {
    const auto more =
        skin.advance({.suction = programme[i].suction}, core::Seconds(programme[i].time - now), pace, after_step);
    reports.insert(reports.end(), more.begin(), more.end());
    now = programme[i].time;
    apex[i] = skin.displacement(skin.mesh().apex).z();
  }
  return apex;
}

}  // namespace hari::bench
