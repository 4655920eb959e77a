// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/mesh/suction_mesh.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::probe {

/// When the instrument reads immediate deformation and retraction, after each switch.
inline constexpr core::Seconds immediate{0.1};

/// What the user of a Cutometer sets. Steep mode: suction on at once, off at once, repeated.
struct CutometerProtocol {
  double aperture_mm = 2;   ///< diameter [mm]
  double suction_kpa = 45;  ///< below ambient pressure [kPa]
  core::Seconds on{3}, off{3};
  int cycles = 3;
  mesh::Resolution mesh = mesh::Resolution::standard;
};

/// Height of the skin's apex over time, with the protocol it belongs to. Starts with the rested skin at time zero.
struct CutometerCurve {
  CutometerProtocol protocol;
  std::vector<double> time_s;
  std::vector<double> pressure_kpa;  ///< suction [kPa]
  std::vector<double> height_mm;

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"time_s", "s", "time since the suction was switched on first"}, time_s);
    visit(I{"pressure_kpa", "kPa", "suction"}, pressure_kpa);
    visit(I{"height_mm", "mm", "height of the skin at the centre of the aperture"}, height_mm);
  }
};

/// The instrument's own numbers. From cycle 1 unless said otherwise.
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

/// What a reading took, for `hari` to report; no part of its result.
struct CutometerEffort {
  std::size_t elements = 0, unknowns = 0;
  int steps = 0, corrections = 0, stiffnesses = 0, setups = 0, linear_iterations = 0;
};

/// @brief Suction curve of a virtual Cutometer on the tissue as an even, layered half-space: rested at the start,
/// nothing left behind.
/// @throws ModelError if the protocol is outside the schema's ranges, SolverError if no equilibrium is found
CutometerCurve measure(const CutometerProtocol& protocol, const tissue::Tissue& tissue, const mechanics::Laws& laws,
                       CutometerEffort* effort = nullptr);

/// @brief The same for skin already averaged.
CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::Skin& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort = nullptr);

/// @brief Reads the instrument's numbers off a curve.
/// @throws ModelError if the curve lacks a sample at one of the protocol's times
RParameters r_parameters(const CutometerCurve& curve);

/// @brief Checks a protocol against the schema. @throws ModelError with the value and what is allowed
void check(const CutometerProtocol& protocol);

/// Keys of a `cutometer` probe in a scenario.
core::Schema cutometer_schema();

}  // namespace hari::probe
