// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "film_letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hari::picture {
namespace {

constexpr double margin = 40;
constexpr Colour paper = hex(0xffffff), accent = hex(0x3a5fa8);

Colour clear(Colour c, double opacity) {
  c.a *= opacity;
  return c;
}

/// A column whose right edge is `x`, or a row that begins there.
void draw_key(const FilmWords& w, double x, double y, double step, double size, bool row, Canvas& canvas) {
  if (!row) {
    double widest = 0;
    for (const std::string& words : {w.collagen, w.elastic, w.cell, w.stem_cell, w.worn_cell, w.links, w.hyaluronan})
      widest = std::max(widest, canvas.text_width(size, words));
    x -= 52 + std::max(widest, 248.0);
  }
  const auto entry = [&](const std::string& words, auto&& mark) {
    mark(x + 20, y);
    canvas.text(x + 52, y, size, words, ink);
    if (row)
      x += 52 + canvas.text_width(size, words) + 20;
    else
      y -= step;
  };
  entry(w.collagen, [&](double mx, double my) { canvas.box(mx - 20, mx + 20, my - 7, my + 7, 7, collagen_intact); });
  entry(w.elastic, [&](double mx, double my) { canvas.box(mx - 20, mx + 20, my - 3, my + 3, 3, elastic_colour); });
  entry(w.cell, [&](double mx, double my) { canvas.spindle(mx, my, 22, 9, 0.8, fibroblast_colour); });
  if (!row) entry(w.stem_cell, [&](double mx, double my) { canvas.disc(mx, my, 9, stem_colour); });
  if (!row) entry(w.worn_cell, [&](double mx, double my) { canvas.spindle(mx, my, 14, 9, 0.2, senescent_colour); });
  entry(w.links, [&](double mx, double my) {
    canvas.box(mx - 20, mx + 20, my - 6, my + 6, 6, mix(collagen_intact, links_colour, 0.55));
    canvas.disc(mx - 6, my, 7, links_colour);
    canvas.disc(mx + 11, my, 7, links_colour);
  });
  entry(w.hyaluronan,
        [&](double mx, double my) { canvas.box(mx - 20, mx + 20, my - 11, my + 11, 6, hyaluronan_much); });
}

void draw_gauge(const std::string& label, double value, double first, double x, double y, double width,
                Canvas& canvas) {
  canvas.text(x, y, 19, label, pale_ink);
  canvas.text(x + width, y, 27, fmt::format("{:.0f} %", 100 * value), ink, Side::right, Weight::bold);
  const double low = y - 32, high = y - 20;
  canvas.box(x, x + width, low, high, 6, hex(0xc9d3de));
  canvas.box(x, x + std::max(12.0, width * std::clamp(value, 0.0, 1.0)), low, high, 6, accent);
  const double was = x + width * std::clamp(first, 0.0, 1.0);
  canvas.box(was - 1.5, was + 1.5, low - 4, high + 4, 1, ink);
}

/// @param first  what stands at the curve that is shown for comparison
void draw_curve(const BlockLetters& b, double highest, const FilmWords& w, const std::string& first, double x0,
                double x1, double y0, double y1, Canvas& canvas) {
  const double end = b.reading->cycle_end();
  const auto at = [&](const SuctionReading& r, double t) {
    return Canvas::Point{x0 + (x1 - x0) * t / end, y0 + (y1 - y0) * std::clamp(r.height_at(t) / highest, 0.0, 1.05)};
  };
  const auto drawn = [&](const SuctionReading& r, double until, double thick, const Colour& c) {
    std::vector<Canvas::Point> points;
    constexpr int pieces = 120;
    for (int i = 0; i <= pieces && end * i / pieces <= until; ++i) points.push_back(at(r, end * i / pieces));
    points.push_back(at(r, until));
    canvas.line(points, thick, c);
  };
  canvas.text(x0, y1 + 22, 18, w.height_axis, pale_ink);
  canvas.line(std::array{Canvas::Point{x0, y1}, Canvas::Point{x0, y0}, Canvas::Point{x1, y0}}, 2, pale_ink);
  canvas.text(x1, y0 - 16, 15, fmt::format("{:.0f} {}", end, w.time_axis), pale_ink, Side::right);
  if (b.first) {
    drawn(*b.first, end, 2, clear(ink, 0.45));
    const auto last = at(*b.first, end);
    canvas.text(x1, last[1] + 16, 16, first, pale_ink, Side::right);
  }
  drawn(*b.reading, b.time, 4.5, accent);
  const auto tip = at(*b.reading, b.time);
  canvas.disc(tip[0], tip[1], 7, accent);
  canvas.disc(tip[0], tip[1], 3, paper);
}

std::string age_words(const FilmLetters& l, const FilmWords& w, double age) {
  if (!l.months) return fmt::format(fmt::runtime(w.age), std::lround(std::floor(age + 1e-6)));
  return fmt::format(fmt::runtime(w.months), std::lround(std::floor(12 * (age - l.first_age) + 1e-6)));
}

/// Age in large letters, and where it lies between the first and the last.
void draw_age(const FilmLetters& l, const FilmWords& w, double age, double x, double width, Canvas& canvas) {
  canvas.text(x, 664, 56, age_words(l, w, age), ink, Side::left, Weight::bold);
  const double t = std::clamp((age - l.first_age) / std::max(1e-9, l.last_age - l.first_age), 0.0, 1.0);
  canvas.box(x, x + width, 617, 623, 3, hex(0xbac6d3));
  canvas.box(x, x + std::max(6.0, t * width), 617, 623, 3, accent);
  canvas.disc(x + t * width, 620, 9, accent);
}

void draw_on_block(const BlockLetters& b, const FilmWords& w, Canvas& canvas) {
  const std::array<std::string, 3> names{w.surface, w.dermis, w.fat};
  double above = 1e9;
  for (std::size_t i = 0; i < b.layers.size() && i < names.size(); ++i) {
    const auto [x, y] = b.layers[i];
    const double label = std::min(y, above - 28);  // thin layers lie close together
    canvas.text(x - 42, label, 20, names[i], ink, Side::right);
    canvas.line(std::array{Canvas::Point{x - 36, label}, Canvas::Point{x - 3, y}}, 2, pale_ink);
    above = label;
  }
  if (b.bar[1] > 0) canvas.text(b.bar[0], b.bar[1] - 20, 18, w.bar, ink, Side::middle);
  if (b.cup_opacity > 0) {
    const std::string& words = b.sucking ? w.suck : w.release;
    const double half = 0.5 * canvas.text_width(25, words, Weight::bold) + 38;
    const Colour c = clear(b.sucking ? accent : hex(0x5d5b66), b.cup_opacity);
    canvas.box(b.cup[0] - half, b.cup[0] + half, b.cup[1] - 21, b.cup[1] + 21, 21, c);
    const double x = b.cup[0] - half + 26, y = b.cup[1], up = b.sucking ? 1 : -1;
    const Colour white = clear(paper, b.cup_opacity);
    canvas.line(std::array{Canvas::Point{x, y - 9 * up}, Canvas::Point{x, y + 9 * up}}, 3.5, white);
    canvas.line(
        std::array{Canvas::Point{x - 7, y + 2 * up}, Canvas::Point{x, y + 9 * up}, Canvas::Point{x + 7, y + 2 * up}},
        3.5, white);
    canvas.text(b.cup[0] + 14, b.cup[1], 25, words, white, Side::middle, Weight::bold);
  }
}

void draw_caption(const FilmLetters& l, Canvas& canvas) {
  if (l.caption.empty() || l.caption_opacity <= 0) return;
  const double most = canvas.width() - 2 * margin - 48;
  double size = 31;
  const double wide = canvas.text_width(size, l.caption, Weight::bold);
  if (wide > most) size *= most / wide;
  const double half = 0.5 * std::min(wide, most) + 30, middle = 0.5 * canvas.width();
  canvas.box(middle - half, middle + half, 56, 110, 16, clear(paper, 0.86 * l.caption_opacity));
  canvas.text(middle, 83, size, l.caption, clear(ink, l.caption_opacity), Side::middle, Weight::bold);
}

}  // namespace

