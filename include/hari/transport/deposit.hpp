// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/tissue/tissue.hpp"

namespace hari::transport {

/// @brief Something brought into the tissue at once: normal in the plane and in depth, cut off and made whole again at
/// the borders of the layer that holds its centre. With an infinite spread in the plane it is a sheet, alike
/// everywhere.
struct Cloud {
  double amount = 0;        ///< all of it [unit of the substance x mm3]; of a sheet, per area [unit x mm]
  double x = 0, y = 0;      ///< centre, the middle of the block at 0 [mm]; may lie beyond the block
  double depth = 0;         ///< of the centre below the surface [mm]
  double spread_plane = 0;  ///< standard deviation [mm], >= 0
  double spread_depth = 0;  ///< [mm], >= 0
};

/// @brief Adds what reaches the block to the amount of the substance, exactly integrated over each element. Hyaluronan
/// is booked as injected. Depth is measured in the reference block.
/// @return what reached the block [unit x mm3]
/// @throws ModelError if the centre lies above or below the block, or a number is negative or not finite (the spread in
/// the plane may be infinite)
double deposit(tissue::Tissue& tissue, tissue::Substance substance, const Cloud& cloud);

}  // namespace hari::transport
