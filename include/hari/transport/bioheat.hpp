// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::transport {

/// @brief A first-order thermal process (Henriques and Moritz 1947): what is not yet harmed is harmed at a rate that
/// rises steeply with temperature.
struct Arrhenius {
  double log_frequency = 0;  ///< natural logarithm of the frequency factor [1/s]
  double energy = 0;         ///< of activation [J/mol]

  double rate(double kelvin) const;  ///< [1/s]
};

/// @brief Heat in skin (Pennes 1948) and what it does. Parameters: data/energy.toml; equations:
/// docs/treatments-energy.md.
struct HeatLaw {
  std::array<double, mesh::n_layers> conductivity{};  ///< [mW/mm/K]
  std::array<double, mesh::n_layers> capacity{};      ///< per volume [mJ/mm3/K]
  std::array<double, mesh::n_layers> perfusion{};     ///< heat carried off by blood [mW/mm3/K]
  double skin = 0;                                    ///< temperature before the pulse, at every depth [K]
  double boiling = 0;  ///< where steam breaks out of the surface and takes further heat along [K]
  Arrhenius protein;   ///< denaturation of collagen
  Arrhenius death;     ///< of cells

  static HeatLaw from(const core::ParameterSet& parameters);
};

/// How finely a pulse is solved; halving the steps shows what is left of the error.
struct HeatResolution {
  double first_cell = 0.001;   ///< at the surface [mm]
  double cell_growth = 1.02;   ///< of each cell over the one above
  int pulse_steps = 240;       ///< equal steps during the pulse
  double step_growth = 1.025;  ///< of each step after it over the one before
  core::Seconds cooling{60};   ///< how long it is followed after the pulse
};

/// @brief What one pulse left behind, by depth. The damage integral W of a process, beyond what it would be at the
/// skin's own temperature (where living tissue makes good what is lost), harms the share 1 - exp(-W).
struct HeatProfile {
  std::vector<double> face;                                ///< depth of the borders of cells, from 0 down [mm]
  std::vector<double> peak;                                ///< highest temperature of each cell [K]
  std::vector<double> at_end;                              ///< temperature at the end of the pulse [K]
  std::vector<double> protein;                             ///< damage integral [-]
  std::vector<double> death;                               ///< damage integral [-]
  double given = 0, kept = 0, carried_off = 0, steam = 0;  ///< heat per area: given = the other three [mJ/mm2]

  /// Mean over depths [upper, lower] of the share that a process harms, its damage integral scaled [-].
  double harmed(const std::vector<double>& integral, double upper, double lower, double scale = 1) const;
};

/// @brief One pulse of heat to the surface of a layered skin: one-dimensional conduction with perfusion, second order
/// in time (TR-BDF2, L-stable) and by conservative finite volumes in depth. Steam is held in the tissue until its
/// pressure breaks the surface; heat that would lift that above `boiling` leaves with it. Nothing is lost to the air;
/// the bottom of the block is insulated.
/// @param fluence   absorbed, spread evenly over `duration` [mJ/mm2]
/// @throws ModelError if fluence or duration is not positive
HeatProfile heat_pulse(const HeatLaw& law, const mesh::Grid& grid, double fluence, core::Seconds duration,
                       const HeatResolution& resolution = {});

}  // namespace hari::transport
