// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hari::report {
namespace {

struct Frame {
  double left = 46, right = 12, top = 10, bottom = 38;
};

/// Smallest and largest y that the chart shows, with some air.
std::pair<double, double> bounds(const Chart& chart) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  const auto take = [&](double v) {
    low = std::min(low, v);
    high = std::max(high, v);
  };
  for (const Line& line : chart.lines)
    for (const Mark& m : line.marks) {
      const double e = std::isnan(m.error) ? 0 : m.error;
      take(m.y - e);
      take(m.y + e);
    }
  for (const BandPoint& b : chart.band) {
    take(b.low);
    take(b.high);
  }
  if (chart.from_zero) take(0);
  if (!(high > low)) {  // one value, or none
    const double middle = std::isfinite(low) ? low : 0;
    const double air = middle == 0 ? 1 : 0.1 * std::abs(middle);
    return {middle - air, middle + air};
  }
  // A small change shall look small: the axis spans a fifth of the value at least.
  constexpr double least_span = 0.2;
  const double middle = 0.5 * (low + high), least = least_span * std::abs(middle);
  if (high - low < least) return {middle - 0.5 * least, middle + 0.5 * least};
  const double air = 0.06 * (high - low);
  return {chart.from_zero && low == 0 ? 0 : low - air, high + air};
}

std::pair<double, double> extent(const Chart& chart) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Line& line : chart.lines)
    for (const Mark& m : line.marks) {
      low = std::min(low, m.x);
      high = std::max(high, m.x);
    }
  if (!std::isfinite(low)) return {0, 1};
  return high > low ? std::pair{low, high} : std::pair{low - 1, high + 1};
}

/// The part of a band that lies between two ages.
std::vector<BandPoint> between(const std::vector<BandPoint>& band, double from, double to) {
  std::vector<BandPoint> shown;
  if (band.empty()) return shown;
  from = std::max(from, band.front().age);
  to = std::min(to, band.back().age);
  if (!(from < to)) return shown;
  shown.push_back(band_at(band, from));
  for (const BandPoint& b : band)
    if (b.age > from && b.age < to) shown.push_back(b);
  shown.push_back(band_at(band, to));
  return shown;
}

std::string band_svg(const std::vector<BandPoint>& band, const Scale& x, const Scale& y) {
  if (band.empty()) return {};
  std::string edge, middle;
  for (const BandPoint& b : band) {
    edge += fmt::format("{}{:.1f} {:.1f}", edge.empty() ? "M" : "L", x(b.age), y(b.high));
    middle += fmt::format("{}{:.1f} {:.1f}", middle.empty() ? "M" : "L", x(b.age), y(b.value));
  }
  for (auto b = band.rbegin(); b != band.rend(); ++b) edge += fmt::format("L{:.1f} {:.1f}", x(b->age), y(b->low));
  return fmt::format("<path class=\"band\" d=\"{}Z\"/><path class=\"middle\" d=\"{}\"/>\n", edge, middle);
}

/// Ticks as a calendar has them.
std::vector<double> month_ticks(double low, double high) {
  constexpr double most = 7;
  double step = 1;
  for (const double s : {1.0, 2.0, 3.0, 6.0, 12.0, 24.0}) {
    step = s;
    if ((high - low) / s <= most) break;
  }
  std::vector<double> all;
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; ++i) all.push_back(i * step);
  return all;
}

std::string axes(const Chart& chart, const Scale& x, const Scale& y, const Ink& ink) {
  std::string svg;
  const auto ys = ticks(std::min(y.from, y.to), std::max(y.from, y.to), 5);
  const int y_decimals = ys.size() > 1 ? decimals_for(ys[1] - ys[0]) : 2;
  for (const double v : ys)
    svg += fmt::format(
        "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}H{2:.1f}\"/><text class=\"tick\" x=\"{3:.1f}\" y=\"{4:.1f}\" "
        "text-anchor=\"end\">{5}</text>\n",
        x.begin, y(v), x.end, x.begin - 6, y(v) + 4, number(v, y_decimals));
  constexpr double months = 12;
  const double origin = chart.months_from.value_or(0), per_unit = chart.months_from ? months : 1;
  const auto xs =
      chart.months_from ? month_ticks((x.from - origin) * months, (x.to - origin) * months) : ticks(x.from, x.to, 5);
  const int x_decimals = xs.size() > 1 && !chart.months_from ? decimals_for(xs[1] - xs[0]) : 0;
  for (const double v : xs)
    svg += fmt::format(
        "<path class=\"axis\" d=\"M{0:.1f} {1:.1f}v4\"/><text class=\"tick\" x=\"{0:.1f}\" y=\"{2:.1f}\" "
        "text-anchor=\"middle\">{3}</text>\n",
        x(origin + v / per_unit), y.begin, y.begin + 17, number(v, x_decimals));
  svg += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", x.begin, y.begin, x.end);
  svg += fmt::format("<text class=\"label\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n", x.end,
                     chart.height - 4, ink.svg(chart.x_label));
  return svg;
}

