// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>

#include "hari/core/time.hpp"
#include "hari/mechanics/friction.hpp"
#include "hari/mechanics/response.hpp"

namespace hari::mechanics {

struct MatrixLaw;

inline constexpr std::size_t n_branches = 2;
inline constexpr std::size_t fast_branch = 0, slow_branch = 1;

/// @brief The split matrix over one step: a web whose bonds break and form again in the state of the moment.
///
/// Branch i has a symmetric tensor A_i, I at rest; with Cbar = J^(-2/3) C
///
///   psi_i = mu_i/2 (tr(Cbar A_i) - 3),   dA_i/dt = (Cbar^-1 - A_i)/tau_i,   heat psi_i/tau_i
///
/// With Cbar^-1 linear in time, A_new = e^-x A_old + w0 Cbar_old^-1 + w1 Cbar_new^-1, x = dt/tau: second order, and
/// exact for a strain that is held. The deviator of Cbar^-1 is zero, so the stress is that of a neo-Hookean solid with
/// M = mu_inf I + sum mu_i (e^-x A_old + w0 Cbar_old^-1) in place of mu I, and derives from J^(-2/3) tr(C M)/2.
/// @see Green and Tobolsky, J. Chem. Phys. 14 (1946) 80-92; Lodge, Trans. Faraday Soc. 52 (1956) 120-130
struct TransientNetwork {
  double bulk;     ///< [kPa]
  double lasting;  ///< mu_inf [kPa]
  struct Branch {
    double shear = 0;                   ///< mu_i [kPa]
    double decay = 1;                   ///< e^-x
    double before = 0, now = 0;         ///< w0, w1
    double heat_old = 0, heat_new = 0;  ///< shares of the old and the new energy that became heat
  };
  std::array<Branch, n_branches> branch;
  bool relaxes;  ///< does any branch?
  FrictionStep friction;

  TransientNetwork(const MatrixLaw& law, core::Seconds dt);

  /// Memory: Cbar^-1 and every A_i if the web relaxes, then A of the friction if there is any; six numbers each.
  static std::size_t memory_size(const MatrixLaw& law);
  static void rest(const MatrixLaw& law, std::span<double> memory);

  /// As MatrixStep.
  void add(const math::Mat3& C, double p0, std::span<const double> memory, Wanted wanted, Response& out) const;
  Energies remember(const math::Mat3& C, double p0, std::span<double> memory) const;
};

}  // namespace hari::mechanics
