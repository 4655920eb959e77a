// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "hari/picture/image.hpp"

namespace hari::picture {

/// What a film tells.
enum class Story {
  ageing,       ///< one run through its years
  ultraviolet,  ///< the same under the sun; two runs side by side if there are two
  treatment,    ///< a treated run beside its untreated twin
  cutometer     ///< suction and release, the first age beside the last
};

/// One run on the screen.
struct FilmRun {
  std::filesystem::path folder;
  std::string label = {};  ///< over its block, where two stand side by side
  double aperture_mm = 2;  ///< of the suction instrument
};

struct FilmOptions {
  Story story = Story::ageing;
  bool japanese = false;
  std::string subtitle;            ///< below the title: whose skin
  int width = 1280, height = 720;  ///< [pixel], even
  int rate = 24;                   ///< pictures a second
  double seconds = 20;             ///< of the whole film
  std::string treatment;           ///< on the title of a treatment: product, sessions, interval
  bool sun_alone = true;           ///< of two runs of the story uv: they differ in the sun and in nothing else
  bool hypotheses = false;         ///< a run takes claims for true that the evidence does not carry
  bool letters = true;             ///< off where no font has them
};

/// @brief A film of one run or of two side by side: title, what is what, suction when young, the years, suction when
/// old, disclaimer. Every picture is made when it is asked for. Same runs, options and machine: same pixels.
class Film {
 public:
  /// @throws IoError    if a run cannot be read, OpenGL or a font is missing
  /// @throws ModelError if an option is out of range or the story needs another number of runs
  Film(std::vector<FilmRun> runs, const FilmOptions& options);
  ~Film();
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;

  std::size_t frames() const;
  const FilmOptions& options() const;
  /// @param i  0 to frames() - 1; ascending is fastest
  Image frame(std::size_t i);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// @brief The film as .mp4 (H.264) or .webm (VP9) by `ffmpeg`, a child process; written aside and renamed.
/// @param progress  called with the share that is done
/// @throws IoError    if ffmpeg fails, with its words, or a file cannot be written
/// @throws ModelError if the name ends in neither
void write_film(Film& film, const std::filesystem::path& file, const std::function<void(double)>& progress);

/// @brief The film as 0000.png, 0001.png, ... in a folder, which appears once it is whole.
/// @throws IoError if it cannot be written or is there already
void write_frames(Film& film, const std::filesystem::path& folder, const std::function<void(double)>& progress);

/// @brief One picture of the film, as PNG.
void write_still(Film& film, std::size_t i, const std::filesystem::path& png);

/// Whether this machine has a font for a film in that language.
bool can_letter(bool japanese);

/// Whether there is an `ffmpeg` on the PATH.
bool have_ffmpeg();

}  // namespace hari::picture
