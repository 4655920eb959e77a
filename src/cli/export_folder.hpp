// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>

namespace hari::cli {

/// @brief Where an export goes. Its files are written to a folder inside, and come to their places once all are there:
/// an export that fails leaves what was there before.
class ExportFolder {
 public:
  /// The table of frames, by which an export is known.
  static constexpr const char* index = "frames.csv";

  /// @brief Takes a folder that is new, empty or an earlier export, whose files are replaced.
  /// @throws IoError if it is the folder of a run or in it, holds anything else or cannot be made
  explicit ExportFolder(const std::filesystem::path& out);
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;
  ~ExportFolder();

  /// Where to write.
  const std::filesystem::path& path() const { return aside_; }
  /// @throws IoError if a file cannot be put in place
  void put_in_place() const;

 private:
  std::filesystem::path out_, aside_;
  bool made_ = false;
};

}  // namespace hari::cli
