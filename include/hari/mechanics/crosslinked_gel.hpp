// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once

namespace hari::mechanics {

/// @brief A cross-linked gel laid into the matrix, such as a filler: an elastic solid that does not relax within a
/// reading and adds its share to the lasting shear modulus.
struct CrosslinkedGel {
  double fraction = 0;  ///< of the living volume [-]
  double shear = 0;     ///< modulus of the gel itself [kPa]

  /// What the matrix gains [kPa].
  double stiffening() const { return fraction * shear; }
};

}  // namespace hari::mechanics
