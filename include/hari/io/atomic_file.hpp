// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <span>
#include <string_view>

namespace hari::io {

/// @brief Whether `path`, its links followed, is there and no plain file, or is where this process prints to: a device,
/// a pipe, /dev/stdout. Such a thing is written to where it stands, for a rename would put a file in its place.
/// @throws IoError if it is a folder
bool only_in_place(const std::filesystem::path& path);

/// @brief Writes `pieces`, one after another, to `path` + ".part", flushes it to the disk, then renames: a reader sees
/// the old file or the new one, never a part of one, whatever moment the process or the machine dies at. What can be
/// written `only_in_place` gets the pieces as they come.
/// @throws IoError naming path and cause (folder missing, disk full); the old file is then untouched
void write_whole(const std::filesystem::path& path, std::span<const std::string_view> pieces);

/// @brief The same for one text.
void write_text(const std::filesystem::path& path, std::string_view text);

}  // namespace hari::io
