// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "canvas.hpp"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkStdString.h>
#include <vtkTextProperty.h>
#include <vtkTextRenderer.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/picture/block_picture.hpp"
#include "hari/picture/film.hpp"
#include "warp.hpp"

namespace hari::picture {
namespace {

constexpr double line_spacing = 1.55;  // of the letters' size

void lay_over(std::uint8_t* pixel, const Colour& c, double cover) {
  const double a = std::clamp(cover, 0.0, 1.0) * c.a;
  const std::array<double, 3> rgb{c.r, c.g, c.b};
  for (std::size_t i = 0; i < 3; ++i)
    pixel[i] = static_cast<std::uint8_t>(std::lround((1 - a) * pixel[i] + a * 255 * rgb[i]));
}

constexpr std::uint32_t wash_grain = 97;  // purpose of `chance`

vtkNew<vtkTextProperty> letters(const Typeface& face, Weight weight, int pixels) {
  vtkNew<vtkTextProperty> p;
  const std::filesystem::path& file = weight == Weight::bold && !face.bold.empty() ? face.bold : face.plain;
  if (file.empty()) {
    p->SetFontFamilyToArial();
    p->SetBold(weight == Weight::bold);
  } else {
    p->SetFontFamily(VTK_FONT_FILE);
    p->SetFontFile(file.c_str());
  }
  p->SetFontSize(pixels);
  p->SetColor(1, 1, 1);
  p->SetJustificationToLeft();
  p->SetVerticalJustificationToBottom();
  return p;
}

/// Where a text may be broken: after each blank, and after each letter of a script that has none.
std::vector<std::string> breakable(const std::string& words) {
  static const std::array<std::string, 8> never_first{"。", "、", "）", "」", "ー", "・", "っ", "ん"};
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t n = 1;
    while (i + n < words.size() && (static_cast<unsigned char>(words[i + n]) & 0xC0) == 0x80) ++n;
    const std::string letter = words.substr(i, n);
    static const std::string no_break = "\u00a0";
    const bool joins = !pieces.empty() && (letter == no_break || pieces.back().ends_with(no_break) ||
                                           std::ranges::find(never_first, letter) != never_first.end() ||
                                           (n == 1 && pieces.back().back() > 0 && pieces.back().back() != ' '));
    if (joins)
      pieces.back() += letter;
    else
      pieces.push_back(letter);
    i += n;
  }
  return pieces;
}

}  // namespace

Typeface find_typeface(bool japanese) {
  std::error_code ignored;
  const std::filesystem::path noto = "/usr/share/fonts/opentype/noto";
  const std::filesystem::path plain = noto / "NotoSansCJK-Regular.ttc", bold = noto / "NotoSansCJK-Bold.ttc";
  if (std::filesystem::is_regular_file(plain, ignored))
    return {plain, std::filesystem::is_regular_file(bold, ignored) ? bold : plain};
  if (!japanese) return {};
  for (const auto& path : usual_fonts())
    if (std::filesystem::is_regular_file(path, ignored)) return {path, path};
  throw core::IoError(
      "no font with Japanese letters was found. Install one: apt-get install fonts-noto-cjk (or "
      "fonts-ipaexfont-gothic)");
}

bool can_letter(bool japanese) {
  try {
    find_typeface(japanese);
    return true;
  } catch (const core::IoError&) {
    return false;
  }
}

Canvas::Canvas(Image& image, const Typeface& face)
    : image_(image), face_(face), unit_(image.height / 720.0), width_(720.0 * image.width / image.height) {}

template <class Distance>
void Canvas::fill(double x0, double x1, double y0, double y1, const Colour& c, Distance&& distance) {
  const int left = std::max(0, static_cast<int>(std::floor(x0 * unit_)) - 1);
  const int right = std::min(image_.width, static_cast<int>(std::ceil(x1 * unit_)) + 2);
  const int top = std::max(0, image_.height - static_cast<int>(std::ceil(y1 * unit_)) - 2);
  const int bottom = std::min(image_.height, image_.height - static_cast<int>(std::floor(y0 * unit_)) + 1);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      const double inside = -unit_ * distance((x + 0.5) / unit_, (image_.height - y - 0.5) / unit_);
      if (inside > -0.5)
        lay_over(image_.rgb.data() + 3 * (static_cast<std::size_t>(y) * image_.width + x), c, inside + 0.5);
    }
}

