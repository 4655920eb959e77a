// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "hari/io/column_file.hpp"

namespace hari::report {

/// A frame made small for the page: some of its fibres and cells.
struct Scene {
  std::size_t fibres = 0, cells = 0;
  std::string bytes;  ///< see `scene_of`
};

/// @brief Little-endian: uint32 fibres, uint32 cells, float32[3] least and float32 largest extent of the block [mm];
/// per fibre 4 bytes (points; kind + 4 times its slack strain, of which 63 is 0.25; wear 0 to 255; thickness 0 to 255);
/// then per point int16[3], -32767 to 32767 over the largest extent from the least corner; then per cell int16[3] and 2
/// bytes (0 fibroblast, 1 senescent, 2 stem cell; spread 0 to 255). Which fibres are taken depends on their identity
/// alone: one seen at 25 is the one seen at 75.
/// @param most_fibres,most_cells  the scene holds about so many at most
/// @throws IoError if the frame lacks a column
Scene scene_of(const io::Stored& frame, std::size_t most_fibres, std::size_t most_cells);

}  // namespace hari::report
