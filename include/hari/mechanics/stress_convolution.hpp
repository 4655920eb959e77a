// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>

#include "hari/core/time.hpp"
#include "hari/mechanics/transient_network.hpp"

namespace hari::mechanics {

/// @brief The coupled matrix over one step: the benchmark's relaxation of the whole second Piola-Kirchhoff stress.
///
///   S(t) = integral [1 - sum g_i (1 - exp(-(t - s)/tau_i))] dS_elastic(s)
///
/// The update is exact for stress linear in time, so second order in the step.
/// @see Holzapfel, Nonlinear Solid Mechanics (2000) 6.10; Simo and Hughes (1998) 10.3
struct StressConvolution {
  double shear, bulk;                      ///< [kPa]
  std::array<double, n_branches> decay{};  ///< exp(-dt/tau)
  std::array<double, n_branches> gain{};   ///< g (1 - exp(-dt/tau)) tau/dt
  double instantaneous = 1;                ///< what a stress increment of this step counts at its end [-]
  bool relaxes = false;

  StressConvolution(const MatrixLaw& law, core::Seconds dt);

  /// Memory: the elastic stress of the last step and that of the branches [kPa], zero at rest; nothing if all is
  /// elastic.
  static std::size_t memory_size(const MatrixLaw& law);

  /// As MatrixStep.
  void add(const math::Mat3& C, double p0, std::span<const double> memory, Wanted wanted, Response& out) const;
  /// @return NaN where the law relaxes: a convolution of stress has no free energy
  Energies remember(const math::Mat3& C, double p0, std::span<double> memory) const;
};

}  // namespace hari::mechanics