void Canvas::text(double x, double y, double size, const std::string& words, const Colour& c, Side side,
                  Weight weight) {
  if (words.empty() || c.a <= 0) return;
  const int pixels = std::max(4, static_cast<int>(std::lround(size * unit_)));
  const auto style = letters(face_, weight, pixels);
  vtkNew<vtkImageData> drawn;
  std::array<int, 2> dims{};
  std::array<int, 4> box{};
  vtkTextRenderer* renderer = vtkTextRenderer::GetInstance();
  constexpr int dpi = 72;
  if (!renderer || !renderer->GetBoundingBox(style, vtkStdString(words), box.data(), dpi) ||
      !renderer->RenderString(style, vtkStdString(words), drawn, dims.data(), dpi))
    throw core::IoError("the letters \"" + words + "\" cannot be drawn");
  // One line for all: the middle of a capital letter lies at `y`, whatever hangs below.
  std::array<int, 4> capital{};
  renderer->GetBoundingBox(style, vtkStdString("H"), capital.data(), dpi);
  const double share = side == Side::left ? 0 : side == Side::middle ? 0.5 : 1;
  const int left = static_cast<int>(std::lround(x * unit_ - share * dims[0]));
  const int base = static_cast<int>(std::lround(y * unit_ - 0.5 * (capital[2] + capital[3])));
  const int channels = drawn->GetNumberOfScalarComponents();
  int extent[6];
  drawn->GetExtent(extent);
  for (int v = 0; v < dims[1]; ++v) {
    const int row = image_.height - 1 - (base + box[2] + v);
    if (row < 0 || row >= image_.height) continue;
    for (int u = 0; u < dims[0]; ++u) {
      const int column = left + u;
      if (column < 0 || column >= image_.width) continue;
      const auto* p = static_cast<const std::uint8_t*>(drawn->GetScalarPointer(extent[0] + u, extent[2] + v, 0));
      if (p[channels - 1] > 0)
        lay_over(image_.rgb.data() + 3 * (static_cast<std::size_t>(row) * image_.width + column), c,
                 p[channels - 1] / 255.0);
    }
  }
}

double Canvas::text_width(double size, const std::string& words, Weight weight) const {
  std::array<int, 4> box{};
  const auto style = letters(face_, weight, std::max(4, static_cast<int>(std::lround(size * unit_))));
  if (words.empty() || !vtkTextRenderer::GetInstance()->GetBoundingBox(style, vtkStdString(words), box.data(), 72))
    return 0;
  return (box[1] - box[0] + 1) / unit_;
}

double Canvas::paragraph(double x, double y, double size, double most_width, const std::string& words, const Colour& c,
                         Side side, Weight weight) {
  std::string line;
  const auto flush = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    text(x, y, size, line, c, side, weight);
    y -= line_spacing * size;
    line.clear();
  };
  for (const std::string& piece : breakable(words)) {
    if (!line.empty() && text_width(size, line + piece, weight) > most_width) flush();
    if (line.empty() && piece == " ") continue;
    line += piece;
  }
  if (!line.empty()) flush();
  return y;
}

void Canvas::box(double x0, double x1, double y0, double y1, double round, const Colour& c) {
  const double mx = 0.5 * (x0 + x1), my = 0.5 * (y0 + y1), hx = 0.5 * (x1 - x0), hy = 0.5 * (y1 - y0);
  const double r = std::min({round, hx, hy});
  fill(x0, x1, y0, y1, c, [=](double x, double y) {
    const double dx = std::abs(x - mx) - hx + r, dy = std::abs(y - my) - hy + r;
    return std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) + std::min(std::max(dx, dy), 0.0) - r;
  });
}

void Canvas::disc(double x, double y, double radius, const Colour& c) {
  fill(x - radius, x + radius, y - radius, y + radius, c,
       [=](double px, double py) { return std::hypot(px - x, py - y) - radius; });
}

void Canvas::line(std::span<const Point> points, double thick, const Colour& c) {
  if (points.size() < 2) return;
  std::array<double, 4> span{1e9, -1e9, 1e9, -1e9};
  for (const Point& p : points)
    span = {std::min(span[0], p[0]), std::max(span[1], p[0]), std::min(span[2], p[1]), std::max(span[3], p[1])};
  const double r = thick / 2;
  fill(span[0] - r, span[1] + r, span[2] - r, span[3] + r, c, [&](double x, double y) {
    double least = 1e9;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const double dx = points[i + 1][0] - points[i][0], dy = points[i + 1][1] - points[i][1];
      const double length = dx * dx + dy * dy;
      const double t =
          length > 0 ? std::clamp(((x - points[i][0]) * dx + (y - points[i][1]) * dy) / length, 0.0, 1.0) : 0;
      least = std::min(least, std::hypot(x - points[i][0] - t * dx, y - points[i][1] - t * dy));
    }
    return least - r;
  });
}

void Canvas::spindle(double x, double y, double half_length, double half_width, double pointed, const Colour& c) {
  fill(x - half_length, x + half_length, y - half_width, y + half_width, c, [=](double px, double py) {
    const double s = std::sqrt(std::max(0.0, 1 - std::pow((px - x) / half_length, 2)));
    return std::abs(px - x) > half_length ? 1.0 : std::abs(py - y) - half_width * std::pow(s, 1 + 1.2 * pointed);
  });
}

void Canvas::wash(const Colour& low, const Colour& high) {
  // Half a step of grain, or the few shades of a slow gradient would be seen as bands.
  for (int y = 0; y < image_.height; ++y)
    for (int x = 0; x < image_.width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * image_.width + x;
      const double grain = (chance(at, wash_grain) - 0.5) / 255;
      Colour c = mix(high, low, (y + 0.5) / image_.height);
      c.r = std::clamp(c.r + grain, 0.0, 1.0), c.g = std::clamp(c.g + grain, 0.0, 1.0);
      c.b = std::clamp(c.b + grain, 0.0, 1.0);
      lay_over(image_.rgb.data() + 3 * at, c, 1);
    }
}

}  // namespace hari::picture
