// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "hari/cells/population.hpp"

namespace hari::cells {

/// @brief The persistent walk (Uhlenbeck and Ornstein 1930) over one step, exact for any length of it: velocity forgets
/// itself over the time tau, its noise makes a diffusivity D along an axis over long times, and a lure u adds D u:
///   dv = -v dt / tau + sqrt(2 D) dW / tau,  dx = v dt + D u dt.
/// Mean square displacement per axis: 2 D (t - tau (1 - exp(-t / tau))).
class Walk {
 public:
  Walk(const tissue::Tissue& tissue, const CellLaw& law, core::Days dt);
  /// @brief Moves cell i and finds its element; layers and sides of the block are mirrors.
  /// @param motility  factor on the law's [-]
  /// @param lure      gradient of ln attraction [1/mm]
  void move(tissue::Tissue& tissue, std::size_t i, double motility, const std::array<double, 3>& lure) const;

 private:
  struct Room {
    std::array<double, 3> low{}, high{};
  };
  std::array<Room, mesh::n_layers> room_{};
  std::uint64_t moment_;
  double dt_, motility_, across_;
  double keep_, shift_;                   // of the old velocity: kept, and moved by [day]
  double velocity_, along_with_, alone_;  // noise of the velocity, of the place with it and by itself, per sqrt(D)
};

}  // namespace hari::cells
