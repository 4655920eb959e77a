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
#include "hari/picture/film.hpp"
#include "png_file.hpp"

namespace hari::picture {

namespace fs = std::filesystem;

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
  const FilmOptions& o = film.options();
  const fs::path part = file.string() + ".part";
  try {
    Encoder encoder(part, extension.substr(1), o.width, o.height, o.rate);
    for (std::size_t i = 0; i < film.frames(); ++i) {
      encoder.add(film.frame(i));
      progress(static_cast<double>(i + 1) / static_cast<double>(film.frames()));
    }
    encoder.finish();
    fs::rename(part, file);
  } catch (const fs::filesystem_error& e) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw core::IoError(fmt::format("{}: the film cannot be put in place: {}", file.string(), e.code().message()));
  } catch (...) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw;
  }
}

void write_frames(Film& film, const fs::path& folder, const std::function<void(double)>& progress) {
  const fs::path part = folder.string() + ".part";
  try {
    if (fs::exists(folder)) throw core::IoError(fmt::format("{} is there already: name another", folder.string()));
    fs::remove_all(part);
    fs::create_directories(part);
    for (std::size_t i = 0; i < film.frames(); ++i) {
      write_still(film, i, part / fmt::format("{:04}.png", i));
      progress(static_cast<double>(i + 1) / static_cast<double>(film.frames()));
    }
    fs::rename(part, folder);
  } catch (const fs::filesystem_error& e) {
    throw core::IoError(fmt::format("{}: the pictures cannot be written: {}", folder.string(), e.code().message()));
  }
}

void write_still(Film& film, std::size_t i, const fs::path& png) {
  write_png(film.frame(i), png);
}

}  // namespace hari::picture
