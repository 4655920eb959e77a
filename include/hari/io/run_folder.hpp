// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/io/column_file.hpp"
#include "hari/io/xdmf.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::io {

inline const FileKind frame_kind{"hari frame", 1, 2};
inline const FileKind checkpoint_kind{"hari checkpoint", 1, 0};
inline const FileKind run_kind{"hari run", 1, 2};
inline const FileKind timing_kind{"hari timing", 1, 0};

/// What run.h5 says of a run, beside its frames. Everything in it is equal on any machine and thread count.
struct RunRecord {
  std::uint64_t seed = 0;
  bool complete = false;                  ///< the run has reached its end
  core::ColumnGroup series;               ///< one row per reading; stored as group "series"
  std::vector<core::ColumnGroup> curves;  ///< in order; stored as "curves/0000" and on, whatever their names
  std::vector<core::ColumnGroup> domes;   ///< of the curves, or none; stored as "domes/0000" and on
  core::ColumnGroup course = {};          ///< after each step; stored as "course" if it has columns
  Texts provenance;  ///< "scenario", "resolved_scenario", "parameters" (CSV); stored in "provenance"
};

/// @brief The one writer of a run's folder (docs/run-folder.md); holds its lock as long as it lives.
///
/// `checkpoint.h5` is the only commit: a run that was killed goes on from there, writes the frames beyond it anew with
/// equal bytes, and makes run.h5, tables and index from what the checkpoint holds.
class RunFolder {
 public:
  /// @brief Makes the folder, or takes one that is empty or holds nothing but a run killed before its first checkpoint.
  /// @throws IoError if it holds anything else (nothing is ever emptied) or another process writes to it
  static RunFolder create(const std::filesystem::path& folder);
  /// @throws IoError if there is no checkpoint or another process writes to it
  static RunFolder resume(const std::filesystem::path& folder);

  RunFolder(RunFolder&& other) noexcept;
  RunFolder& operator=(RunFolder&&) = delete;
  ~RunFolder();

  const std::filesystem::path& path() const { return folder_; }
  const std::vector<FrameEntry>& frames() const { return frames_; }

  /// @brief Counts the `n` first frames of the interrupted run as written; call after resume.
  /// @throws IoError if one is missing, damaged, or of another run than the checkpoint
  void adopt_frames(std::size_t n);
  /// @brief Writes the state, complete, as the next frame.
  /// @param more  further groups, with names that tissue::snapshot and view_of do not use
  void write_frame(const tissue::Tissue& tissue, std::span<const core::ColumnGroup> more = {});
  void write_checkpoint(std::span<const core::ColumnGroup> groups, const Texts& texts = {});
  /// @brief run.h5, with links to the frames so far and to timing.h5; and dome.xdmf, if the record has domes.
  void write_run(const RunRecord& record);
  /// @brief timing.h5: wall time, threads, host; no part of a run's identity.
  void write_timing(std::span<const core::ColumnGroup> groups, const Texts& texts = {});
  /// @brief A table of the folder: "series.csv", "probes.csv".
  void write_table(const std::string& file_name, const core::ColumnGroup& table);
  /// @brief run.xdmf (all parts) and run_block.xdmf, run_fibres.xdmf, run_cells.xdmf, for the frames so far.
  void write_index();

 private:
  RunFolder(std::filesystem::path folder, int lock) : folder_(std::move(folder)), lock_(lock) {}
  std::filesystem::path folder_;
  int lock_;
  std::vector<FrameEntry> frames_;
};

std::filesystem::path frame_path(const std::filesystem::path& folder, std::size_t index);

/// @brief Readers of a run's folder; they need no lock, since no file changes once it has its name. What they return
/// is checked, so that its reader need not: types, rows and ranges, and that the file is of this run.
/// @throws IoError, see read_groups

/// @brief Groups of tissue::snapshot, "view" as view_of makes it, and "looks" where the frame has them.
Stored read_frame(const std::filesystem::path& folder, std::size_t index);
/// @brief Refused if run.h5, where there is one, is of another seed or scenario.
Stored read_checkpoint(const std::filesystem::path& folder);
/// @brief "run", "index" and tables: every other group but "domes/..." has columns of equal rows, finite float64.
Stored read_run(const std::filesystem::path& folder);
/// @brief Ages of the subject [day], one per frame that run.h5 knows, ascending.
std::vector<double> read_frame_ages(const std::filesystem::path& folder);

}  // namespace hari::io
