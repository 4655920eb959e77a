// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <vector>

namespace hari::transport {

/// @brief Between the values of one sheet of elements and the amplitudes of its plane modes (PlaneModes of either
/// axis). Where the widths of an axis are alike from both ends, as those of a block are, its modes are even or odd:
/// values are folded about the middle first, which halves the work.
class PlaneTransform {
 public:
  /// @param width_x, width_y  of the elements [mm]
  PlaneTransform(const std::vector<double>& width_x, const std::vector<double>& width_y);

  std::size_t size() const { return x_.n * y_.n; }
  /// Of every amplitude, in their order; the first mode is constant and has 0 [1/mm2].
  const std::vector<double>& eigenvalue() const { return eigenvalue_; }

  /// @brief Values to amplitudes, in place.
  /// @param room  as large as the sheet; overwritten
  void forward(double* sheet, double* room) const;
  /// @brief Amplitudes to values.
  void backward(double* sheet, double* room, double* values) const;

 private:
  // Row-major; amplitudes are ordered: even modes, then odd ones.
  struct Axis {
    std::size_t n = 0, even = 0, odd = 0;  // odd 0: not folded
    std::vector<double> eigenvalue;
    std::vector<double> to_even, to_odd;      // amplitude x folded value
    std::vector<double> from_even, from_odd;  // folded value x amplitude
    static Axis of(const std::vector<double>& width);
  };
  static std::vector<double> transposed(const std::vector<double>& square);

  Axis x_, y_;
  std::vector<double> x_to_even_, x_to_odd_, x_from_even_, x_from_odd_;  // transposed, for products from the right
  std::vector<double> eigenvalue_;
};

}  // namespace hari::transport
