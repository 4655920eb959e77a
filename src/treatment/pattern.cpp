// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "keys.hpp"

namespace hari::treatment {
namespace {

/// Strokes of a fan are cut into doses this far apart [mm]: closer than any cloud is wide.
constexpr double stroke_piece = 3;

struct Layout {
  int columns, rows;  ///< of doses
  double dx, dy;      ///< between them [mm]
  double share;       ///< of volume_per_point in each
};

Layout layout(const Prescription& rx) {
  const int points = static_cast<int>(rx.number("points"));
  const double pitch = rx.number("pitch");
  if (rx.word("pattern") == "fan") {
    const double length = rx.number("line_length");
    const int pieces = std::max(1, static_cast<int>(std::lround(length / stroke_piece)));
    return {points, pieces, pitch, length / pieces, 1.0 / pieces};
  }
  const int side = static_cast<int>(std::ceil(std::sqrt(points)));
  return {side, (points + side - 1) / side, pitch, pitch, 1};
}

}  // namespace

std::vector<core::Key> Pattern::keys() {
  return {
      word_key("pattern", {"points", "wheals", "fan"}, "points",
               "Doses on a square grid, as wheals that hardly spread, or strokes of a fan side by side."),
      word_key("device", {"needle", "cannula"}, "needle", "What pricks; a cannula enters once for many doses."),
      count_key("points", 1, 2000, "10", "Doses, or strokes of a fan, in the treated area."),
      number_key("volume_per_point", "mm3", 0.1, 2000, "0.05 ml", "Volume of each."),
      number_key("pitch", "mm", 0.5, 60, "10 mm", "From one dose or stroke to the next."),
      number_key("line_length", "mm", 1, 100, "30 mm", "Length of a stroke of a fan."),
      number_key("depth", "mm", 0.05, 10, "1 mm", "Below the surface of the skin."),
      number_key("position", "mm", -1, 60, "-1 mm",
                 "Distance of the block from the nearest dose; negative: the mean over all positions."),
  };
}

std::vector<Objection> Pattern::objections(const Prescription& rx) {
  std::vector<Objection> all;
  const double pitch = rx.number("pitch"), volume = rx.number("volume_per_point");
  const bool fan = rx.word("pattern") == "fan";
  const double ground = fan ? pitch * rx.number("line_length") : pitch * pitch;
  // A sheet as thick as all facial skin and fat above the muscle (evidence: ANA rows) would stand on the skin.
  constexpr double thickest = 5;  // [mm]
  if (rx.word("pattern") != "points" || rx.number("points") > 1)
    if (volume > thickest * ground)
      all.push_back({"volume_per_point",
                     fmt::format("{:.3g} ml on {:.3g} mm2 is a layer {:.2g} mm thick; inject less, or farther apart "
                                 "(\"pitch\").",
                                 volume / 1000, ground, volume / ground)});
  if (rx.number("depth") > thickest)
    all.push_back(
        {"depth", fmt::format("{:.3g} mm is deeper than skin and fat of a face, {:.2g} mm at most; inject less "
                              "deep. How deep a block reaches, its site and \"subcutis\" say.",
                              rx.number("depth"), thickest)});
  const double side = fan ? pitch : pitch * std::ceil(std::sqrt(rx.number("points")));
  if (rx.number("position") > side)
    all.push_back({"position", fmt::format("{:.3g} mm lies outside the treated area, which is {:.3g} mm wide.",
                                           rx.number("position"), side)});
  return all;
}

Pattern::Pattern(const Prescription& rx, const core::ParameterSet& p)
    : volume_(rx.number("volume_per_point")), position_(rx.number("position")) {
  const Layout l = layout(rx);
  const int points = static_cast<int>(rx.number("points"));
  const double pitch = rx.number("pitch");
  const double ground = rx.word("pattern") == "fan" ? pitch * rx.number("line_length") : pitch * pitch;
  area_ = points * ground;
  density_ = 1 / ground;
  pricks_ = density_ * (rx.word("device") == "cannula" ? p.value("depot.cannula_injury", "1") : 1.0);
  const double filled = p.value(rx.word("pattern") == "wheals" ? "depot.wheal_share" : "depot.filled_share", "1");
  spread_ = std::sqrt(volume_ * l.share / (2 * std::numbers::pi * filled * p.value("depot.sheet", "mm")));
  if (position_ < 0) return;
  // The block lies beside the dose in the middle (of an even number, the one before it), on the line to the next one.
  places_.emplace();
  const int i0 = (l.columns - 1) / 2, j0 = (l.rows - 1) / 2;
  constexpr double far = 6;  // standard deviations: 2e-8 of the cloud lies beyond
  int left = points * (rx.word("pattern") == "fan" ? l.rows : 1);
  for (int j = 0; j < l.rows; ++j)
    for (int i = 0; i < l.columns && left > 0; ++i, --left) {
      const Place place{(i - i0) * l.dx - position_, (j - j0) * l.dy, l.share};
      if (std::hypot(place.x, place.y) <= far * spread_ + pitch) places_->push_back(place);
    }
}

}  // namespace hari::treatment
