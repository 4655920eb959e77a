// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/probe/direction.hpp"

namespace hari::probe {

/// What the user of an oscillating rheometer sets.
struct RheometryProtocol {
  std::vector<double> frequency_hz{0.1, 1, 10};  ///< [Hz]
  double amplitude = 0.005;                      ///< of the shear strain [-]
  Direction direction = Direction::along;        ///< in which the upper plate moves
  mesh::Layer layer = mesh::Layer::reticular;
  bool excised = true;  ///< a retracted biopsy; else the layer as stretched as it lives
};

/// Shear stress and strain over the last period at each frequency, one frequency after another.
struct RheometryCurve {
  RheometryProtocol protocol;
  std::vector<double> frequency_hz;  ///< [Hz]
  std::vector<double> time_s;        ///< since the oscillation began
  std::vector<double> strain;
  std::vector<double> stress_kpa;  ///< [kPa]

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"frequency_Hz", "Hz", "of the oscillation"}, frequency_hz);
    visit(I{"time_s", "s", "time since the oscillation began"}, time_s);
    visit(I{"strain", "1", "shear strain of the disc"}, strain);
    visit(I{"stress_kPa", "kPa", "shear stress on the plate"}, stress_kpa);
  }
};

/// One frequency of a sweep.
struct DynamicModulus {
  double frequency_hz = 0;  ///< [Hz]
  double storage_kpa = 0;   ///< G' [kPa]
  double loss_kpa = 0;      ///< G'' [kPa]
  double tan_delta = 0;     ///< G''/G' [-]
};

/// @brief Oscillatory simple shear of a thin disc of dermis between parallel plates; its height is held. The strain is
/// even through the disc, so one element tells all of it. At each frequency the rested disc oscillates until two
/// periods agree to 1e-4 of the modulus.
/// @throws ModelError if the protocol is outside the schema's ranges or the skin lacks the layer, SolverError if the
/// periods do not settle
RheometryCurve measure(const RheometryProtocol& protocol, const mechanics::Skin& skin);

/// @brief Fourier's first harmonic of the last periods, a drift of the stress taken out.
/// @throws ModelError if a frequency has fewer than eight samples
std::vector<DynamicModulus> readings(const RheometryCurve& curve);

core::Schema rheometry_schema();

}  // namespace hari::probe
