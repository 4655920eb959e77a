// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// A film as a file, or as a folder of pictures.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "encoder.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/picture/film.hpp"
#include "png_file.hpp"

namespace hari::picture {

namespace fs = std::filesystem;

namespace {

/// What is written beside its place, and gone at the end unless it was put there.
class Aside {
 public:
  explicit Aside(const fs::path& place) : place_(place), path_(place.string() + ".part") {}
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  ~Aside() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }
  void put_in_place() const {
    std::error_code failed;
    fs::rename(path_, place_, failed);
    if (failed) throw core::IoError(fmt::format("{}: cannot be put in place: {}", place_.string(), failed.message()));
  }

 private:
  fs::path place_, path_;
};

}  // namespace

bool have_ffmpeg() {
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path ? path : ""; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path program = fs::path(rest.substr(0, end)) / "ffmpeg";
    std::error_code ignored;
    if (fs::is_regular_file(program, ignored) && ::access(program.c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

void write_film(Film& film, const fs::path& file, const std::function<void(double)>& progress) {
  const std::string extension = file.extension().string();
  if (extension != ".mp4" && extension != ".webm")
    throw core::ModelError(fmt::format("{}: a film ends in .mp4 or .webm", file.string()));
  if (io::only_in_place(file))
    throw core::IoError(fmt::format("{}: a film needs a plain file; this is a device or a pipe", file.string()));
  const FilmOptions& o = film.options();
  const Aside aside(file);
  Encoder encoder(aside.path(), extension.substr(1), o.width, o.height, o.rate);
  for (std::size_t i = 0; i < film.frames(); ++i) {
    encoder.add(film.frame(i));
    progress(static_cast<double>(i + 1) / static_cast<double>(film.frames()));
  }
  encoder.finish();
  aside.put_in_place();
}

void write_frames(Film& film, const fs::path& folder, const std::function<void(double)>& progress) {
  std::error_code failed;
  if (fs::exists(folder, failed))
    throw core::IoError(fmt::format("{} is there already: name another", folder.string()));
  const Aside aside(folder);
  fs::remove_all(aside.path(), failed);
  if (!failed) fs::create_directories(aside.path(), failed);
  if (failed)
    throw core::IoError(fmt::format("{}: the pictures cannot be written: {}", folder.string(), failed.message()));
  for (std::size_t i = 0; i < film.frames(); ++i) {
    write_still(film, i, aside.path() / fmt::format("{:04}.png", i));
    progress(static_cast<double>(i + 1) / static_cast<double>(film.frames()));
  }
  aside.put_in_place();
}

void write_still(Film& film, std::size_t i, const fs::path& png) {
  write_png(film.frame(i), png);
}

}  // namespace hari::picture
