// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "film_letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace hari::picture {
namespace {

constexpr double margin = 40;
constexpr double highest_cup = 548;  // of the middle of the word on the cup
constexpr double least_size = 24;    // of what has to be read at arm's length on a picture of 720
constexpr Colour paper = hex(0xffffff), accent = hex(0x3a5fa8);

Colour clear(Colour c, double opacity) {
  c.a *= opacity;
  return c;
}

/// What a mark in the picture stands for.
struct KeyEntry {
  std::string words;
  std::function<void(double, double, Canvas&)> mark;  ///< drawn about a point
};

std::vector<KeyEntry> key_of(const FilmWords& w) {
  return {
      {w.collagen, [](double x, double y, Canvas& c) { c.box(x - 20, x + 20, y - 7, y + 7, 7, collagen_intact); }},
      {w.cut,
       [](double x, double y, Canvas& c) {
         c.box(x - 20, x - 5, y - 5, y + 5, 3, collagen_worn);
         c.box(x + 5, x + 20, y - 5, y + 5, 3, collagen_worn);
         c.disc(x - 6, y, 6, cut_colour);
         c.disc(x + 6, y, 6, cut_colour);
       }},
      {w.elastic, [](double x, double y, Canvas& c) { c.box(x - 20, x + 20, y - 3, y + 3, 3, elastic_colour); }},
      {w.links,
       [](double x, double y, Canvas& c) {
         c.box(x - 20, x + 20, y - 6, y + 6, 6, mix(collagen_intact, links_colour, 0.55));
         c.disc(x - 6, y, 7, links_colour);
         c.disc(x + 11, y, 7, links_colour);
       }},
      {w.cell, [](double x, double y, Canvas& c) { c.spindle(x, y, 22, 9, 0.8, fibroblast_colour); }},
      {w.round_cell, [](double x, double y, Canvas& c) { c.disc(x, y, 9, collapsed_colour); }},
      {w.stem_cell, [](double x, double y, Canvas& c) { c.disc(x, y, 9, stem_colour); }},
      {w.worn_cell, [](double x, double y, Canvas& c) { c.spindle(x, y, 14, 9, 0.2, senescent_colour); }},
      {w.hyaluronan, [](double x, double y, Canvas& c) { c.box(x - 20, x + 20, y - 11, y + 11, 6, hyaluronan_much); }},
      {w.septum,
       [](double x, double y, Canvas& c) {
         c.box(x - 21, x + 21, y - 11, y + 11, 5, fat_colour);
         c.box(x - 5, x + 5, y - 11, y + 11, 2, retinaculum_colour);
       }},
  };
}

/// One below the other; the right edge of the longest is `x`.
void draw_key_column(const FilmWords& w, double x, double y, double step, double size, Canvas& canvas) {
  double widest = 248;
  const std::vector<KeyEntry> key = key_of(w);
  for (const KeyEntry& entry : key) widest = std::max(widest, canvas.text_width(size, entry.words));
  for (const KeyEntry& entry : key) {
    entry.mark(x - widest - 32, y, canvas);
    canvas.text(x - widest, y, size, entry.words, ink);
    y -= step;
  }
}

/// In two rows over the width of the picture.
void draw_key_rows(const FilmWords& w, double y, double step, double size, Canvas& canvas) {
  const std::vector<KeyEntry> key = key_of(w);
  const std::size_t columns = (key.size() + 1) / 2;
  std::vector<double> wide(columns, 0.0);
  double all = 0;
  for (std::size_t i = 0; i < key.size(); ++i)
    wide[i / 2] = std::max(wide[i / 2], 52 + canvas.text_width(size, key[i].words));
  for (const double column : wide) all += column;
  // Where one language needs more room than there is, its letters are smaller.
  if (const double room = canvas.width() - margin - 12 * static_cast<double>(columns); all > room) {
    draw_key_rows(w, y, step, size - 1, canvas);
    return;
  }
  const double gap = (canvas.width() - margin - all) / static_cast<double>(columns);
  double x = 0.5 * (margin + gap);
  for (std::size_t i = 0; i < key.size(); ++i) {
    const double at = y - (i % 2 == 0 ? 0 : step);
    key[i].mark(x + 20, at, canvas);
    canvas.text(x + 52, at, size, key[i].words, ink);
    if (i % 2 == 1) x += wide[i / 2] + gap;
  }
}

/// @param number  said beside the bar; empty: the bar says it all
void draw_gauge(const std::string& label, const std::string& number, double value, double first, const Colour& full,
                double x, double y, double width, Canvas& canvas) {
  canvas.text(x, y, 20, label, pale_ink);
  canvas.text(x + width, y, 27, number, ink, Side::right, Weight::bold);
  const double low = y - 32, high = y - 20;
  canvas.box(x, x + width, low, high, 6, hex(0xc9d3de));
  canvas.box(x, x + std::max(12.0, width * std::clamp(value, 0.0, 1.0)), low, high, 6, full);
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

std::string percent(double share) {
  return fmt::format("{:.0f}\u00a0%", 100 * share);
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
    const double y = std::min(b.cup[1], highest_cup);  // clear of the curve
    const std::string& words = b.sucking ? w.suck : w.release;
    const double half = 0.5 * canvas.text_width(25, words, Weight::bold) + 38;
    const Colour c = clear(b.sucking ? accent : hex(0x5d5b66), b.cup_opacity);
    canvas.box(b.cup[0] - half, b.cup[0] + half, y - 21, y + 21, 21, c);
    const double x = b.cup[0] - half + 26, up = b.sucking ? 1 : -1;
    const Colour white = clear(paper, b.cup_opacity);
    canvas.line(std::array{Canvas::Point{x, y - 9 * up}, Canvas::Point{x, y + 9 * up}}, 3.5, white);
    canvas.line(
        std::array{Canvas::Point{x - 7, y + 2 * up}, Canvas::Point{x, y + 9 * up}, Canvas::Point{x + 7, y + 2 * up}},
        3.5, white);
    canvas.text(b.cup[0] + 14, y, 25, words, white, Side::middle, Weight::bold);
  }
}

/// A line in a box, a little smaller if that makes it one; else it is broken.
void draw_caption(const FilmLetters& l, double low, Canvas& canvas) {
  if (l.caption.empty() || l.caption_opacity <= 0) return;
  constexpr double large = 31, small = 26, least = 24, room = 0.998;  // letters do not shrink quite evenly
  const double most = canvas.width() - 2 * margin - 48, middle = 0.5 * canvas.width();
  const double size = std::clamp(large * room * most / canvas.text_width(large, l.caption, Weight::bold), least, large);
  const double wide = canvas.text_width(size, l.caption, Weight::bold);
  const bool one = wide <= most;
  const double half = 0.5 * (one ? wide : most) + 30, high = low + (one ? 54 : 70);
  canvas.box(middle - half, middle + half, low, high, 16, clear(paper, 0.9 * l.caption_opacity));
  const Colour c = clear(ink, l.caption_opacity);
  if (one)
    canvas.text(middle, low + 27, size, l.caption, c, Side::middle, Weight::bold);
  else
    canvas.paragraph(middle, high - 19, small, most, l.caption, c, Side::middle, Weight::bold);
}

}  // namespace

