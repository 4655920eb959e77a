// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "hari/picture/image.hpp"

namespace hari::picture {

/// @brief `ffmpeg` as a child process that reads raw pictures and writes a film. No shell is involved.
class Encoder {
 public:
  /// @param file  .mp4 or .webm by `format`, whatever its name
  /// @throws IoError if ffmpeg cannot be started
  Encoder(const std::filesystem::path& file, const std::string& format, int width, int height, int rate);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// @throws IoError with the words of ffmpeg if it has ended
  void add(const Image& image);
  /// @brief No more pictures: waits for the film. @throws IoError likewise
  void finish();

 private:
  [[noreturn]] void fail();
  void hang_up();
  int wait();

  pid_t child_ = -1;
  int frames_ = -1;  ///< socket to its standard input
  int words_ = -1;   ///< its standard error, a file without a name
};

}  // namespace hari::picture
