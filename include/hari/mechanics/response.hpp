// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/math/tensor.hpp"

namespace hari::mechanics {

/// Potential [kPa], second Piola-Kirchhoff stress S [kPa] and dS/dE [kPa], E Green-Lagrange strain. Components in the
/// order of math::Vec6; shears of E count twice.
struct Response {
  double energy = 0;
  math::Vec6 stress = math::Vec6::Zero();
  math::Mat6 tangent = math::Mat6::Zero();

  Response& operator+=(const Response& r) {
    energy += r.energy;
    stress += r.stress;
    tangent += r.tangent;
    return *this;
  }
};

/// Are energies added up when a step is remembered? It takes longer than to remember.
enum class Account { none, energies };

/// What the caller of a law needs: asking for less is faster. `tangent` comes with the stress, `energy` with both.
enum class Wanted { stress, tangent, energy };

/// Where the energy of a point is at the end of a step, and what the step turned into heat; per reference volume.
struct Energies {
  double stored = 0;      ///< free energy [kPa]
  double dissipated = 0;  ///< in this step [kPa]

  Energies& operator+=(const Energies& e) {
    stored += e.stored;
    dissipated += e.dissipated;
    return *this;
  }
};

}  // namespace hari::mechanics
