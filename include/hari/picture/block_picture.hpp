// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "hari/tissue/tissue.hpp"

namespace hari::picture {

/// @brief What is written in the picture, in one language (UTF-8). `{}` marks a number.
struct Words {
  std::string age;  ///< "age {} years"
  std::string epidermis, papillary, reticular, fat;
  std::string collagen_intact, collagen_worn, elastic, retinaculum, fibroblast, collapsed, senescent, stem_cell;
  std::string hyaluronan;
  std::string not_to_scale;  ///< what is drawn larger or fewer than life; three numbers: fibres drawn, in the model,
                             ///< cells drawn
  std::string scale_bar;
  std::string disclaimer;
};
const Words& english();
/// Needs a font with Japanese letters: BlockPicture::font or one of usual_fonts().
const Words& japanese();

/// @brief How a block of skin is drawn. What changes with the tissue (thickness, colour, number, form) is never scaled
/// to the tissue at hand, so two pictures with the same options can be laid side by side.
struct BlockPicture {
  std::string title;                 ///< one line, top left
  std::vector<std::string> caption;  ///< lines below the title
  Words words = english();           ///< empty ones: no letters and no key
  std::filesystem::path font;  ///< TrueType file; empty: VTK's own for Latin letters, else the first of usual_fonts()
  int width = 1280, height = 720;  ///< [pixel]; lettering is laid out for 16:9
  int oversampling = 2;            ///< rendered this many times larger, then averaged: 1 to 4

  double shown_width = 3.2;  ///< of the block along x, about its middle [mm]; the whole block if that is less
  double shown_depth = 1.9;  ///< along y, from the middle backward: the cut passes through the middle [mm]
  // How many are drawn: a subset fixed by identity, so that a fibre seen at 25 is the one seen at 75. 0 for none.
  int collagen = 4200;
  int elastic = 1300;
  int retinacula = 240;
  int cells = 700;

  double hyaluronan_full = 0.5;   ///< hyaluronan drawn in the full colour [ug/mm3 of tissue now]
  double links_full = 0;          ///< AGE cross-links (1 at 25) drawn in full amber; 0: they are not drawn [-]
  double fat_shown = 0.55;        ///< depth of fat below the dermis that is drawn [mm]
  double epidermis_opened = 0.3;  ///< share of the block, from the front, from which the epidermis is lifted off [-]
  double azimuth = 32;            ///< of the eye, from the front towards the right [degree]
  double elevation = 19;          ///< of the eye, above the skin [degree]
};

/// @brief Draws the block as it is now, cut open at the front, as a PNG (24 bit), written aside and renamed.
///
/// Needs no display: it draws on an EGL context of its own. Same tissue, options and machine: same pixels.
/// @throws IoError    if no OpenGL is to be had, a font is missing or the file cannot be written; no file is left then
/// @throws ModelError if an option is out of range or the tissue has no dermis
void draw_block(const tissue::Tissue& tissue, const BlockPicture& options, const std::filesystem::path& png);

/// Where fonts with Japanese letters usually are, best first.
const std::vector<std::filesystem::path>& usual_fonts();

}  // namespace hari::picture
