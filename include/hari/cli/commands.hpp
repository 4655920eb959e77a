// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace hari::cli {

/// What the process returns to the shell.
enum ExitCode { ok = 0, bug = 1, bad_input = 2, numerical_failure = 3, input_output = 4 };

struct RunOptions {
  std::filesystem::path scenario;
  std::filesystem::path out;  ///< run folder; empty means results/<name of the scenario>
  int threads = 0;            ///< 0 means all
  int seeds = 1;              ///< runs with successive seeds
  std::vector<std::string> sets;
  bool quick = false;
  bool pictures = true;        ///< draw the first and the last frame at the end
  bool ignore_memory = false;  ///< begin even if the run is not expected to fit
};

struct ResumeOptions {
  std::filesystem::path run;
  int threads = 0;        ///< 0 means all
  std::string extend_to;  ///< a later age for the end of the run, as text with unit; empty: the end it has
  bool other_build = false;
  bool pictures = true, ignore_memory = false;  ///< as in RunOptions
};

// Each returns an ExitCode and throws the errors of core/error.hpp; `main_command` turns those into exit codes.
int run_command(const RunOptions& options);
int resume_command(const ResumeOptions& options);
/// @param age_years  NaN means the last frame
/// @param out        image; empty means a name in the run folder
/// @param language   of its letters, en or ja
int picture_command(const std::filesystem::path& run, double age_years, const std::filesystem::path& out,
                    const std::string& language = "en");

struct MeasureOptions {
  std::filesystem::path run;
  std::string probe;
  double age_years = 0;           ///< NaN means the last frame
  std::vector<std::string> sets;  ///< "key=value" of the probe
  std::filesystem::path csv;      ///< file for the curve; empty: none
  int threads = 0;                ///< 0 means all
};
/// @brief Puts an instrument to a stored frame of a run; the run does not change.
int measure_command(const MeasureOptions& options);

int check_command(const std::filesystem::path& scenario, const std::vector<std::string>& sets, bool quick);
int list_command(bool csv);
int describe_command(const std::string& name);
/// The reference page of scenarios.
int describe_all_command();

/// @brief The whole program: reads the command line, runs the command, and is the one handler of errors.
int main_command(int argc, const char* const* argv);

}  // namespace hari::cli