void letter_block(const FilmLetters& l, const FilmWords& w, const std::string& footer, Canvas& canvas) {
  const double right = canvas.width() - margin, column = 300;
  if (l.blocks.size() == 1) {
    const BlockLetters& b = l.blocks.front();
    draw_age(l, w, b.age, margin, 270, canvas);
    draw_key(w, right, 648, 40, 20, false, canvas);
    if (b.reading) {
      draw_curve(b, l.highest, w, age_words(l, w, l.first_age), right - column, right, 205, 335, canvas);
    } else {
      draw_gauge(w.at_once, b.at_once, b.first_at_once, right - column, 320, column, canvas);
      draw_gauge(w.in_the_end, b.in_the_end, b.first_in_the_end, right - column, 240, column, canvas);
    }
    draw_on_block(b, w, canvas);
  } else {
    const double half = 0.5 * canvas.width();
    canvas.box(half - 1, half + 1, 190, 690, 1, hex(0xaab7c6));
    const bool of_one_age = l.blocks.front().age == l.blocks.back().age;  // then it stands in the middle
    for (std::size_t i = 0; i < l.blocks.size(); ++i) {
      const BlockLetters& b = l.blocks[i];
      const double x0 = half * static_cast<double>(i) + margin, x1 = half * static_cast<double>(i + 1) - margin;
      const double room = half - 2 * margin - 300, wide = canvas.text_width(33, b.label, Weight::bold);
      canvas.text(x0, 672, wide > room ? 33 * room / wide : 33, b.label, ink, Side::left, Weight::bold);
      if (b.reading)
        draw_curve(b, l.highest, w, "", x1 - (of_one_age ? 265 : 190), x1 - (of_one_age ? 85 : 0), 590, 668, canvas);
      else
        draw_gauge(w.at_once, b.at_once, b.first_at_once, x1 - 280, 676, 280, canvas);
      draw_on_block(b, w, canvas);
    }
    const BlockLetters& b = l.blocks.front();
    if (of_one_age) {
      const std::string words = age_words(l, w, b.age);
      const double wide = canvas.text_width(38, words, Weight::bold) / 2 + 22;
      canvas.box(half - wide, half + wide, 574, 628, 16, clear(paper, 0.9));
      canvas.text(half, 601, 38, words, ink, Side::middle, Weight::bold);
    }
    draw_key(w, margin, 140, 0, 17, true, canvas);
  }
  draw_caption(l, canvas);
  canvas.text(0.5 * canvas.width(), 26, 16, footer, pale_ink, Side::middle);
}

