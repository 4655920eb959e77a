// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>
#include <variant>

#include "hari/mechanics/crosslinked_gel.hpp"
#include "hari/mechanics/friction.hpp"
#include "hari/mechanics/stress_convolution.hpp"
#include "hari/mechanics/transient_network.hpp"

namespace hari::mechanics {

/// How shape and volume share the elastic energy of the matrix, and what relaxes.
enum class MatrixForm {
  split,   ///< mu/2 (J^(-2/3) tr C - 3) + bulk/4 (J^2 - 1 - 2 ln J); a transient network, which is what skin has
  coupled  ///< mu/2 (tr C - 3) - mu ln J + bulk/2 (ln J)^2 with bulk the first Lame number; the whole stress relaxes:
           ///< the law of the benchmark
};

/// @brief Ground substance and the web of small fibrils in it.
struct MatrixLaw {
  MatrixForm form = MatrixForm::split;
  double shear = 1;                           ///< instantaneous shear modulus mu, without gel and friction [kPa]
  double bulk = 100;                          ///< [kPa]
  std::array<double, n_branches> share{};     ///< g_i, their sum < 1 [-]
  std::array<double, n_branches> time{1, 1};  ///< tau_i [s]
  FrictionLaw friction{};                     ///< between bundles; split form only
  CrosslinkedGel gel{};                       ///< split form only

  /// @throws ModelError if a modulus or time is not positive, the shares exceed 1, or the coupled form is given
  /// friction or gel
  void check() const;
  /// Numbers that one quadrature point remembers.
  std::size_t memory_size() const;
  /// Writes the memory of a rested, undeformed point.
  void rest(std::span<double> memory) const;
};

/// @brief A law over one time step: the same for every quadrature point of a layer.
class MatrixStep {
 public:
  MatrixStep(const MatrixLaw& law, core::Seconds dt);

  /// @brief Adds the response at right Cauchy-Green tensor C to `out`; the energy is the potential of the step.
  /// @param linear_pressure  p0 of an extra energy p0 (J - 1) [kPa]
  void add(const math::Mat3& C, double linear_pressure, std::span<const double> memory, Wanted wanted,
           Response& out) const;
  /// Moves `memory` to the end of the step that ended at C.
  Energies remember(const math::Mat3& C, double linear_pressure, std::span<double> memory) const;

 private:
  std::variant<TransientNetwork, StressConvolution> step_;
};

}  // namespace hari::mechanics