void letter_block(const FilmLetters& l, const FilmWords& w, const std::string& footer, Canvas& canvas) {
  const double right = canvas.width() - margin, column = 300;
  if (l.blocks.size() == 1) {
    const BlockLetters& b = l.blocks.front();
    draw_age(l, w, b.age, margin, 270, canvas);
    draw_key_column(w, right, 670, 33, 20, canvas);
    if (b.reading) {
      draw_curve(b, l.highest, w, age_words(l, w, l.first_age), right - column, right, 180, 290, canvas);
    } else {
      draw_gauge(w.at_once, percent(b.at_once), b.at_once, b.first_at_once, accent, right - column, 316, column,
                 canvas);
      draw_gauge(w.in_the_end, percent(b.in_the_end), b.in_the_end, b.first_in_the_end, accent, right - column, 248,
                 column, canvas);
      draw_gauge(w.water, "", b.water, b.first_water, hyaluronan_much, right - column, 180, column, canvas);
    }
    draw_on_block(b, w, canvas);
  } else {
    const double half = 0.5 * canvas.width();
    canvas.box(half - 1, half + 1, 225, 690, 1, hex(0xaab7c6));
    const bool of_one_age = l.blocks.front().age == l.blocks.back().age;  // then it stands in the middle
    for (std::size_t i = 0; i < l.blocks.size(); ++i) {
      const BlockLetters& b = l.blocks[i];
      const double x0 = half * static_cast<double>(i) + margin, x1 = half * static_cast<double>(i + 1) - margin;
      const double room = half - 2 * margin - (b.reading ? 300 : 0),
                   wide = canvas.text_width(33, b.label, Weight::bold);
      canvas.text(x0, 690, wide > room ? 33 * room / wide : 33, b.label, ink, Side::left, Weight::bold);
      if (b.reading)
        draw_curve(b, l.highest, w, "", x1 - (of_one_age ? 265 : 190), x1 - (of_one_age ? 85 : 0), 590, 668, canvas);
      else {
        draw_gauge(w.at_once, percent(b.at_once), b.at_once, b.first_at_once, accent, x0, 650, 265, canvas);
        draw_gauge(w.water, "", b.water, b.first_water, hyaluronan_much, x1 - 265, 650, 265, canvas);
      }
      draw_on_block(b, w, canvas);
    }
    const BlockLetters& b = l.blocks.front();
    if (of_one_age) {
      const std::string words = age_words(l, w, b.age);
      const double wide = canvas.text_width(38, words, Weight::bold) / 2 + 22;
      canvas.box(half - wide, half + wide, 556, 610, 16, clear(paper, 0.9));
      canvas.text(half, 583, 38, words, ink, Side::middle, Weight::bold);
    }
    draw_key_rows(w, 188, 30, 20, canvas);
  }
  draw_caption(l, 74, canvas);
  // One line if it fits, else two of about one length.
  const double room = canvas.width() - 2 * margin, wide = canvas.text_width(least_size, footer);
  canvas.paragraph(0.5 * canvas.width(), wide > room ? 53 : 38, least_size, wide > room ? 0.56 * wide : room, footer,
                   pale_ink, Side::middle);
}

