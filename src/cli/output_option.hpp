// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

namespace hari::cli {

/// @brief Declares an option that names a file to write. What would cost a file of another kind is refused before
/// anything is read: no name at all, a scenario (.toml), an .h5, a file that a run keeps of itself, a folder.
CLI::Option* add_output(CLI::App& command, const std::string& names, std::filesystem::path& file,
                        const std::string& description);

/// @brief The same for a folder: only that it has a name, which an unset variable of the shell has not.
CLI::Option* add_output_folder(CLI::App& command, const std::string& names, std::filesystem::path& folder,
                               const std::string& description);

/// Whether a run was or is written to that folder.
bool holds_run(const std::filesystem::path& folder);

}  // namespace hari::cli
