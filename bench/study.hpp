// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/mechanics/laws.hpp"
#include "hari/probe/r_parameters.hpp"
#include "hari/probe/tension.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::bench {

/// What a study asks of one skin.
struct Wish {
  mesh::Resolution mesh = mesh::Resolution::coarse;
  bool low_pressure = true;   ///< 2 mm at 150 mbar
  bool wide_aperture = true;  ///< 8 mm at 450 mbar
  bool ramp = true;           ///< 2 mm, 25 mbar/s to 450 mbar and back
  bool fatigue = true;        ///< five cycles instead of one
  bool afterwards = true;     ///< two minutes without suction after one cycle
  bool strips = true;         ///< excised strips of reticular dermis to 50 % at 0.01 1/s
};

struct Answer {
  probe::RParameters standard;  ///< 2 mm, 450 mbar, 3 s on, 3 s off
  probe::RParameters low, wide;
  double unrestored = 0;  ///< of the ramp [-]
  double residual = 0;    ///< height two minutes after over R0 [-]
  double tension = 0;     ///< mean of the dermis [kPa]
  probe::TensionReadings along, across;
};

/// Reads the skin with the virtual Cutometer in every way the wish names.
Answer read(const mechanics::Skin& skin, const mechanics::Instrument& instrument, const Wish& wish);

/// Names of the numbers of an answer and their values, in one order: R0 ... R9 of the standard reading, then low_,
/// wide_, unrestored, residual, tension, strip_ (MPa).
std::vector<std::pair<std::string, double>> named(const Answer& answer);

/// A scenario with parameters set as `name=value unit`.
scenario::Scenario scenario_of(const std::string& file, const std::vector<std::string>& sets, bool quick);

}  // namespace hari::bench