void letter_title(const std::string& title, const std::string& subtitle, const std::string& treatment,
                  const FilmWords& w, double opacity, Canvas& canvas) {
  const double middle = 0.5 * canvas.width();
  double size = 60;
  const double wide = canvas.text_width(size, title, Weight::bold), most = canvas.width() - 3 * margin;
  if (wide > most) size *= most / wide;
  canvas.text(middle, 420, size, title, clear(ink, opacity), Side::middle, Weight::bold);
  canvas.box(middle - 60, middle + 60, 358, 363, 2.5, clear(accent, opacity));
  canvas.text(middle, 312, 32, subtitle, clear(ink, opacity), Side::middle);
  double y = 258;
  if (!treatment.empty())
    y = canvas.paragraph(middle, y, 32, most, treatment, clear(accent, opacity), Side::middle, Weight::bold) - 4;
  canvas.text(middle, y, least_size, w.simulated, clear(pale_ink, opacity), Side::middle);
}

void letter_end(const FilmWords& w, bool products, bool hypotheses, const std::string& made_by, double opacity,
                Canvas& canvas) {
  const double x = 100, most = canvas.width() - 2 * x;
  canvas.text(x, 650, 42, w.please_read, clear(ink, opacity), Side::left, Weight::bold);
  canvas.box(x, x + 120, 611, 616, 2.5, clear(accent, opacity));
  double y = 570;
  std::vector<std::string> lines = w.disclaimers;
  if (products) lines.insert(lines.begin() + 2, w.unapproved);
  if (hypotheses) lines.insert(lines.begin() + 1, w.supposed);
  for (std::size_t i = 0; i < lines.size(); ++i)
    y = canvas.paragraph(x, y, i == 0 ? 30 : 26, most, lines[i], clear(ink, opacity), Side::left,
                         i == 0 ? Weight::bold : Weight::plain) -
        8;
  y = canvas.paragraph(x, y - 4, least_size, most, w.schematic, clear(pale_ink, opacity));
  canvas.text(x, std::min(y - 4, 44.0), least_size, made_by, clear(pale_ink, opacity));
}

}  // namespace hari::picture
