// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/report/arm.hpp"

namespace hari::report {

/// What studies find at one age.
struct BandPoint {
  double age = 0;  ///< [year]
  double low = 0, value = 0, high = 0;
};

/// @brief The literature's course of a column of the series, ready to be drawn beside an arm: in the column's unit,
/// with relative findings multiplied by the arm's own reading at 25. Empty where no study speaks of that quantity, that
/// protocol (readings of 2 mm and 450 mbar only) or where the arm was not read at 25.
/// @param library  numbers of data/report
std::vector<BandPoint> band_for(const Arm& arm, const std::string& column, const core::ParameterSet& library);

/// @brief The band at an age between its points, linear.
/// @throws ModelError outside them or for an empty band
BandPoint band_at(const std::vector<BandPoint>& band, double age);

}  // namespace hari::report
