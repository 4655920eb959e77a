// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <vector>

namespace hari::mechanics {

/// @brief Tables of nominal fibre stress over stretch, for each direction what never slips and, beside it, what may.
///
/// Monotone cubics between equally spaced stretches, straight beyond; stress, slope and energy are those of the
/// interpolant, exactly consistent.
class FibreCurves {
 public:
  enum Which : std::size_t { steady = 0, slipping = 1 };

  static constexpr double first_stretch = 0.5, step = 1.0 / 160;
  static constexpr int n_nodes = 201;           ///< stretches of 0.5 to 1.75
  static constexpr int n_pieces = n_nodes + 1;  ///< with a straight one at either end

  struct Nodes {
    std::array<double, n_nodes> stress{}, slope{};  ///< [kPa]
  };
  struct Value {
    double stress, slope, energy;  ///< [kPa]
  };

  FibreCurves() = default;
  /// @param per_direction  1: nothing slips, 2
  FibreCurves(std::size_t directions, std::size_t per_direction);
  void set(std::size_t direction, Which which, const Nodes& nodes);

  Value at(std::size_t direction, Which which, double stretch) const;
  /// Stretch in [low, high] at which the stress is `stress`.
  double stretch_of(std::size_t direction, Which which, double stress, double low, double high) const;

  /// Raw coefficients for the hot loop: cubics [direction][piece][which][power of the way through the piece].
  const double* cubics() const { return cubic_.data(); }

 private:
  std::size_t row(std::size_t direction, Which which, int piece) const {
    return (direction * n_pieces + static_cast<std::size_t>(piece)) * per_direction_ + which;
  }

  std::size_t per_direction_ = 0;
  std::vector<double> cubic_;   ///< four per row
  std::vector<double> energy_;  ///< at the start of each piece, one per row [kPa]
};

/// @brief How the bundles of one direction have slipped.
///
/// Fibrils of slack u slide like Bingham bodies (SlipLaw); those of slack below some reach v have slid by about b (v -
/// u), the others not at all. So what is left of their curve c(l) is
///
///   R(l) = c(l) - h for l >= v,   (1 - b) c(v - (v - l)/(1 - b)) below,   h = b c(v)
///
/// and a step that ends at l lowers it by w R(l - onset), the exact sum over such fibrils. v and b follow and never
/// fall; on the way back fibrils that slid hang slack. Kept here is how far they would have slid freely; where links
/// hold (SlipLaw::hold) they have slid by (1 - g) of that, and what is left is that of `held`.
struct Slid {
  static constexpr double least_rest = 1e-9;  ///< below this 1 - b is taken as such: nothing carries there

  double stress = 0;  ///< h [kPa]
  double reach = 0;   ///< v [-]
  double share = 0;   ///< b [-]

  /// The same where links hold a share `hold` of the strain, and fibrils have slid that much less.
  Slid held(double hold) const { return {(1 - hold) * stress, reach, (1 - hold) * share}; }
  /// R, its slope and its energy.
  FibreCurves::Value left(const FibreCurves& curves, std::size_t direction, double stretch) const;
  /// l - onset at which sliding sets in.
  double threshold(const FibreCurves& curves, std::size_t direction, double rested) const;
};

}  // namespace hari::mechanics
