// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/picture/film.hpp"

namespace hari::picture {

/// @brief What a film says, in one language. `{}` marks a number. Every sentence is about what the run computed: of two
/// that speak of a change, the film takes the one whose direction it finds.
struct FilmWords {
  std::string title_ageing, title_sun, title_pair, title_treatment, title_cutometer;
  std::string simulated;  ///< below the subtitle
  std::string age;        ///< "age {}"
  std::string months;     ///< since the start of the run: "month {}"
  std::string collagen, elastic, cell, round_cell, stem_cell, worn_cell, links, cut, hyaluronan, septum;  ///< the key
  std::string surface, dermis, fat, bar;
  std::string at_once, in_the_end, water;  ///< of the gauges: R7, R2, hyaluronan
  std::string suck, release;               ///< on the cup
  std::string time_axis, height_axis;      ///< of the curve

  std::string meet_frame, meet_cells, meet_pair;  ///< meeting the skin
  std::string pull, pull_again, pull_both;
  std::string sprang;          ///< rise [mm], share that came back at once [%]
  std::string sprang_was;      ///< now [%], at the first age [%], first age
  std::string sprang_against;  ///< as `sprang_was`, where studies of people find the other direction
  std::string sprang_pair;     ///< left [%], right [%]
  std::string less_collagen, more_collagen, less_spread, more_spread, less_elastin, more_links, less_hyaluronan,
      more_hyaluronan, thinner, thicker, little_change;  ///< with the change [%] and by when
  std::string by_age, by_month;
  std::string sun_breaks;
  std::string only_treated, only_sunny, time_passes;  ///< while two blocks come to differ
  std::string is_above,
      is_below;          ///< one block against another: label, label of the other, what, by how much [%], when
  std::string is_times;  ///< likewise: so many times as much
  std::string is_like;   ///< labels, when
  std::string gone_by_month, gone_by_age;  ///< from when on two blocks are alike again
  std::string what_collagen, what_spread, what_hyaluronan, what_links, what_elastin, what_thickness;

  std::string please_read;
  std::vector<std::string> disclaimers;
  std::string unapproved;  ///< where there are products
  std::string supposed;    ///< where a run takes hypotheses for true
  std::string schematic;
  std::string made_by;  ///< version, seed
};
const FilmWords& film_words(bool japanese);

}  // namespace hari::picture
