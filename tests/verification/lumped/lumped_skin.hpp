// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/probe/r_parameters.hpp"

namespace hari::lumped {

/// @brief Skin as one massless point held by four branches side by side: which constituent does a misfit point to?
///
///   p = toe u + heel <u - heel_start>^2 + gel (u - a) + friction (u - s)
///   da/dt = (u - a) / gel_time                      Maxwell branch
///   ds/dt = sign(q) <|q| - threshold> / viscosity   slider, q = friction (u - s)
///
/// Height u in mm; forces as pressures in units of the instrument's full suction, 45 kPa. So `toe` 1 is 45 kPa per mm.
/// A threshold of zero makes the slider a second Maxwell branch of time viscosity / friction.
struct LumpedSkin {
  double toe;            ///< linear spring: elastic fibres and the elastic part of the gel [1/mm], > 0
  double heel;           ///< quadratic spring: collagen that has become taut [1/mm2], >= 0
  double heel_start;     ///< height at which collagen becomes taut [mm], >= 0
  double gel;            ///< spring of the Maxwell branch: ground substance [1/mm], >= 0
  double gel_time;       ///< its relaxation time [s], > 0
  double friction = 0;   ///< spring before the slider: bundles that slip [1/mm], >= 0
  double threshold = 0;  ///< force at which they begin to slip: raised by cross-links [-], >= 0
  double viscosity = 1;  ///< force beyond the threshold per slip rate: raised by cross-links [s/mm], > 0
};

/// Suction in steps or ramps, repeated; then the skin is left alone.
struct LumpedProtocol {
  double pressure = 1;  ///< of full suction [-]
  double on = 3;        ///< length of suction and of release, each counted from its switch [s]
  double off = 3;
  int cycles = 1;
  double ramp = 0;  ///< time the pressure takes to come and to go, 0: at once [s]
  double free = 0;  ///< watched after the last cycle [s]
};

struct LumpedReading : probe::RParameters {
  double residual = 0;    ///< height at the end of the free time [mm]
  double hysteresis = 0;  ///< share of the work of the first suction that its release does not give back [-]
  double imbalance = 0;   ///< work done less stored and dissipated energy, over the work of the first suction [-]
};

/// @brief Reads rested skin. The numbers come from the program's own probe::r_parameters.
///
/// Height follows from the dashpots in closed form; these are integrated by the classical fourth-order Runge-Kutta
/// method. Accurate to about 1e-7 of R0 with the default step.
/// @param step  longest time step [s]; shortened to a tenth of the fastest branch
LumpedReading read(const LumpedSkin& skin, const LumpedProtocol& protocol, double step = 0.01);

}  // namespace hari::lumped
