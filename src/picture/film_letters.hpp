// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "canvas.hpp"
#include "film_words.hpp"
#include "stored_run.hpp"

namespace hari::picture {

/// What is lettered beside one block.
struct BlockLetters {
  std::string label;                   ///< over the block
  double age = 0;                      ///< [year]
  double at_once = 0, in_the_end = 0;  ///< R7, R2 at that age [-]
  double first_at_once = 0, first_in_the_end = 0;
  double water = 0, first_water = 0;        ///< hyaluronan, of the most that this film shows [-]
  const SuctionReading* reading = nullptr;  ///< while it is pulled
  const SuctionReading* first = nullptr;    ///< for comparison
  double time = 0;                          ///< of the reading [s]
  std::vector<Canvas::Point> layers;        ///< left edge of surface, dermis and fat; empty: they get no names
  Canvas::Point bar{};                      ///< middle of the bar of 1 mm
  Canvas::Point cup{};                      ///< where the word on the cup stands
  double cup_opacity = 0;
  bool sucking = false;
};

/// What is lettered on a picture of a film beside its title and end.
struct FilmLetters {
  std::vector<BlockLetters> blocks;
  std::string caption;
  double caption_opacity = 1;
  double first_age = 0, last_age = 1;  ///< of the run [year]
  bool months = false;                 ///< a run of few years is counted in months
  double highest = 0.4;                ///< of the curves [mm]
};

void letter_block(const FilmLetters& letters, const FilmWords& words, const std::string& footer, Canvas& canvas);
/// @param treatment  what is done to the skin; may be empty
void letter_title(const std::string& title, const std::string& subtitle, const std::string& treatment,
                  const FilmWords& words, double opacity, Canvas& canvas);
/// @param products    whether a line on products is needed
/// @param hypotheses  likewise on hypotheses
void letter_end(const FilmWords& words, bool products, bool hypotheses, const std::string& made_by, double opacity,
                Canvas& canvas);

}  // namespace hari::picture
