// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>
#include <string>
#include <vector>

#include "hari/core/time.hpp"
#include "hari/io/column_file.hpp"

namespace hari::io {

/// What the index says of one frame file.
struct FrameEntry {
  std::string file;                  ///< relative to the folder of the index, for example "frames/0000.h5"
  core::Days age{0};                 ///< of the subject
  std::vector<ColumnShape> columns;  ///< all of the file
};

enum class Part { block, fibres, cells };

/// @brief Text of an XDMF 3 index: for each part a temporal collection (time: age in years) with a grid per frame.
/// Heavy data stay in the frame files.
///
/// Every column with one row per element, fibre or cell and one or three numbers per row is an attribute; 64-bit whole
/// numbers are left out, since XDMF has none. A part with nothing in it is left out of its frame.
std::string xdmf_text(std::span<const FrameEntry> frames, std::span<const Part> parts);

/// What the index says of the surface under the probe in one reading.
struct DomeEntry {
  double age_years = 0;         ///< of the subject
  std::vector<double> time_s;   ///< since the suction was switched on
  std::vector<float> position;  ///< x, y, z of each point [mm], for one time after the other
};

/// @brief Text of an XDMF 3 index: for each reading a temporal collection (time: seconds) of the line it stored.
/// Positions stand in the text: of a slab of a data set, ParaView's two XDMF 3 readers make no points.
std::string dome_xdmf_text(std::span<const DomeEntry> domes);

}  // namespace hari::io
