// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once

namespace hari::fibre {

/// What a bundle carries at one stretch, as if its fibrils had unit modulus and unit cross-section.
struct Recruited {
  double energy = 0;     ///< integral of strain over stretch [-]
  double strain = 0;     ///< mean strain of the fibrils beyond their slack [-]
  double stiffness = 0;  ///< d strain / d stretch: the share of fibrils that are taut, over slack [-]
};

/// @brief Smooth recruitment of one bundle: its fibrils become taut at slacks spread triangularly about `slack`.
///
///   strain = (1/slack) integral max(0, stretch - u) p(u) du,   p triangular on [slack - spread, slack + spread]
///
/// Zero below slack - spread, straight with slope 1/slack above slack + spread, C2 between; tension only.
/// @param stretch  along the fibre [-], > 0
/// @param slack    mean stretch at which fibrils become taut [-], > 0
/// @param spread   half-width of the distribution [-], > 0
Recruited recruit(double stretch, double slack, double spread);

/// @brief Share of its full load that a fibril cut every `free_length` carries: shear-lag theory,
/// 1 - tanh(b)/b with b = free_length / (2 lag). 1 when never cut, 0 when cut everywhere.
/// @param lag distance over which load builds up from a free end [mm], > 0
/// @see Cox, Br. J. Appl. Phys. 3 (1952) 72-79
double load_transfer(double free_length, double lag);

}  // namespace hari::fibre
