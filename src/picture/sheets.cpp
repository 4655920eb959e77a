// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "sheets.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace hari::picture {
namespace {

using math::Vec3;
using mesh::Layer;

constexpr double line_radius = 0.0055;  // [mm], for the eye alone
constexpr double veil_opacity = 0.3;    // of one sheet of full haze

/// Hyaluronan of the living tissue at a place, from the elements around it within the dermis [ug/mm3 now].
class HyaluronanMap {
 public:
  explicit HyaluronanMap(const tissue::Tissue& t) : tissue_(t) {}

  double at(double x, double y, int k) const {
    const auto& g = tissue_.grid;
    const auto [i0, fx] = cell(g.x(), x);
    const auto [j0, fy] = cell(g.y(), y);
    const int i1 = std::min(i0 + 1, g.nx() - 1), j1 = std::min(j0 + 1, g.ny() - 1);
    return (1 - fy) * ((1 - fx) * here(i0, j0, k) + fx * here(i1, j0, k)) +
           fy * ((1 - fx) * here(i0, j1, k) + fx * here(i1, j1, k));
  }

 private:
  /// Element whose centre lies below `p`, and the share of the way to the next centre.
  static std::pair<int, double> cell(const std::vector<double>& plane, double p) {
    const int n = static_cast<int>(plane.size()) - 1;
    const auto centre = [&](int i) { return 0.5 * (plane[i] + plane[i + 1]); };
    int i = 0;
    while (i + 1 < n && centre(i + 1) < p) ++i;
    if (i + 1 >= n) return {n - 1, 0.0};
    return {i, std::clamp((p - centre(i)) / (centre(i + 1) - centre(i)), 0.0, 1.0)};
  }
  double here(int i, int j, int k) const {
    const auto e = static_cast<std::size_t>(tissue_.grid.index(i, j, k));
    return tissue_.fields.hyaluronan(e) / tissue_.fields.growth[e];
  }
  const tissue::Tissue& tissue_;
};

struct Line {  // from (x0, y0) to (x1, y1) on the plan
  double x0, y0, x1, y1;
  double x(double t) const { return x0 + t * (x1 - x0); }
  double y(double t) const { return y0 + t * (y1 - y0); }
  double length() const { return std::hypot(x1 - x0, y1 - y0); }
};

/// An upright sheet over `line` through the dermis, coloured by hyaluronan; `paint` maps its share of full to a colour.
template <class Paint>
void draw_dermis_sheet(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, const Line& line,
                       MeshBuilder& out, Paint&& paint) {
  const auto& grid = tissue.grid;
  const HyaluronanMap map(tissue);
  const int columns = std::max(2, static_cast<int>(line.length() / 0.1));
  const auto& layers = grid.layer_of_k();
  for (int k = 0; k < grid.nz(); ++k) {
    const auto sheet = static_cast<std::size_t>(k);
    if (!mesh::is_dermis(layers[sheet])) continue;
    const auto near = [&](int other) {
      return other >= 0 && other < grid.nz() && mesh::is_dermis(layers[static_cast<std::size_t>(other)]) ? other : k;
    };
    const auto colour = [&](double t, int other) {
      const double x = line.x(t), y = line.y(t);
      return paint(0.5 * (map.at(x, y, k) + map.at(x, y, near(other))) / options.hyaluronan_full);
    };
    const double z0 = warp.z(grid.z()[sheet]), z1 = warp.z(grid.z()[sheet + 1]);
    for (int c = 0; c < columns; ++c) {
      const double t0 = static_cast<double>(c) / columns, t1 = static_cast<double>(c + 1) / columns;
      out.quad({Vec3(line.x(t0), line.y(t0), z0), Vec3(line.x(t1), line.y(t1), z0), Vec3(line.x(t1), line.y(t1), z1),
                Vec3(line.x(t0), line.y(t0), z1)},
               {colour(t0, k - 1), colour(t1, k - 1), colour(t1, k + 1), colour(t0, k + 1)});
    }
  }
}

void draw_upright(const Line& l, double z0, double z1, const Colour& c, MeshBuilder& out) {
  if (z1 <= z0) return;
  out.quad({Vec3(l.x0, l.y0, z0), Vec3(l.x1, l.y1, z0), Vec3(l.x1, l.y1, z1), Vec3(l.x0, l.y0, z1)}, {c, c, c, c});
}

void draw_rectangle(const Warp& w, double y0, double z, MeshBuilder& out) {
  const std::array<Vec3, 5> corner{Vec3(w.x0, y0, z), Vec3(w.x1, y0, z), Vec3(w.x1, w.y1, z), Vec3(w.x0, w.y1, z),
                                   Vec3(w.x0, y0, z)};
  for (std::size_t i = 0; i < 4; ++i) {
    constexpr int pieces = 40;  // so that it can be bent
    std::vector<TubePoint> line;
    for (int p = 0; p <= pieces; ++p)
      line.push_back({corner[i] + (corner[i + 1] - corner[i]) * p / pieces, line_radius});
    out.tube(line, pale_ink, 5);
  }
}

double opening(const Warp& w, const BlockPicture& o) {
  return w.y0 + o.epidermis_opened * (w.y1 - w.y0);
}

/// Furrows of the skin surface, schematic [mm].
double relief(double x, double y) {
  const auto furrow = [](double s) { return std::pow(std::abs(std::sin(std::numbers::pi * s)), 0.35); };
  const double bend = 0.06 * std::sin(3.1 * x + 1.3 * y);
  return -0.02 * (2 - furrow((0.87 * x + 0.5 * y + bend) / 0.34) - furrow((0.87 * x - 0.5 * y - bend) / 0.34));
}

}  // namespace

