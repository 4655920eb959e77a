// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/block_picture.hpp"

#include <fmt/format.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"
#include "letters.hpp"
#include "offscreen.hpp"
#include "png_file.hpp"
#include "scene.hpp"

namespace hari::picture {
namespace {

void check(const BlockPicture& o) {
  const auto require = [](bool good, const char* name, double value, const char* allowed) {
    if (!good) throw core::ModelError(fmt::format("picture: {} is {}; allowed is {}", name, value, allowed));
  };
  require(o.width >= 320 && o.width <= 7680, "width", o.width, "320 to 7680 pixels");
  require(o.height >= 180 && o.height <= 4320, "height", o.height, "180 to 4320 pixels");
  require(o.oversampling >= 1 && o.oversampling <= 4, "oversampling", o.oversampling, "1 to 4");
  require(o.collagen >= 0 && o.elastic >= 0 && o.retinacula >= 0 && o.cells >= 0, "a number to draw",
          std::min({o.collagen, o.elastic, o.retinacula, o.cells}), "0 or more");
  require(o.hyaluronan_full > 0, "hyaluronan_full", o.hyaluronan_full, "above 0 ug/mm3");
  require(o.shown_width > 0.1 && o.shown_depth > 0.1, "shown_width or shown_depth",
          std::min(o.shown_width, o.shown_depth), "above 0.1 mm");
  require(o.fat_shown >= 0, "fat_shown", o.fat_shown, "0 mm or more");
  require(o.epidermis_opened >= 0 && o.epidermis_opened <= 0.9, "epidermis_opened", o.epidermis_opened, "0 to 0.9");
  require(std::abs(o.azimuth) <= 80, "azimuth", o.azimuth, "-80 to 80 degrees");
  require(o.elevation >= 0 && o.elevation <= 80, "elevation", o.elevation, "0 to 80 degrees");
}

}  // namespace

void draw_block(const tissue::Tissue& tissue, const BlockPicture& options, const std::filesystem::path& png) {
  check(options);
  const Warp warp = make_warp(tissue, options);
  OffscreenContext context;
  Stage stage(options.width, options.height, options.oversampling);
  vtkNew<vtkRenderer> scene, flat;
  const Counts counts = set_scene(tissue, warp, options, {.sampling = sampling_of(tissue, warp, options)}, scene);
  const double aspect = static_cast<double>(options.width) / options.height;
  if (!options.words.age.empty())
    draw_letters(tissue, warp, options, counts, projection(scene->GetActiveCamera(), aspect), flat);
  write_png(stage.shoot({scene, flat}), png);
}

}  // namespace hari::picture
