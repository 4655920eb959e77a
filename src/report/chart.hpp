// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "hari/report/band.hpp"
#include "hari/report/page.hpp"
#include "html.hpp"

namespace hari::report {

/// Of the look back at young skin, beside the styles 0, 1, ... of the arms.
inline constexpr std::size_t young_style = most_arms;

/// A point of a line; `error` is the half length of its bar, none if NaN.
struct Mark {
  double x = 0, y = 0;
  double error = std::numeric_limits<double>::quiet_NaN();
};

struct Line {
  std::size_t style = 0;  ///< colour, dash and marker of the style sheet: told apart without colour too
  std::vector<Mark> marks;
  bool dots = true;  ///< a marker at each point; else the line alone
};

/// @brief A chart of lines over a common x, as inline SVG. The numbers it shows stand in its markup as attributes
/// (data-x, data-y, data-error) with every digit.
struct Chart {
  std::string id;      ///< unique on the page; also names the element that titles the chart: id + "-title"
  std::string column;  ///< what is shown, for readers of the markup
  Phrase x_label, y_label;
  std::vector<Line> lines;
  std::vector<BandPoint> band;
  double width = 320, height = 214;   ///< [user unit]
  bool from_zero = false;             ///< y begins at zero
  std::optional<double> months_from;  ///< x is in years, and its ticks count months from here; none: as x is
};
std::string svg_of(const Chart& chart, const Ink& ink);

/// @brief Round numbers between `low` and `high`, about `wanted` of them.
std::vector<double> ticks(double low, double high, int wanted);
/// @brief Decimals that tell ticks `step` apart.
int decimals_for(double step);

/// Linear map of numbers to places in the drawing.
struct Scale {
  double from = 0, to = 1, begin = 0, end = 1;
  double operator()(double value) const { return begin + (value - from) / (to - from) * (end - begin); }
};

/// @brief "M x y L x y ..." with a tenth of a unit.
std::string path_of(const std::vector<Mark>& marks, const Scale& x, const Scale& y);
/// @brief The marker of a style about the origin.
std::string marker_of(std::size_t style);
/// @brief A line's sample for a legend.
std::string swatch(std::size_t style, bool dot = true);

}  // namespace hari::report
