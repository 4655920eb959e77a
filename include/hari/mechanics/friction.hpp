// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/time.hpp"
#include "hari/math/tensor.hpp"

namespace hari::mechanics {

/// @brief Two-sided friction between bundles: bonds that let go while they are loaded beyond a threshold and take hold
/// again where they are.
///
///   psi = k/2 (tr(Cbar A) - 3),   dA/dt = (Cbar^-1 - A) <1 - f_y/q>/tau,   q = k sqrt(2 tr(Cbar A) - 6 det(A)^(1/3))
///
/// A is I at rest, Cbar = J^(-2/3) C, q the norm of the deviatoric stress: what psi holds beyond the strains of bonds
/// made at different moments, which pull against each other and on nobody else.
/// @see the transient network of matrix_law.hpp; Green and Tobolsky, J. Chem. Phys. 14 (1946) 80-92
struct FrictionLaw {
  double modulus = 0;  ///< k [kPa]; 0: no friction
  double yield = 0;    ///< f_y [kPa]
  double time = 0;     ///< tau [s]; 0: independent of rate

  bool acts() const { return modulus > 0; }
  /// @throws ModelError if a number is negative
  void check() const;
};

/// @brief Friction over one step: exact for a strain that is held, first order in the step else.
///
/// A_new = phi A_old + (1 - phi) Cbar_new^-1 with phi = 1 - w <1 - f_y/q>, w = 1 - exp(-dt/tau), q from A_old. Since
/// phi knows C only through psi_trial = psi(C, A_old), the stress phi dpsi_trial/dE derives from a potential.
struct FrictionStep {
  FrictionLaw law;
  double reach = 0;  ///< w

  FrictionStep() = default;
  FrictionStep(const FrictionLaw& law, core::Seconds dt);

  struct Bonds {
    double kept = 1;       ///< phi
    double slope = 0;      ///< d phi / d psi_trial [1/kPa]
    double trial = 0;      ///< psi_trial [kPa]
    double potential = 0;  ///< integral of phi over psi_trial [kPa]
  };
  /// @param bonds  A_old
  /// @param trace  tr(Cbar A_old)
  Bonds slide(const math::Vec6& bonds, double trace) const;
};

}  // namespace hari::mechanics
