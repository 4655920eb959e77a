// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "letters.hpp"

#include <fmt/format.h>
#include <vtkActor2D.h>
#include <vtkNew.h>
#include <vtkPolyDataMapper2D.h>
#include <vtkProperty2D.h>
#include <vtkRenderer.h>
#include <vtkTextActor.h>
#include <vtkTextProperty.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "mesh_builder.hpp"

namespace hari::picture {
namespace {

using math::Vec3;

enum class Side { left, middle, right };

bool all_latin(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Empty: VTK's own letters do.
std::filesystem::path font_for(const BlockPicture& o) {
  std::error_code ignored;
  if (!o.font.empty()) {
    if (!std::filesystem::is_regular_file(o.font, ignored))
      throw core::IoError(fmt::format("{}: no such font file", o.font.string()));
    return o.font;
  }
  std::string all = o.title + o.words.age + o.words.reticular + o.words.disclaimer;
  for (const auto& line : o.caption) all += line;
  if (all_latin(all)) return {};
  for (const auto& path : usual_fonts())
    if (std::filesystem::is_regular_file(path, ignored)) return path;
  throw core::IoError(
      "no font with Japanese letters was found. Install one (apt-get install fonts-ipaexfont-gothic) or "
      "name a TrueType file");
}

/// Lays things out in units of 1/720 of the picture's height, from the lower left.
class Sheet {
 public:
  Sheet(const BlockPicture& o, vtkRenderer* flat)
      : unit_(o.height * o.oversampling / 720.0), width_(720.0 * o.width / o.height), font_(font_for(o)), flat_(flat) {}

  double width() const { return width_; }

  void text(double x, double y, double size, const std::string& words, const Colour& colour, Side side = Side::left,
            bool bold = false) {
    if (words.empty()) return;
    vtkNew<vtkTextActor> actor;
    actor->SetInput(words.c_str());
    vtkTextProperty* p = actor->GetTextProperty();
    if (font_.empty()) {
      p->SetFontFamilyToArial();
      p->SetBold(bold);
    } else {
      p->SetFontFamily(VTK_FONT_FILE);
      p->SetFontFile(font_.c_str());
    }
    p->SetFontSize(static_cast<int>(std::lround(size * unit_)));
    p->SetColor(colour.r, colour.g, colour.b);
    p->SetVerticalJustificationToCentered();
    p->SetJustification(side == Side::left ? VTK_TEXT_LEFT : side == Side::middle ? VTK_TEXT_CENTERED : VTK_TEXT_RIGHT);
    actor->SetPosition(std::round(x * unit_), std::round(y * unit_));
    flat_->AddActor2D(actor);
  }

  /// A bar with round ends; `gap` opens it in the middle.
  void bar(double x0, double x1, double y, double thick, const Colour& c, double gap = 0) {
    const double middle = 0.5 * (x0 + x1);
    if (gap > 0) {
      bar(x0, middle - gap, y, thick, c);
      bar(middle + gap, x1, y, thick, c);
      return;
    }
    polygon(c, [&](double a) {
      return Vec3((std::cos(a) > 0 ? x1 - thick / 2 : x0 + thick / 2) + thick / 2 * std::cos(a),
                  y + thick / 2 * std::sin(a), 0);
    });
  }
  void oval(double x, double y, double a, double b, double pointed, const Colour& c) {
    polygon(c, [&](double t) {
      return Vec3(x + a * std::cos(t),
                  y + b * std::copysign(std::pow(std::abs(std::sin(t)), 1 + 1.2 * pointed), std::sin(t)), 0);
    });
  }
  void box(double x0, double x1, double y0, double y1, const Colour& left, const Colour& right) {
    MeshBuilder m;
    m.quad({Vec3(x0, y0, 0) * unit_, Vec3(x1, y0, 0) * unit_, Vec3(x1, y1, 0) * unit_, Vec3(x0, y1, 0) * unit_},
           {left, right, right, left});
    add(m);
  }

 private:
  template <class Outline>
  void polygon(const Colour& c, Outline&& outline) {
    MeshBuilder m;
    constexpr int n = 40;
    Vec3 hub = Vec3::Zero();
    for (int i = 0; i < n; ++i) hub += outline(2 * std::numbers::pi * (i + 0.5) / n) / n;
    const auto centre = m.vertex(hub * unit_, Vec3::UnitZ(), c);
    for (int i = 0; i < n; ++i) m.vertex(outline(2 * std::numbers::pi * (i + 0.5) / n) * unit_, Vec3::UnitZ(), c);
    for (int i = 0; i < n; ++i) m.triangle(centre, centre + 1 + i, centre + 1 + (i + 1) % n);
    add(m);
  }
  void add(const MeshBuilder& m) {
    vtkNew<vtkPolyDataMapper2D> mapper;
    mapper->SetInputData(m.mesh());
    vtkNew<vtkActor2D> actor;
    actor->SetMapper(mapper);
    flat_->AddActor2D(actor);
  }

  double unit_, width_;
  std::filesystem::path font_;
  vtkRenderer* flat_;
};

void draw_legend(const Words& w, Sheet& sheet) {
  const double left = sheet.width() - 268, mark0 = left, mark1 = left + 44, text = left + 58;
  double y = 560;
  const auto row = [&](const std::string& words, auto&& mark) {
    mark(y);
    sheet.text(text, y, 15.5, words, ink);
    y -= 31;
  };
  row(w.collagen_intact, [&](double v) { sheet.bar(mark0, mark1, v, 11, collagen_intact); });
  row(w.collagen_worn, [&](double v) {
    sheet.bar(mark0, mark1, v, 7, collagen_worn, 4);
    for (const double end : {left + 19.0, left + 25.0}) sheet.oval(end, v, 4, 4, 0, cut_colour);
  });
  row(w.elastic, [&](double v) { sheet.bar(mark0, mark1, v, 4, elastic_colour); });
  row(w.retinaculum, [&](double v) {
    sheet.bar(mark0 - 1, mark1 + 1, v, 13, dimmed(retinaculum_colour, 0.72));
    sheet.bar(mark0, mark1, v, 11, retinaculum_colour);
  });
  row(w.fibroblast, [&](double v) { sheet.oval(left + 22, v, 22, 6, 1, fibroblast_colour); });
  row(w.collapsed, [&](double v) { sheet.oval(left + 22, v, 10, 7, 0.2, collapsed_colour); });
  row(w.senescent, [&](double v) { sheet.oval(left + 22, v, 15, 8, 0.5, senescent_colour); });
  row(w.stem_cell, [&](double v) { sheet.oval(left + 22, v, 8, 8, 0, stem_colour); });
  row(w.hyaluronan, [&](double v) { sheet.box(mark0, mark1, v - 8, v + 8, hyaluronan_little, hyaluronan_much); });
}

void draw_layer_names(const Warp& warp, const Words& w, const Projection& project, Sheet& sheet) {
  const std::array<std::string, mesh::n_layers> names{w.fat, w.reticular, w.papillary, w.epidermis};
  double above = 1e9;
  for (std::size_t i = mesh::n_layers; i-- > 0;) {
    if (warp.top_now[i] <= warp.bottom_now[i]) continue;
    const double z = 0.5 * (warp.top_now[i] + warp.bottom_now[i]);
    // The epidermis is lifted off in front, so its name points at its edge further back.
    const auto at = project({warp.x0, i == 3 ? warp.y0 + 0.55 * (warp.y1 - warp.y0) : warp.y0, z});
    const double x = at[0] * sheet.width(), y = at[1] * 720, label = std::min(y + (i == 3 ? 14 : 0), above - 26);
    const double end = project({warp.x0, warp.y0, z})[0] * sheet.width() - 34;
    const int dots = 24;
    for (int d = 0; d <= dots; ++d) {
      const double t = static_cast<double>(d) / dots;
      sheet.bar(end + t * (x - end) - 1.2, end + t * (x - end) + 1.2, label + t * (y - label), 2.4, pale_ink);
    }
    sheet.text(end - 8, label, 17, names[i], ink, Side::right);
    above = label;
  }
}

}  // namespace

void draw_letters(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, const Counts& counts,
                  const Projection& project, vtkRenderer* flat) {
  const Words& w = options.words;
  Sheet sheet(options, flat);
  const double margin = 36;
  sheet.text(margin, 680, 30, options.title, ink, Side::left, true);
  const auto age = static_cast<int>(std::lround(core::in_years(tissue.age)));
  sheet.text(sheet.width() - margin, 680, 30, fmt::format(fmt::runtime(w.age), age), ink, Side::right, true);
  double y = 645;
  for (const auto& line : options.caption) {
    sheet.text(margin, y, 18, line, pale_ink);
    y -= 25;
  }
  draw_legend(w, sheet);
  draw_layer_names(warp, w, project, sheet);
  const auto bar = project({warp.x0 + 0.5, warp.y0 - scale_bar_gap, warp.floor});
  sheet.text(bar[0] * sheet.width(), bar[1] * 720 - 17, 17, w.scale_bar, ink, Side::middle);
  sheet.text(margin, 44, 14,
             fmt::format(fmt::runtime(w.not_to_scale), counts.fibres_drawn, counts.fibres, counts.cells_drawn),
             pale_ink);
  sheet.text(margin, 22, 14, w.disclaimer, pale_ink);
}

}  // namespace hari::picture
