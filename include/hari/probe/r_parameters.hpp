// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/probe/cutometer.hpp"

namespace hari::probe {

/// The instrument's own numbers in steep mode. From cycle 1 unless said otherwise.
struct RParameters {
  double Ue = 0;  ///< immediate deformation, at 0.1 s [mm]
  double Uf = 0;  ///< final deformation, at the end of suction [mm]
  double Uv = 0;  ///< delayed deformation Uf - Ue [mm]
  double Ur = 0;  ///< immediate retraction, in the first 0.1 s of release [mm]
  double Ua = 0;  ///< total retraction, until the end of release [mm]
  double R0 = 0;  ///< Uf [mm]
  double R1 = 0;  ///< what remains: Uf - Ua [mm]
  double R2 = 0;  ///< gross elasticity Ua/Uf [-]
  double R3 = 0;  ///< last maximum over the cycles [mm]
  double R4 = 0;  ///< last minimum over the cycles [mm]
  double R5 = 0;  ///< net elasticity Ur/Ue [-]
  double R6 = 0;  ///< Uv/Ue [-]
  double R7 = 0;  ///< Ur/Uf [-]
  double R8 = 0;  ///< Ua [mm]
  double R9 = 0;  ///< fatigue: R3 - R0 [mm]
};

/// @brief Reads the instrument's numbers off a curve.
///
/// The area parameters F0 to F4 are left out: no definition of them could be read at a source (AG011 is from memory).
/// @throws ModelError if the curve is a ramp, or lacks a sample at one of the protocol's times
RParameters r_parameters(const CutometerCurve& curve);

/// First loop of pressure against height, of any mode: what ramps are read by.
struct Loop {
  double highest = 0;     ///< [mm]
  double residual = 0;    ///< height at the end of the cycle [mm]
  double unrestored = 0;  ///< energy that does not come back over energy put in, integrals of pressure over height [-]
};
/// @throws ModelError if the curve has no whole cycle
Loop loop(const CutometerCurve& curve);

}  // namespace hari::probe
