// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>

namespace hari::cli {

// Files of src/cli, made part of the program by hari_embed.
std::string_view new_scenario_toml();

}  // namespace hari::cli
