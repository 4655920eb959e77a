// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"

namespace hari::treatment {

/// @brief Permeability of the horny layer to a molecule in water by its size and lipophilicity, Potts and Guy 1992
/// (Pharm Res 9:663). Fitted to 90 molecules of 18 to 750 g/mol; beyond, it is an extrapolation that errs on the side
/// of the barrier. Parameters: data/treatment.toml.
struct HornyLayer {
  double weightless;     ///< permeability to a molecule of no size that oil and water hold alike [mm/day]
  double lipophilicity;  ///< powers of ten per power of ten of the octanol-water partition coefficient [-]
  double sieving;        ///< powers of ten lost per molecular weight [mol/g]

  static HornyLayer from(const core::ParameterSet& parameters);
  /// @param molecular_weight  [g/mol]
  /// @param log_kow           log10 of the octanol-water partition coefficient
  /// @return [mm/day]
  double permeability(double molecular_weight, double log_kow) const;
};

/// @brief Share of what lies on the skin that has passed after a time: a film that empties through the barrier [-].
/// @param permeability  [mm/day]
/// @param film          its thickness [mm]
/// @param time          [day]
double share_passed(double permeability, double film, double time);

}  // namespace hari::treatment
