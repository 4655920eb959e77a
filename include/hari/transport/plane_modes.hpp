// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

namespace hari::transport {

/// @brief Modes of -d2/dx2 with mirror ends on cells of given widths, in two-point finite volumes: K v = lambda H v
/// with H = diag(width), v' H v = 1.
struct PlaneModes {
  std::vector<double> to_modes;    ///< V' H, n x n by columns: cell values to amplitudes
  std::vector<double> from_modes;  ///< V, n x n by columns: amplitudes to cell values; the first mode is constant
  std::vector<double> eigenvalue;  ///< ascending [1/mm2]; the first is exactly 0

  /// @param width of the cells, in order [mm]
  static PlaneModes of(const std::vector<double>& width);
};

}  // namespace hari::transport
