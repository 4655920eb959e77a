// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/mesh/suction_mesh.hpp"
#include "hari/probe/progress.hpp"

namespace hari::probe {

enum class Tip {
  ball,  ///< rigid, smooth
  punch  ///< rigid flat cylinder, smooth
};

/// Pressed in at constant speed, held, taken back at the same speed.
struct IndentationProtocol {
  Tip tip = Tip::ball;
  double radius_mm = 2;   ///< of the ball or the punch [mm]
  double depth_mm = 0.5;  ///< [mm]
  double force_mn = 0;    ///< at which pressing stops, if the depth is not reached before [mN]; 0: depth alone counts
  double speed_mm_s = 1;  ///< [mm/s]
  core::Seconds hold{5};
  mesh::Resolution mesh = mesh::Resolution::standard;
};

struct IndentationCurve {
  IndentationProtocol protocol;
  std::vector<double> time_s;
  std::vector<double> depth_mm;  ///< of the tip
  std::vector<double> force_mn;  ///< on the skin, inward [mN]

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"time_s", "s", "time since the tip touched the skin"}, time_s);
    visit(I{"depth_mm", "mm", "depth of the tip below the resting surface"}, depth_mm);
    visit(I{"force_mN", "mN", "force on the skin"}, force_mn);
  }
};

struct IndentationReadings {
  double depth_mm = 0;             ///< greatest [mm]
  double force_mn = 0;             ///< when it was reached [mN]
  double modulus_kpa = 0;          ///< apparent Young's modulus, from that force [kPa]
  double relaxation = 0;           ///< force at the end of the hold over that force [-]
  double relaxed_modulus_kpa = 0;  ///< apparent, from the force at the end of the hold [kPa]
  double hysteresis = 0;           ///< share of the work done on the skin that it does not give back [-]
};

/// @brief Young's modulus of the incompressible elastic half-space that would give the same force: Hertz for a ball,
/// Sneddon for a punch. Of layered skin under tension an apparent one. [kPa]
double apparent_modulus(Tip tip, double radius_mm, double depth_mm, double force_mn);

/// @brief Indentation of layered skin, a quarter of a block as wide as deep, at least 5 mm and eight contact radii.
/// @throws ModelError if the protocol is outside the schema's ranges or its force is reached at the touch, SolverError
/// if no equilibrium is found
IndentationCurve measure(const IndentationProtocol& protocol, const mechanics::Skin& skin,
                         const Progress& progress = {});

/// @throws ModelError if the curve has no press, hold and release
IndentationReadings readings(const IndentationCurve& curve);

core::Schema indentation_schema();

}  // namespace hari::probe
