// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once

namespace hari::treatment {

/// @brief Permeability of the horny layer to a molecule in water, Potts and Guy 1992 (Pharm Res 9:663):
/// log10 kp = -6.3 + 0.71 log10 K - 0.0061 M, kp in cm/s. Fitted to 90 molecules of 18 to 750 g/mol; beyond, it is an
/// extrapolation that errs on the side of the barrier.
/// @param molecular_weight  M [g/mol]
/// @param log_kow           log10 of the octanol-water partition coefficient K
/// @return [mm/day]
double horny_layer_permeability(double molecular_weight, double log_kow);

/// @brief Share of what lies on the skin that has passed after a time: a film that empties through the barrier [-].
/// @param permeability  [mm/day]
/// @param film          its thickness [mm]
/// @param time          [day]
double share_passed(double permeability, double film, double time);

}  // namespace hari::treatment
