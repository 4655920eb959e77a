// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "export_folder.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"
#include "output_option.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* aside_name = "export.part";

void check_may_export_to(const fs::path& out) {
  fs::path place = fs::absolute(out).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();
  if (holds_run(place) || holds_run(place.parent_path()))
    throw core::IoError(fmt::format("{} is the folder of a run or in it; name one elsewhere", out.string()));
  if (!fs::exists(out)) return;
  if (fs::exists(out / ExportFolder::index) && fs::exists(out / "series.csv")) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(out))
    if (entry.path().filename() != aside_name)
      throw core::IoError(fmt::format("{} is neither empty nor an earlier export (it holds \"{}\"): name a new folder",
                                      out.string(), entry.path().filename().string()));
}

/// Puts each file under `from` at the same place under `to`, but for the index: what bears it is whole.
void move_files(const fs::path& from, const fs::path& to) {
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const fs::path place = to / entry.path().filename();
    if (entry.is_directory()) {
      fs::create_directories(place);
      move_files(entry.path(), place);
    } else if (place.filename() != ExportFolder::index) {
      fs::rename(entry.path(), place);
    }
  }
}

/// What the standard library says of the file system becomes an IoError.
template <class Work>
void guarded(const Work& work) {
  try {
    work();
  } catch (const fs::filesystem_error& e) {
    throw core::IoError(fmt::format("{}: {}", e.path1().string(), e.code().message()));
  }
}

}  // namespace

ExportFolder::ExportFolder(const fs::path& out) : out_(out), aside_(out / aside_name) {
  guarded([&] {
    check_may_export_to(out_);
    made_ = fs::create_directories(out_);
    fs::remove_all(aside_);
    fs::create_directories(aside_);
  });
}

ExportFolder::~ExportFolder() {
  std::error_code ignored;
  fs::remove_all(aside_, ignored);
  if (made_) fs::remove(out_, ignored);  // only if it is empty
}

void ExportFolder::put_in_place() const {
  guarded([&] {
    move_files(aside_, out_);
    fs::rename(aside_ / index, out_ / index);
  });
}

}  // namespace hari::cli
