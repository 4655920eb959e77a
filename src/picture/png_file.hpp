// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>

#include "offscreen.hpp"

namespace hari::picture {

/// @throws IoError with the path and what the system said; nothing is left behind
void write_png(const Image& image, const std::filesystem::path& path);

}  // namespace hari::picture
