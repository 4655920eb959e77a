// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "hari/core/draw.hpp"

namespace hari::anatomy {

/// @brief Points that fill the unit cube evenly in every dimension and jointly: a Sobol sequence with nested (Owen)
/// scrambling. Any run of 2^k first points puts one in each of 2^k equal slices of every axis, so the mean of a smooth
/// reading over n points scatters from seed to seed by about n^-3/2 where plain draws scatter by n^-1/2.
///
/// Point and coordinate are pure functions of (seed, purpose, stream, index, dimension).
/// @see Joe, Kuo, SIAM J. Sci. Comput. 30 (2008) 2635-2654 (direction numbers); Owen, J. Complexity 14 (1998) 466-489
class Stratified {
 public:
  static constexpr int n_dimensions = 8;

  Stratified(std::uint64_t seed, core::Purpose purpose, std::uint64_t stream);
  /// @param index      of the point, < 2^32
  /// @param dimension  0 <= dimension < n_dimensions
  /// @return coordinate in the open interval (0, 1)
  double operator()(std::uint32_t index, int dimension) const;

 private:
  std::array<std::uint64_t, n_dimensions> key_;
};

/// @brief Value that a standard normal variable stays below with probability `p`.
/// @pre 0 < p < 1
double normal_quantile(double p);
/// @brief Probability that a standard normal variable stays below `z`.
double normal_probability(double z);

}  // namespace hari::anatomy
