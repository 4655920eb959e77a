// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <optional>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief Where a needle or cannula leaves its doses over the treated area, which is far larger than the block.
///
/// A dose V fills a share f of the tissue that it spreads through, a sheet of thickness h: a cloud of standard
/// deviation sqrt(V / (2 pi f h)) in the plane. Bulk flow does that within hours; what diffusion adds later is small
/// beside it (hyaluronan: under 1 mm in two weeks), so the cloud is put down at once. The block receives the mean over
/// all positions, a sheet of so much per area, or lies at a given distance from the nearest dose and receives what
/// reaches it from each.
class Pattern {
 public:
  /// Reads pattern, device, points, volume_per_point, pitch, line_length, position.
  Pattern(const Prescription& prescription, const core::ParameterSet& parameters);

  struct Place {
    double x = 0, y = 0;  ///< from the middle of the block [mm]
    double share = 1;     ///< of volume_per_point
  };

  double volume() const { return volume_; }           ///< of one dose [mm3]
  double doses_per_area() const { return density_; }  ///< [1/mm2]
  double pricks_per_area() const { return pricks_; }  ///< [1/mm2]; a cannula's count less
  double spread() const { return spread_; }           ///< standard deviation in the plane [mm]
  /// Where the doses lie if the block has a position; none: mean over positions.
  const std::optional<std::vector<Place>>& places() const { return places_; }
  /// Distance from the nearest dose [mm]; negative: mean over positions.
  double position() const { return position_; }
  /// Treated area [mm2].
  double area() const { return area_; }

  static std::vector<core::Key> keys();
  /// What cannot be: more volume than the skin under it, a dose below all skin, a position beyond the pattern.
  static std::vector<Objection> objections(const Prescription& prescription);

 private:
  double volume_, density_, pricks_, spread_, position_, area_;
  std::optional<std::vector<Place>> places_;
};

}  // namespace hari::treatment
