// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "passage.hpp"

namespace hari::picture {

/// One reading of the suction instrument, as a film needs it.
struct SuctionReading {
  double age = 0;                  ///< [year]
  std::vector<double> time;        ///< [s]
  std::vector<double> pressure;    ///< suction [kPa]
  std::vector<double> height;      ///< of the apex [mm]
  std::size_t points = 0;          ///< of the surface that were stored; 0 in runs before version 1.1 of the file
  std::vector<float> surface;      ///< x, y, z [mm] of each, for each time
  std::size_t at(double t) const;  ///< last row whose time is not after `t`
  double height_at(double t) const;
  double let_go() const;     ///< when the first pull ends [s]
  double cycle_end() const;  ///< when the second one begins, or the end [s]
};

/// @brief A run's folder, read as a film goes on: two frames at a time are kept.
class StoredRun {
 public:
  /// @throws IoError if there is no run, or one without frames or readings
  explicit StoredRun(std::filesystem::path folder);

  double first_age() const { return ages_.front(); }  ///< of the frames [year]
  double last_age() const { return ages_.back(); }
  Moment at(double age) const;
  /// @brief Column of the series, linear between readings. @throws IoError if the run has no such column
  double value(const std::string& column, double age) const;
  /// The one nearest to an age.
  const SuctionReading& reading(double age) const;
  std::uint64_t seed() const { return seed_; }
  /// Ages of the readings [year], ascending.
  std::vector<double> read_at() const;
  /// @brief Ages of the readings that a frame was stored at, to half a day: there the picture is what was read.
  std::vector<double> seen_at() const;

 private:
  std::shared_ptr<const tissue::Tissue> frame(std::size_t i) const;

  std::filesystem::path folder_;
  std::vector<double> ages_;
  std::uint64_t seed_ = 0;
  core::ColumnGroup series_;
  std::vector<SuctionReading> readings_;
  mutable std::size_t passage_at_ = 0;
  mutable std::unique_ptr<Passage> passage_;
  mutable std::vector<std::pair<std::size_t, std::shared_ptr<const tissue::Tissue>>> kept_;
};

}  // namespace hari::picture
