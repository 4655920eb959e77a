// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "element_volumes.hpp"
#include "krylov.hpp"

namespace hari::math {

/// @brief Minimal residuals with the pressures of the volumes as unknowns of their own, from where `at` stands, until
/// the norm is at most `target`.
///
/// a = a0 + G'C G is solved as [a0 G'; G -1/C]. The preconditioner is block triangular: `inverse` for a0, then for the
/// pressures the flexibilities of the volumes. Rows are combined so that the residual of the displacements is b - a x
/// itself, whatever the pressures: the answer is that of a, and no product with a0 is needed.
/// @param inverse  of a0 = volumes.taken_from(a), about: of an earlier matrix perhaps
/// @see Elman, Silvester, Wathen, Finite Elements and Fast Iterative Solvers, 2nd ed. (2014), chapter 4
Outcome mixed_residuals(const BlockMatrix& a, const ApplyInverse& inverse, const ElementVolumes& volumes, double target,
                        int limit, Iterate& at);

}  // namespace hari::math