void draw_walls(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out) {
  const std::array<Line, 2> walls{{{warp.x0, warp.y1, warp.x1, warp.y1}, {warp.x0, warp.y0, warp.x0, warp.y1}}};
  for (const Line& wall : walls) {
    draw_dermis_sheet(tissue, warp, options, wall, out,
                      [](double full) { return dimmed(mix(hyaluronan_little, hyaluronan_much, full), 0.93); });
    draw_upright(wall, warp.floor, warp.dermis_bottom(), dimmed(fat_colour, 0.98), out);
    draw_upright(wall, warp.bottom_now[3], warp.top_now[3], skin, out);
  }
  const Colour floor = dimmed(warp.dermis_bottom() > warp.floor ? fat_colour : hyaluronan_little, 0.9);
  out.quad({Vec3(warp.x0, warp.y0, warp.floor), Vec3(warp.x1, warp.y0, warp.floor), Vec3(warp.x1, warp.y1, warp.floor),
            Vec3(warp.x0, warp.y1, warp.floor)},
           {floor, floor, floor, floor});
}

void draw_haze(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out) {
  for (const double share : {0.75, 0.45, 0.22, 0.07}) {
    const double y = warp.y0 + share * (warp.y1 - warp.y0);
    draw_dermis_sheet(tissue, warp, options, {warp.x0, y, warp.x1, y}, out, [](double full) {
      Colour c = hyaluronan_much;
      c.a = veil_opacity * std::clamp(full, 0.0, 1.5);
      return c;
    });
  }
}

void draw_shadow(const Warp& w, MeshBuilder& out) {
  // Rings of falling opacity, rounder outward.
  constexpr int rings = 10, points = 64;
  constexpr double reach = 0.9, darkest = 0.3;
  std::int32_t before = -1;
  for (int r = 0; r <= rings; ++r) {
    const double t = static_cast<double>(r) / rings, off = reach * t;
    Colour c = ink;
    c.a = darkest * (1 - t) * (1 - t);
    std::int32_t first = -1;
    for (int i = 0; i < points; ++i) {
      const double a = 2 * std::numbers::pi * (i + 0.5) / points;
      const double x = std::cos(a) > 0 ? w.x1 : w.x0, y = std::sin(a) > 0 ? w.y1 : w.y0;
      const auto v = out.vertex({x + off * std::cos(a), y + off * std::sin(a), w.floor - 0.006}, Vec3::UnitZ(), c);
      if (i == 0) first = v;
    }
    for (int i = 0; i < points && before >= 0; ++i) {
      const int j = (i + 1) % points;
      out.triangle(before + i, before + j, first + j);
      out.triangle(before + i, first + j, first + i);
    }
    before = first;
  }
}

