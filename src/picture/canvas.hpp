// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "offscreen.hpp"
#include "palette.hpp"

namespace hari::picture {

enum class Side { left, middle, right };
enum class Weight { plain, bold };

/// TrueType files to letter with; empty: VTK's own letters, which are Latin.
struct Typeface {
  std::filesystem::path plain, bold;
};
/// @brief The best typeface of this machine for a film.
/// @throws IoError with what to install if Japanese letters are wanted and there are none
Typeface find_typeface(bool japanese);

/// @brief Paints letters and flat shapes over an image, edges softened. Positions and sizes are in units of 1/720 of
/// the image's height, from the lower left; everything takes an opacity by its colour.
class Canvas {
 public:
  using Point = std::array<double, 2>;

  /// @param image  painted on; must outlive the canvas
  Canvas(Image& image, const Typeface& face);

  double width() const { return width_; }

  /// @param y  of the middle of the line
  void text(double x, double y, double size, const std::string& words, const Colour& c, Side side = Side::left,
            Weight weight = Weight::plain);
  double text_width(double size, const std::string& words, Weight weight = Weight::plain) const;
  /// @brief Lines that fit, the first at `y`. @return y of the line that would come next
  double paragraph(double x, double y, double size, double most_width, const std::string& words, const Colour& c,
                   Side side = Side::left, Weight weight = Weight::plain);
  void box(double x0, double x1, double y0, double y1, double round, const Colour& c);
  void disc(double x, double y, double radius, const Colour& c);
  void line(std::span<const Point> points, double thick, const Colour& c);
  /// A spindle lying along x; 0 an ellipse, 1 drawn-out tips.
  void spindle(double x, double y, double half_length, double half_width, double pointed, const Colour& c);
  /// All of it, from low to high.
  void wash(const Colour& low, const Colour& high);

 private:
  template <class Distance>
  void fill(double x0, double x1, double y0, double y1, const Colour& c, Distance&& distance);

  Image& image_;
  Typeface face_;
  double unit_, width_;
};

}  // namespace hari::picture
