// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/sim/simulation.hpp"

namespace hari::cli {

/// @brief What a run has read so far: one row per Cutometer reading and its curve, and how red and rough the skin was
/// after each step. Goes into the checkpoint and comes back.
class Journal {
 public:
  Journal();
  /// @param curve reading of the tissue as it is now
  /// @param resting_tension of the dermis [kPa]
  void add(const sim::Simulation& simulation, const probe::CutometerCurve& curve, double resting_tension);

  /// After each step, and once before the first.
  void follow(const tissue::Tissue& tissue);

  std::size_t followed() const;
  std::size_t readings() const;
  /// Last value of a series column; NaN before the first reading. @throws IoError for an unknown name
  double last(const std::string& column) const;
  const core::ColumnGroup& series() const { return series_; }
  const std::vector<core::ColumnGroup>& curves() const { return curves_; }
  /// The surface under the probe in each reading.
  const std::vector<core::ColumnGroup>& domes() const { return domes_; }

  /// Redness and roughness at the end of each step: fine after a session, when the series says little.
  const core::ColumnGroup& course() const { return course_; }

  /// Groups "series", "course", "curves/0000" and "domes/0000" on, as a checkpoint keeps them.
  std::vector<core::ColumnGroup> groups() const;
  /// @throws IoError if the groups do not hold a journal of this version
  static Journal from(const std::vector<core::ColumnGroup>& groups);

 private:
  core::ColumnGroup series_, course_;
  std::vector<core::ColumnGroup> curves_, domes_;
};

/// @brief The table a user sees: one line per age.
std::string readings_table(const core::ColumnGroup& series, const probe::CutometerProtocol& protocol);

}  // namespace hari::cli
