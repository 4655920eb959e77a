// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>

#include "hari/scenario/scenario.hpp"

namespace hari::cli {

/// @brief Memory that this process may still take [byte]: the least of what the machine has free, what its control
/// group allows and what the shell's limit (ulimit -v) leaves. Infinite where the system does not say.
double available_memory();

/// @brief A run that would not fit is refused before it starts.
/// @throws ScenarioError saying what is needed, what there is, and what to do
void check_memory(const scenario::Scenario& scenario);

/// @brief How many such blocks to run side by side: one for each thread, as far as memory reaches; at least one.
std::size_t blocks_at_once(const scenario::Scenario& scenario);

}  // namespace hari::cli
