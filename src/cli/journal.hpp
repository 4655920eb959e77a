// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::cli {

/// @brief What a run has read so far: one row per Cutometer reading and its curve. Goes into the checkpoint and comes
/// back.
class Journal {
 public:
  Journal();
  /// @param curve reading of the tissue as it is now
  /// @param resting_tension of the dermis [kPa]
  void add(const sim::Simulation& simulation, const probe::CutometerCurve& curve, double resting_tension);

  std::size_t readings() const;
  /// Last value of a series column; NaN before the first reading. @throws IoError for an unknown name
  double last(const std::string& column) const;
  const core::ColumnGroup& series() const { return series_; }
  const std::vector<core::ColumnGroup>& curves() const { return curves_; }
  /// The surface under the probe in each reading.
  const std::vector<core::ColumnGroup>& domes() const { return domes_; }

  /// Groups "series", "curves/0000" and "domes/0000" on, as a checkpoint keeps them.
  std::vector<core::ColumnGroup> groups() const;
  /// @throws IoError if the groups do not hold a journal of this version
  static Journal from(const std::vector<core::ColumnGroup>& groups);

 private:
  core::ColumnGroup series_;
  std::vector<core::ColumnGroup> curves_, domes_;
};

/// @brief The table a user sees: one line per age.
std::string readings_table(const core::ColumnGroup& series, const probe::CutometerProtocol& protocol);

}  // namespace hari::cli
