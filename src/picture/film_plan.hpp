// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "hari/picture/film.hpp"
#include "stored_run.hpp"

namespace hari::picture {

enum class Scene {
  title,
  meet,     ///< what is what; nothing changes
  pull,     ///< suction and release at one age
  years,    ///< the run goes by
  compare,  ///< two blocks rest at one age, and captions say how they differ; follows the years
  end       ///< disclaimer
};

/// What one block shows in a shot.
struct Part {
  std::size_t run = 0;
  double from = 0, to = 0;  ///< age [year]
};

/// One piece of a film.
struct Shot {
  Scene scene = Scene::title;
  double begin = 0, end = 1;          ///< share of the film
  std::vector<Part> parts;            ///< one block, or two side by side
  std::vector<std::string> captions;  ///< one after another
  bool again = false;                 ///< of a pull: the first one is shown for comparison
};

using Runs = std::vector<std::unique_ptr<StoredRun>>;

/// @brief The shots of a film, without gaps from 0 to 1; captions say what the runs hold.
std::vector<Shot> plan_of(const Runs& runs, const std::vector<std::string>& labels, const FilmOptions& options);

/// Whether a film between two ages [year] counts months from the first, not the years of a life.
bool counts_months(double from, double to);

/// @brief Time of a reading at a share of a pull [s]: rest, the first tenth of a second slowed down, the hold, likewise
/// after the release. Stays at the end of the first cycle.
double suction_time(const SuctionReading& reading, double share);
/// Whether little moves at that share of a shot: then not every picture has to be drawn.
bool is_quiet(Scene scene, double share);
/// Over this share of a shot the eye comes from where it was in the one before.
inline constexpr double turning = 0.22;
/// When, of a pull, the cup has come, and when it begins to leave.
inline constexpr double cup_down = 0.14, cup_up = 0.9;

}  // namespace hari::picture
