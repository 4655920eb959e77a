// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace hari::cli {

// What is done with the results of runs. Each returns an ExitCode and throws the errors of core/error.hpp.

struct ReportOptions {
  std::vector<std::filesystem::path> runs;
  std::filesystem::path out;
  std::string language = "both";  ///< en, ja or both
  bool pictures = true;           ///< cross-sections, where this program can draw
  bool measure = true;            ///< sag and lateral compression on the frames that are shown
};
/// @brief One HTML page of one run or several side by side.
int report_command(const ReportOptions& options);

struct AnimateOptions {
  std::vector<std::filesystem::path> runs;  ///< one, or two for the story uv
  std::filesystem::path out;                ///< .mp4 or .webm; .png: one picture of the film
  std::string story;                        ///< ageing, uv, treatment, cutometer; empty: by what the run is
  std::string language = "en";              ///< en or ja
  double seconds = 20;                      ///< of the whole film
  std::string size = "1280x720";            ///< [pixel]
  double at = 10;                           ///< which picture, for .png [s]
};
/// @brief A short film of a run that needs no sound and no biology.
int animate_command(const AnimateOptions& options);

struct CompareOptions {
  std::filesystem::path a, b;
  bool all = false;           ///< every column of the series
  std::filesystem::path csv;  ///< file for the table; empty: none
};
/// @brief Prints B minus A, paired by age and, where both have several, by seed.
int compare_command(const CompareOptions& options);

struct ExportOptions {
  std::filesystem::path run, out;
};
/// @brief The run as CSV and, where this program has VTK, as .pvd with .vtu and .vtp.
int export_command(const ExportOptions& options);

struct NewOptions {
  std::filesystem::path file;
  std::string site, sex;  ///< empty: as in the template
};
/// @brief Writes a commented scenario; never over a file that is there.
int new_command(const NewOptions& options);

}  // namespace hari::cli
