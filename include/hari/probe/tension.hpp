// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/probe/direction.hpp"

namespace hari::probe {

/// What the user of a tensile tester sets.
struct TensionProtocol {
  Direction direction = Direction::along;
  mesh::Layer layer = mesh::Layer::reticular;
  double strain = 0.4;  ///< to which the strip is stretched, of its excised length [-]
  double rate = 0.01;   ///< of strain [1/s]
  double width_mm = 5;  ///< of the excised strip [mm]
  bool unload = true;   ///< back to the excised length at the same rate
};

/// Force and nominal stress (force over the excised cross-section) against strain of the excised length.
struct TensionCurve {
  TensionProtocol protocol;
  double retraction = 0;        ///< by excision, along the strip: 1 - excised over living length [-]
  double retraction_aside = 0;  ///< the same across the strip, in the plane of the skin [-]
  double thickness_mm = 0;      ///< of the excised strip [mm]
  std::vector<double> time_s;
  std::vector<double> strain;
  std::vector<double> force_mn;    ///< [mN]
  std::vector<double> stress_kpa;  ///< nominal [kPa]

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"time_s", "s", "time since the excised strip began to be stretched"}, time_s);
    visit(I{"strain", "1", "elongation over excised length"}, strain);
    visit(I{"force_mN", "mN", "pull on the strip"}, force_mn);
    visit(I{"stress_kPa", "kPa", "force over excised cross-section"}, stress_kpa);
  }
};

struct TensionReadings {
  double toe_modulus = 0;     ///< slope over the first tenth of the strain [kPa]
  double linear_modulus = 0;  ///< slope over the last fifth of the strain [kPa]
  double ratio = 0;           ///< linear over toe [-]
  double heel = 0;            ///< strain at which the straight line meets the axis [-]
  double peak_stress = 0;     ///< nominal, at the end of stretching [kPa]
  double hysteresis = 0;  ///< share of the work of stretching that unloading does not give back [-]; 0: no unloading
};

/// @brief Uniaxial tension of a strip of dermis: cut out, left to retract for an hour, then stretched. The ends hold
/// the length and nothing else, so the strip is even and one element tells all of it.
/// @throws ModelError if the protocol is outside the schema's ranges or the skin lacks the layer, SolverError if no
/// equilibrium is found
TensionCurve measure(const TensionProtocol& protocol, const mechanics::Skin& skin);

/// @throws ModelError if the curve has fewer than ten samples of stretching
TensionReadings readings(const TensionCurve& curve);

core::Schema tension_schema();

}  // namespace hari::probe
