// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/fibre/network.hpp"
#include "hari/fibre/recruitment.hpp"

namespace hari::mechanics {

/// @brief Slip between the fibrils of a bundle, in tension only: each fibril is a Bingham body.
///
/// One of slack u that has slid by f carries its modulus times the strain l - u - f at stretch l, nothing if that is
/// negative, and
///
///   df/dt = <l - f - max(u + onset, 1)>/tau
///
/// (what is past its onset at rest, l = 1, has been so for years and slides only when it is stretched further). Nothing
/// slides back: on the way home the fibrils that slid hang slack. Cross-links raise onset and tau, not the modulus.
/// Many fibrils together: Slid in fibre_curves.hpp.
struct SlipLaw {
  double onset = std::numeric_limits<double>::infinity();  ///< strain of fibrils at which they slide; >= 1: never [-]
  double time = 1;                                         ///< tau [s]
  double share = 1;           ///< of the fibrils that can slide; the others are linked firmly, (0, 1] [-]
  double glycation_gain = 0;  ///< rise of both per unit of AGE links, relative to those at 1 [-]
  double lox_gain = 0;        ///< the same for enzymatic cross-links [-]

  bool acts() const { return onset < 1; }
  /// @throws ModelError if a number is not positive, or the gains leave nothing where there are no cross-links
  void check() const;
  /// What the cross-links of fibre `f` make of onset and time [-].
  double gain(const fibre::Network& network, std::size_t f) const {
    return 1 + glycation_gain * (network.age_links[f] - 1) + lox_gain * (network.lox[f] - 1);
  }
  /// Share of its excess strain by which a fibril slides in a step, the strain being held.
  static double pace(core::Seconds dt, double time);
};

/// @brief What fibres are made of, mechanically. Parameters: data/mechanics.toml.
struct FibreLaw {
  double collagen_modulus;  ///< axial, fibril [kPa]
  double elastin_modulus;   ///< elastic fibre [kPa]
  double collagen_spread;   ///< half-width of slack within one bundle [-]
  double elastic_spread;    ///< the same for elastic fibres [-]
  double shear_lag;         ///< load build-up length from a cut [mm]
  double collagen_packing;  ///< dry collagen per volume of fibril [ug/mm3]
  double elastin_packing;   ///< dry elastin per volume of elastic fibre [ug/mm3]
  SlipLaw slip{};           ///< of collagen

  static FibreLaw from(const core::ParameterSet& parameters);

  /// Load-bearing volume of fibre `f` [mm3], all it stands for: intact mass over packing, times the load its open cuts
  /// leave.
  double carrying_volume(const fibre::Network& network, std::size_t f) const;
  /// @brief Nominal stress [kPa] per unit carrying volume fraction at `stretch` along fibre `f`, its derivative and
  /// energy; nothing has slipped.
  fibre::Recruited respond(const fibre::Network& network, std::size_t f, double stretch) const;
};

}  // namespace hari::mechanics
