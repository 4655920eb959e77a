// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>

#include "hari/stimulus/act.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::sim {

/// @brief Does sudden things to the tissue, one after another, as their step begins. Their ages count no more: the
/// clock has stopped there.
/// @throws ModelError for an act that makes no sense on this block
void apply_acts(tissue::Tissue& tissue, std::span<const stimulus::Act> acts);

}  // namespace hari::sim
