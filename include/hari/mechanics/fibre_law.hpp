// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/fibre/network.hpp"
#include "hari/fibre/recruitment.hpp"

namespace hari::mechanics {

/// @brief Slip between the fibrils of a bundle, in tension only: each fibril is a Bingham body that its links catch.
///
/// One of slack u that has slid by f carries its modulus times the strain l - u - f at stretch l, nothing if that is
/// negative, and
///
///   df/dt = <(1 - g)(min(l - u - onset, F) - r) - f>/tau,   r = <min(1 - u - onset, F)>
///
/// so of the strain beyond its onset a share g stays in the end, since sliding stretches the links between fibrils, and
/// all of what exceeds the limit F: there the links are taut. (What is past its onset at rest, l = 1, has been so for
/// years and slides only when it is stretched further: r.) Nothing
/// slides back: on the way home the fibrils that slid hang slack. Cross-links raise onset and tau, not the modulus.
///
/// A cut bundle carries as far as load goes round the cuts from fibril to fibril. It builds up over the shear lag as
/// long as nothing slides and over a longer one once links are stretched; g is the ratio of what is carried, so that a
/// bundle with many open cuts is held less. Many fibrils together: Slid in fibre_curves.hpp.
struct SlipLaw {
  double onset = std::numeric_limits<double>::infinity();  ///< strain of fibrils at which they slide; >= 1: never [-]
  double time = 1;                                         ///< tau [s]
  double lag = 1e9;           ///< load build-up length from a cut when links are stretched; this long: g = 0 [mm]
  double limit = 10;          ///< F, beyond every strain: none [-]
  double glycation_gain = 0;  ///< rise of both per unit of AGE links, relative to those at 1 [-]
  double lox_gain = 0;        ///< the same for enzymatic cross-links [-]

  bool acts() const { return onset < 1; }
  /// @throws ModelError if a number is not positive, or the gains leave nothing where there are no cross-links
  void check() const;
  /// What the cross-links of fibre `f` make of onset and time, and of the stiffness of what holds it [-].
  double gain(const fibre::Network& network, std::size_t f) const {
    return 1 + glycation_gain * (network.age_links[f] - 1) + lox_gain * (network.lox[f] - 1);
  }
  /// g of fibre `f`.
  /// @param shear_lag  load build-up length while nothing slides [mm]
  double hold(const fibre::Network& network, std::size_t f, double shear_lag) const;
  /// Share of its excess strain by which a fibril slides in a step, the strain being held.
  static double pace(core::Seconds dt, double time);
};

/// @brief What fibres are made of, mechanically. Parameters: data/mechanics.toml.
struct FibreLaw {
  double collagen_modulus;  ///< axial, fibril [kPa]
  double elastin_modulus;   ///< elastic fibre [kPa]
  double collagen_spread;   ///< half-width of slack within one bundle [-]
  double elastic_spread;    ///< the same for elastic fibres [-]
  double shear_lag;         ///< load build-up length from a cut, in bundles tied by young cross-links [mm]
  double collagen_packing;  ///< dry collagen per volume of fibril [ug/mm3]
  double elastin_packing;   ///< dry elastin per volume of elastic fibre [ug/mm3]
  SlipLaw slip{};           ///< of collagen

  static FibreLaw from(const core::ParameterSet& parameters);

  /// Load-bearing volume of fibre `f` [mm3], all it stands for: intact mass over packing, times the load its open cuts
  /// leave. More cross-links hand load round a cut within a shorter length, as the root of their stiffness.
  double carrying_volume(const fibre::Network& network, std::size_t f) const;
  /// Collagen of fibre `f` that holds, all it stands for [ug]: all of it where nothing is cut, and the less the more of
  /// it is cut. What is newly laid carries nothing yet, but it cuts nothing either: it holds as the bundle does.
  double holding_mass(const fibre::Network& network, std::size_t f) const;
  /// @brief Nominal stress [kPa] per unit carrying volume fraction at `stretch` along fibre `f`, its derivative and
  /// energy; nothing has slipped.
  fibre::Recruited respond(const fibre::Network& network, std::size_t f, double stretch) const;

 private:
  /// Share of its load that the open cuts of fibre `f` leave.
  double transfer(const fibre::Network& network, std::size_t f) const;
};

}  // namespace hari::mechanics
