// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <vector>

namespace hari::mechanics {

/// @brief Tables of fibre stress over squared stretch y, several curves side by side: one look-up finds them all.
///
/// Stress is the second Piola-Kirchhoff stress along the fibre, so no root of y is needed; its energy is the integral
/// over Green's strain (y - 1)/2. Cubic between equally spaced y, straight beyond; stress, slope and energy are those
/// of the interpolant, exactly consistent.
class SlipCurves {
 public:
  /// Of one direction: everything in it; its collagen; that collagen moved by the onset of slip. Without slip only
  /// `all`.
  enum Which : std::size_t { all = 0, collagen = 1, beyond_onset = 2 };

  static constexpr double first_square = 0.25, step = 1.0 / 80;
  static constexpr int n_nodes = 225;           ///< y = 0.25 to 3.05
  static constexpr int n_pieces = n_nodes + 1;  ///< with a straight one at either end

  struct Nodes {
    std::array<double, n_nodes> stress{}, slope{};  ///< [kPa], by y
  };

  SlipCurves() = default;
  SlipCurves(std::size_t directions, std::size_t curves);
  void set(std::size_t direction, std::size_t which, const Nodes& nodes);

  struct Value {
    double stress, slope, energy;  ///< [kPa], slope by y
  };
  Value at(std::size_t direction, std::size_t which, double square) const;
  /// @brief Integral over Green's strain of what exceeds `level` on the way to `square` [kPa]: what a curve still holds
  /// when `level` of its stress has been relaxed at the strain where it is reached.
  double beyond(std::size_t direction, std::size_t which, double square, double level) const;

  /// Raw coefficients for the hot loop: cubics [direction][piece][curve][power of the way through the piece].
  const double* cubics() const { return cubic_.data(); }
  std::size_t curves() const { return curves_; }

 private:
  std::size_t row(std::size_t direction, std::size_t which, int piece) const {
    return (direction * n_pieces + static_cast<std::size_t>(piece)) * curves_ + which;
  }
  /// y at which the stress is `level`, found below `square`.
  double square_of(std::size_t direction, std::size_t which, double square, double level) const;

  std::size_t curves_ = 0;
  std::vector<double> cubic_;   ///< four per row
  std::vector<double> energy_;  ///< at the start of each piece, one per row [kPa]
};

}  // namespace hari::mechanics
