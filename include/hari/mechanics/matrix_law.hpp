// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>

#include "hari/core/time.hpp"
#include "hari/math/tensor.hpp"

namespace hari::mechanics {

/// Energy [kPa], second Piola-Kirchhoff stress S [kPa] and dS/dE [kPa], E Green-Lagrange strain. Components in the
/// order of math::Vec6; shears of E count twice.
struct Response {
  double energy = 0;
  math::Vec6 stress = math::Vec6::Zero();
  math::Mat6 tangent = math::Mat6::Zero();
};

/// What the caller of a law needs: asking for less is faster. `tangent` comes with the stress, `energy` with both.
enum class Wanted { stress, tangent, energy };

/// How shape and volume share the elastic energy of the matrix.
enum class MatrixForm {
  split,   ///< mu/2 (J^(-2/3) tr C - 3) + bulk/4 (J^2 - 1 - 2 ln J); only the first part relaxes
  coupled  ///< mu/2 (tr C - 3) - mu ln J + bulk/2 (ln J)^2 with bulk the first Lame number; all of it relaxes
};

inline constexpr std::size_t n_branches = 2;

/// @brief Ground substance and the soft web in it: neo-Hookean, two relaxing branches.
///
///   S(t) = S_vol + integral [1 - sum g_i (1 - exp(-(t - s)/tau_i))] dS_elastic(s)
///
/// The update over a step is exact for stress linear in time, so second order in the step.
/// @see Holzapfel, Nonlinear Solid Mechanics (2000) 6.10; Simo and Hughes (1998) 10.3
struct MatrixLaw {
  MatrixForm form = MatrixForm::split;
  double shear = 1;                           ///< instantaneous shear modulus mu [kPa]
  double bulk = 100;                          ///< [kPa]
  std::array<double, n_branches> share{};     ///< g_i, their sum < 1 [-]
  std::array<double, n_branches> time{1, 1};  ///< tau_i [s]

  /// @throws ModelError if a modulus or time is not positive or the shares exceed 1
  void check() const;
};

/// @brief A law over one time step: the same for every quadrature point of a layer.
struct MatrixStep {
  MatrixLaw law;
  std::array<double, n_branches> decay{};  ///< exp(-dt/tau)
  std::array<double, n_branches> gain{};   ///< g (1 - exp(-dt/tau)) tau/dt
  double instantaneous = 1;                ///< what a stress increment of this step counts at its end [-]

  /// What one quadrature point remembers: the instantaneous stress at the last step and that of the viscous branches
  /// [kPa]; all zero at rest.
  static constexpr std::size_t memory_size = 6 * (1 + n_branches);

  MatrixStep(const MatrixLaw& law, core::Seconds dt);

  /// @brief Adds the response at right Cauchy-Green tensor C to `out`; the energy is the potential of the step.
  /// @param linear_pressure  p0 of an extra energy p0 (J - 1) [kPa]
  void add(const math::Mat3& C, double linear_pressure, std::span<const double> memory, Wanted wanted,
           Response& out) const;
  /// Moves `memory` to the end of the step that ended at C.
  void remember(const math::Mat3& C, std::span<double> memory) const;
};

}  // namespace hari::mechanics
