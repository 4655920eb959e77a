// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>

namespace hari::math {

/// @brief What an element adds to a stiffness because its volume resists change: c g g', of rank one.
///
/// Next to incompressibility c is much larger than all else in the matrix. A solver that knows it can treat the
/// pressure c g'u as an unknown of its own. Nothing depends on c and g being exact, but c must not exceed what the
/// matrix holds.
struct VolumeTerm {
  std::array<std::int32_t, 8> row;   ///< of the matrix, per node
  std::array<float, 24> gradient{};  ///< g: volume by displacement, x y z of each node; zero where held [mm2]
  double stiffness = 0;              ///< c, of the part of the bulk modulus that is taken out; 0: none is [kPa/mm3]
  double flexibility = 0;            ///< change of volume by pressure of what is left, held sideways [mm3/kPa]
};

}  // namespace hari::math