std::string line_svg(const Line& line, std::size_t index, const Scale& x, const Scale& y) {
  std::string svg = fmt::format("<g class=\"line s{}\" data-line=\"{}\"><path class=\"stroke\" d=\"{}\"/>\n",
                                line.style, index, path_of(line.marks, x, y));
  if (!line.dots) return svg + "</g>\n";
  for (const Mark& m : line.marks) {
    svg += fmt::format("<g class=\"mark\" data-x=\"{}\" data-y=\"{}\" data-error=\"{}\">", exact(m.x), exact(m.y),
                       exact(m.error));
    if (!std::isnan(m.error))
      svg += fmt::format("<path class=\"error\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>", x(m.x), y(m.y - m.error),
                         y(m.y + m.error));
    svg += fmt::format(
        "<path class=\"dot\" transform=\"translate({:.1f} {:.1f})\" d=\"{}\"/><title>{:.4g}: {:.4g}</title>"
        "</g>\n",
        x(m.x), y(m.y), marker_of(line.style), m.x, m.y);
  }
  return svg + "</g>\n";
}

}  // namespace

std::vector<double> ticks(double low, double high, int wanted) {
  if (!(high > low)) return {low};
  const double raw = (high - low) / wanted, power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double m : {1.0, 2.0, 5.0})
    if (m * power >= raw * (1 - 1e-9)) {
      step = m * power;
      break;
    }
  std::vector<double> all;
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; ++i) all.push_back(i * step);
  return all;
}

int decimals_for(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

std::string path_of(const std::vector<Mark>& marks, const Scale& x, const Scale& y) {
  std::string d;
  for (const Mark& m : marks) d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", x(m.x), y(m.y));
  return d;
}

std::string marker_of(std::size_t style) {
  static constexpr std::array<const char*, 6> shapes{"M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z",
                                                     "M-4 -4H4V4H-4Z",
                                                     "M0 -5L5 4H-5Z",
                                                     "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
                                                     "M0 5L5 -4H-5Z",
                                                     "M-4.5 -2H-2V-4.5H2V-2H4.5V2H2V4.5H-2V2H-4.5Z"};
  return shapes[style % shapes.size()];
}

std::string swatch(std::size_t style, bool dot) {
  const std::string marker =
      dot ? fmt::format("<path class=\"dot\" transform=\"translate(22 7)\" d=\"{}\"/>", marker_of(style)) : "";
  return fmt::format(
      "<svg class=\"swatch line s{}\" viewBox=\"0 0 44 14\" aria-hidden=\"true\"><path class=\"stroke\" d=\"M1 "
      "7H43\"/>{}</svg>",
      style, marker);
}

std::string svg_of(const Chart& chart, const Ink& ink) {
  const Frame f;
  const auto [x0, x1] = extent(chart);
  const auto [y0, y1] = bounds(chart);
  const Scale x{x0, x1, f.left, chart.width - f.right}, y{y0, y1, chart.height - f.bottom, f.top};
  std::string svg = fmt::format(
      "<svg id=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title\" data-column=\"{}\">\n", chart.id,
      chart.width, chart.height, chart.id, escaped(chart.column));
  svg += band_svg(between(chart.band, x0, x1), x, y);
  svg += axes(chart, x, y, ink);
  for (std::size_t i = 0; i < chart.lines.size(); ++i) svg += line_svg(chart.lines[i], i, x, y);
  return svg + "</svg>\n";
}

}  // namespace hari::report
