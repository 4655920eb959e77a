// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::transport {

/// @brief Swelling pressure of a gel of fixed charge against a bath of salt, ideal Donnan:
/// RT (sqrt(c^2 + 4 c0^2) - 2 c0) [kPa].
/// @param fixed_charge  per volume of water, of either sign [mol/m3]
/// @param bath_salt     [mol/m3]
/// @param temperature   [K]
double donnan_pressure(double fixed_charge, double bath_salt, double temperature);

/// @brief Water of the dermis and the thickness that goes with it. The area is fixed by the body, so an element swells
/// or shrinks across the layer alone, by `growth` g. Fixed charge of collagen and glycosaminoglycan draws water in; the
/// network of collagen holds against it:
///
///   p(charge / (g - solids)) = intact (p_young + k (g / collagen - 1))
///
/// with intact the share of the collagen that holds, relative to young: what is cut holds nothing.
/// And with solids = share x collagen, collagen relative to young. Twice as much of everything is twice as thick under
/// the same tension; less collagen than charge gives wetter skin, less charge drier and thinner skin. Water needs
/// hours, steps are days: the balance holds at every step.
struct WaterLaw {
  double bath_salt;            ///< [mol/m3]
  double temperature;          ///< [K]
  double hyaluronan_charge;    ///< cross-linked or not [mol/kg]
  double proteoglycan_charge;  ///< [mol/kg]
  double collagen_charge;      ///< [mol/kg]
  double stiffness;            ///< k [kPa]
  double solid_share;          ///< solids per volume of young tissue [-]
  double elastotic_packing;    ///< dry elastotic mass per volume, water included [ug/mm3]

  static WaterLaw from(const core::ParameterSet& parameters);

  /// @brief Growth that balances.
  /// @param charge    per reference volume [mol/m3], > 0
  /// @param young     the same of young tissue [mol/m3], > 0
  /// @param collagen  now over young [-], > 0
  /// @param intact    share of it that holds, over young [-], > 0
  double growth(double charge, double young, double collagen, double intact = 1) const;
};

/// @brief Sets `growth` and `water` of the dermis. Collagen and what cells make of glycosaminoglycan count as means of
/// the layer: few simulated fibres and cells scatter more than real ones. Gel, and hyaluronan beyond what cells make
/// anywhere (from three times the young mean, in full from six), swells its own element: a depot makes a local bulge.
/// Elastotic masses fill room of their own, as wet as young tissue.
void hydrate(tissue::Tissue& tissue, const WaterLaw& law);

}  // namespace hari::transport
