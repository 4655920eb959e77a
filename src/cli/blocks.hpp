// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "run.hpp"

// The blocks of one command: one of each seed and, where the scenario treats, the twin of each.

namespace hari::cli {

/// Folder of one of several seeds in that of all.
std::filesystem::path seed_folder(const std::filesystem::path& all, std::uint64_t seed);

/// @brief The folders of seeds in `all`, none if it is a run itself. They are made before any block is begun, so that
/// once one has a checkpoint, those there are tell which seeds were asked for.
std::map<std::uint64_t, std::filesystem::path> seed_folders(const std::filesystem::path& all);

/// @brief Prints what the blocks came to, and writes the tables of all seeds and of the pairs; if one was interrupted,
/// only says how to go on.
/// @param outcomes  of each seed, then of the twin of each, if they have one
/// @param folder    of the run or, of several seeds, of all
/// @param go_on     the command that goes on
/// @return ExitCode, or 130
int conclude(std::span<const Outcome> outcomes, std::size_t seeds, const std::filesystem::path& folder, bool pictures,
             const std::string& go_on);

}  // namespace hari::cli
