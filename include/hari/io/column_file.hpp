// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "hari/core/column.hpp"

namespace hari::io {

enum class Compression {
  none,  ///< fast: checkpoints
  gzip   ///< level 1 after a byte shuffle, for data sets of 4 KiB and more
};

/// What a file says it is, and in which version of that format. A reader takes any minor version of its own major one.
struct FileKind {
  std::string name;  ///< for example "hari frame"
  int major = 1;
  int minor = 0;
};

/// A name in this file that stands for an object of another.
struct ExternalLink {
  std::string path;    ///< in this file, for example "frames/0000"
  std::string file;    ///< relative to the folder of this file
  std::string object;  ///< in that file
};

/// Named UTF-8 texts, by their path in the file.
using Texts = std::map<std::string, std::string>;

/// What a file holds, links to other files aside.
struct Stored {
  std::vector<core::ColumnGroup>
      groups;  ///< in the order of writing; a nested group is named by its path, "curves/0000"
  Texts texts;
};

/// @brief Writes a whole HDF5 file or none (see write_whole). Equal arguments give equal bytes, at any time, on any
/// thread count: no times are stored, bounds and chunks are fixed.
///
/// Each column is a data set [rows] or, if width > 1, [rows, width], with attributes `unit` and `long_name`. The root
/// has attributes `format`, `format_version` (int32[2]) and `hari_version`. The bytes behind the end of HDF5's own are
/// a seal.
/// @throws IoError naming path and cause; SolverError if a number is infinite or none; BugError if a column's values do
/// not fill its rows
void write_groups(const std::filesystem::path& path, const FileKind& kind, std::span<const core::ColumnGroup> groups,
                  Compression compression, const Texts& texts = {}, std::span<const ExternalLink> links = {});

/// @param only  names of the groups wanted, in any order; empty: all groups and texts
/// @throws IoError if the file is missing, cut, changed, foreign, of another kind or major version, or holds a number
/// type that hari does not store; damage is found before memory is taken
Stored read_groups(const std::filesystem::path& path, const FileKind& kind, std::span<const std::string> only = {});

/// The element types of core::ColumnValues, in its order.
enum class NumberType : std::uint8_t { float64, float32, int32, uint8, uint32, uint64 };

/// A column without its numbers.
struct ColumnShape {
  std::string group;
  core::ColumnInfo info;
  NumberType type = NumberType::float64;
  std::size_t rows = 0;
};
ColumnShape shape_of(const std::string& group, const core::Column& column);

/// @brief What read_groups would return, without the numbers, after the same checks.
std::vector<ColumnShape> list_columns(const std::filesystem::path& path, const FileKind& kind);

}  // namespace hari::io
