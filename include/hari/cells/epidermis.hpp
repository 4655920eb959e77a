// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/cells/population.hpp"

namespace hari::cells {

/// @brief One step of the epidermis: its growth [-, over that of the built block] goes within `epidermis_turnover`
/// towards what keratinocytes keep up, Level::epidermal_renewal times their rules of `renewal`. Exact for any step;
/// leaves the other layers alone.
/// @param around  responses of this step, from `survey`
void renew_epidermis(tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around, core::Days dt);

}  // namespace hari::cells