void draw_epidermis(const Warp& warp, const BlockPicture& options, MeshBuilder& out) {
  const double y0 = opening(warp, options), bottom = warp.bottom_now[3], top = warp.top_now[3];
  if (top <= bottom) return;
  Colour c = skin;
  c.a = 0.88;
  const int nx = static_cast<int>((warp.x1 - warp.x0) / 0.02), ny = static_cast<int>((warp.y1 - y0) / 0.02);
  const auto height = [&](double x, double y) { return top + relief(x, y) * std::min(1.0, (top - bottom) / 0.05); };
  std::vector<std::int32_t> row(static_cast<std::size_t>(nx + 1) * (ny + 1));
  for (int j = 0; j <= ny; ++j)
    for (int i = 0; i <= nx; ++i) {
      const double x = warp.x0 + (warp.x1 - warp.x0) * i / nx, y = y0 + (warp.y1 - y0) * j / ny, h = 0.008;
      const Vec3 n = Vec3(height(x - h, y) - height(x + h, y), height(x, y - h) - height(x, y + h), 2 * h).normalized();
      const double deep = std::clamp(-relief(x, y) / 0.04, 0.0, 1.0);
      row[static_cast<std::size_t>(j) * (nx + 1) + i] =
          out.vertex({x, y, height(x, y)}, n, mix(c, hex(0xd08f70, c.a), 0.7 * deep));
    }
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      const std::size_t a = static_cast<std::size_t>(j) * (nx + 1) + i, b = a + nx + 1;
      out.triangle(row[a], row[a + 1], row[b + 1]);
      out.triangle(row[a], row[b + 1], row[b]);
    }
  // The cut edges, in front and at the right.
  const Colour edge = dimmed(hex(0xe3a07c, 0.95), 1.0);
  const std::array<Line, 2> sides{{{warp.x0, y0, warp.x1, y0}, {warp.x1, y0, warp.x1, warp.y1}}};
  for (const Line& side : sides) {
    const int n = static_cast<int>(side.length() / 0.02);
    for (int i = 0; i < n; ++i) {
      const double t0 = static_cast<double>(i) / n, t1 = static_cast<double>(i + 1) / n;
      const Vec3 p0(side.x(t0), side.y(t0), bottom), p1(side.x(t1), side.y(t1), bottom);
      out.quad({p0, p1, Vec3(p1.x(), p1.y(), height(p1.x(), p1.y())), Vec3(p0.x(), p0.y(), height(p0.x(), p0.y()))},
               {edge, edge, edge, edge});
    }
  }
}

void draw_outlines(const Warp& warp, const BlockPicture& options, MeshBuilder& out) {
  for (std::size_t l = 0; l < mesh::n_layers; ++l)
    if (warp.top_now[l] > warp.bottom_now[l] && static_cast<Layer>(l) != Layer::epidermis)
      draw_rectangle(warp, warp.y0, warp.top_now[l], out);
  draw_rectangle(warp, warp.y0, warp.floor, out);
  if (warp.top_now[3] > warp.bottom_now[3]) draw_rectangle(warp, opening(warp, options), warp.bottom_now[3], out);
  const double rim = warp.bottom_now[3];
  for (const auto& [x, y] : {std::pair(warp.x0, warp.y0), std::pair(warp.x1, warp.y0), std::pair(warp.x1, warp.y1)})
    out.tube(std::array<TubePoint, 2>{{{Vec3(x, y, warp.floor), line_radius}, {Vec3(x, y, rim), line_radius}}},
             pale_ink, 5);
  // One millimetre, on the floor's front edge where the eye measures the cut.
  const double y = warp.y0 - scale_bar_gap, z = warp.floor, x = warp.x0;
  const auto bar = [&](const Vec3& a, const Vec3& b) {
    out.tube(std::array<TubePoint, 2>{{{a, 0.012}, {b, 0.012}}}, ink, 6);
  };
  bar({x, y, z}, {x + 1, y, z});
  bar({x, y - 0.05, z}, {x, y + 0.05, z});
  bar({x + 1, y - 0.05, z}, {x + 1, y + 0.05, z});
}

}  // namespace hari::picture
