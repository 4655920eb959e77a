// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>

#include "hari/sim/wounds.hpp"
#include "hari/stimulus/act.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::sim {

/// @brief Does sudden things to the tissue, one after another, as their step begins. Their ages count no more: the
/// clock has stopped there.
/// @return what wounds did; if there were any (see WoundCount), the fibres are to be sensed again
/// @throws ModelError for an act that makes no sense on this block
WoundCount apply_acts(tissue::Tissue& tissue, const remodel::TurnoverLaw& turnover, const WoundLaw& wounds,
                      std::span<const stimulus::Act> acts);

}  // namespace hari::sim
