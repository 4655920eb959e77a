// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace hari::cli {

/// @brief Pictures of a run's first and last frame, in its folder "pictures".
/// @return the files
/// @throws IoError if there are no frames, or this program was built without pictures
std::vector<std::filesystem::path> draw_portraits(const std::filesystem::path& run, const std::string& title);

/// @brief Picture of one frame, lettered in a language, "en" or "ja".
std::filesystem::path draw_portrait(const std::filesystem::path& run, std::size_t frame, const std::string& title,
                                    const std::filesystem::path& png, const std::string& language);

}  // namespace hari::cli
