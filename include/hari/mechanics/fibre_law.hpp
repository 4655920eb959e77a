// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/fibre/network.hpp"
#include "hari/fibre/recruitment.hpp"

namespace hari::mechanics {

/// @brief What fibres are made of, mechanically. Parameters: data/mechanics.toml.
struct FibreLaw {
  double collagen_modulus;  ///< axial, fibril [kPa]
  double elastin_modulus;   ///< elastic fibre [kPa]
  double collagen_spread;   ///< half-width of slack within one bundle [-]
  double elastic_spread;    ///< the same for elastic fibres [-]
  double shear_lag;         ///< load build-up length from a cut [mm]
  double collagen_packing;  ///< dry collagen per volume of fibril [ug/mm3]
  double elastin_packing;   ///< dry elastin per volume of elastic fibre [ug/mm3]

  static FibreLaw from(const core::ParameterSet& parameters);

  /// Load-bearing volume of fibre `f` [mm3], all it stands for: intact mass over packing, times the load its open cuts
  /// leave.
  double carrying_volume(const fibre::Network& network, std::size_t f) const;
  /// @brief Nominal stress [kPa] per unit carrying volume fraction at `stretch` along fibre `f`, its derivative and
  /// energy.
  fibre::Recruited respond(const fibre::Network& network, std::size_t f, double stretch) const;
};

}  // namespace hari::mechanics