void letter_title(const std::string& title, const std::string& subtitle, const FilmWords& w, double opacity,
                  Canvas& canvas) {
  const double middle = 0.5 * canvas.width();
  double size = 60;
  const double wide = canvas.text_width(size, title, Weight::bold), most = canvas.width() - 3 * margin;
  if (wide > most) size *= most / wide;
  canvas.text(middle, 420, size, title, clear(ink, opacity), Side::middle, Weight::bold);
  canvas.box(middle - 60, middle + 60, 358, 363, 2.5, clear(accent, opacity));
  canvas.text(middle, 312, 32, subtitle, clear(ink, opacity), Side::middle);
  canvas.text(middle, 262, 24, w.simulated, clear(pale_ink, opacity), Side::middle);
}

void letter_end(const FilmWords& w, bool products, bool hypotheses, const std::string& made_by, double opacity,
                Canvas& canvas) {
  const double x = 130, most = canvas.width() - 2 * x;
  canvas.text(x, 610, 42, w.please_read, clear(ink, opacity), Side::left, Weight::bold);
  canvas.box(x, x + 120, 571, 576, 2.5, clear(accent, opacity));
  double y = 520;
  std::vector<std::string> lines = w.disclaimers;
  if (products) lines.insert(lines.begin() + 2, w.unapproved);
  if (hypotheses) lines.insert(lines.begin() + 1, w.supposed);
  for (std::size_t i = 0; i < lines.size(); ++i)
    y = canvas.paragraph(x, y, i == 0 ? 30 : 25, most, lines[i], clear(ink, opacity), Side::left,
                         i == 0 ? Weight::bold : Weight::plain) -
        12;
  y = canvas.paragraph(x, y - 10, 19, most, w.schematic, clear(pale_ink, opacity));
  canvas.text(x, std::min(y - 14, 60.0), 17, made_by, clear(pale_ink, opacity));
}

}  // namespace hari::picture
