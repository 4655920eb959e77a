// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

namespace hari::cli {

/// @brief Writes to standard error as it is. A terminal that has gone is no reason for a run to fail.
void tell(const std::string& text);

}  // namespace hari::cli
