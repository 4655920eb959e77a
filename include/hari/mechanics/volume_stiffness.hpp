// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/math/volume_term.hpp"
#include "hari/mechanics/hex_element.hpp"

namespace hari::mechanics {

/// @brief What the linear solver may take out of an element's stiffness and treat as a pressure: the bulk modulus
/// beyond a few times the shear modulus of the matrix, of laws whose energy keeps shape and volume apart. Its rows and
/// held directions are left to the caller.
math::VolumeTerm volume_stiffness(const ElementVolume& volume, const LayerMaterial& material);

}  // namespace hari::mechanics
