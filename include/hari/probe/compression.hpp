// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/probe/direction.hpp"
#include "hari/probe/progress.hpp"

namespace hari::probe {

/// Skin pushed together in its plane, held, let go and left alone.
struct CompressionProtocol {
  Direction direction = Direction::across;                        ///< of the push: furrows form at right angles to it
  std::vector<double> wavelength_mm{0.1, 0.2, 0.4, 0.8, 1.5, 3};  ///< of the furrows that are tried, one at a time [mm]
  double strain = 0.1;                                            ///< by which the living length is shortened [-]
  double imperfection_mm = 0.001;                                 ///< amplitude of the resting surface's wave [mm]
  double depth_mm = 5;                                            ///< from the surface to the fascia, at least [mm]
  core::Seconds push{0.5};                                        ///< that shortening and letting go take
  core::Seconds hold{10}, rest{60};                               ///< shortened; let go
};

/// Amplitude of the surface's wave, one wavelength after another. Where the skin finds no even equilibrium (it folds),
/// the samples end.
struct CompressionCurve {
  CompressionProtocol protocol;
  std::vector<double> wavelength_mm;
  std::vector<double> time_s;
  std::vector<double> strain;        ///< shortening
  std::vector<double> amplitude_mm;  ///< half of the way from furrow to ridge

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"wavelength_mm", "mm", "of the surface's wave"}, wavelength_mm);
    visit(I{"time_s", "s", "time since the push began"}, time_s);
    visit(I{"strain", "1", "shortening over the living length"}, strain);
    visit(I{"amplitude_mm", "mm", "of the surface's wave, half of the way from furrow to ridge"}, amplitude_mm);
  }
};

/// One wavelength's fate.
struct Furrow {
  double wavelength_mm = 0;   ///< [mm]
  double strain_reached = 0;  ///< less than the protocol's if the skin folded on the way [-]
  double amplitude_mm = 0;    ///< at the end of the hold, or of what was reached [mm]
  double amplification = 0;   ///< that over the resting wave [-]
  double persistence = 0;     ///< share of the growth that stays after the rest [-]; NaN if it did not come so far
};

struct CompressionReadings {
  std::vector<Furrow> furrows;  ///< by wavelength, as the protocol lists them
  std::size_t largest = 0;      ///< row of the most amplified one; one that folded counts above any that did not
};

/// @brief Fine wrinkles: a strip of layered skin, one furrow long with mirrors at its ends, plane strain along the
/// furrow, base on a smooth fascia. Growth of a small wave, not its birth: the imperfection has to be there.
/// @throws ModelError if the protocol is outside the schema's ranges, SolverError if not even the smallest push finds
/// an equilibrium
CompressionCurve measure(const CompressionProtocol& protocol, const mechanics::Skin& skin,
                         const Progress& progress = {});

/// @throws ModelError if the curve is empty
CompressionReadings readings(const CompressionCurve& curve);

core::Schema compression_schema();

}  // namespace hari::probe
