// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "output_option.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

/// Whether `hari run` writes that file, or one like it, there.
bool kept_by_a_run(const fs::path& file) {
  const fs::path folder = fs::absolute(file).parent_path();
  const std::string name = file.filename().string();
  if (folder.filename() == "frames") return holds_run(folder.parent_path());
  return holds_run(folder) &&
         (name == "lock" || name == "series.csv" || name == "series_difference.csv" || file.extension() == ".xdmf");
}

/// @return what is wrong with the name, or nothing
std::string wrong_with_folder(const std::string& name) {
  return name.empty() ? "the name is empty; is a variable of the shell not set?" : "";
}

std::string wrong_with(const std::string& name) {
  const fs::path file(name);
  if (name.empty()) return wrong_with_folder(name);
  if (!file.has_filename()) throw core::IoError(fmt::format("{} is a folder; name a file", name));
  io::only_in_place(file);  // throws if it is a folder
  for (const char* other : {".toml", ".h5"})
    if (file.extension() == other)
      return fmt::format("{}: what is written here is no {} file; choose another ending", name, other);
  if (kept_by_a_run(file)) return fmt::format("{} is what a run keeps of itself; name a file elsewhere", name);
  return {};
}

}  // namespace

CLI::Option* add_output(CLI::App& command, const std::string& names, fs::path& file, const std::string& description) {
  return command.add_option(names, file, description)->check(wrong_with);
}

CLI::Option* add_output_folder(CLI::App& command, const std::string& names, fs::path& folder,
                               const std::string& description) {
  return command.add_option(names, folder, description)->check(wrong_with_folder);
}

bool holds_run(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "run.h5", ignored) || fs::exists(folder / "checkpoint.h5", ignored);
}

}  // namespace hari::cli
