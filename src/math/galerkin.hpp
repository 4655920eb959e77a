// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "prolongation.hpp"

namespace hari::math {

/// @brief P' A P, both halves, blocks row after row. A rigid motion that an aggregate lacks has a unit diagonal.
BlockRows<double> galerkin_product(const BlockView& a, const Prolongation& p);

}  // namespace hari::math
