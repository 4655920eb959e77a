// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "bodies.hpp"

#include <algorithm>
#include <cmath>

namespace hari::picture {
namespace {

using math::Vec3;

// All lengths in mm, for the eye alone: cells are drawn about twice as large as they are.
constexpr double round_radius = 0.030;  // of a collapsed fibroblast
constexpr double collapsed = 0.4;       // spread at which a fibroblast is drawn as one without hold
constexpr double lobule = 0.14;         // radius of a lobule of fat

enum : std::uint32_t { chosen = 64, jitter = 65 };

Colour lobule_colour(std::uint64_t id) {
  Colour c = dimmed(fat_colour, 0.92 + 0.1 * chance(id, jitter + 4));
  c.a = 0.5;
  return c;
}

}  // namespace

std::size_t draw_cells(const tissue::Tissue& tissue, const Warp& warp, const Sampling& sampling, const CellLooks& looks,
                       MeshBuilder& out) {
  const auto& cells = tissue.cells;
  std::size_t drawn = 0;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    // Stem cells are few, and a picture that shows none of them tells a story of its own.
    const auto kind = static_cast<tissue::CellKind>(cells.kind[c]);
    const double favour = kind == tissue::CellKind::stem_cell ? 3 : 1;
    const double presence = looks.presence.empty() ? 1 : looks.presence[c];
    if (chance(cells.id[c], chosen) >= favour * sampling.cells || presence <= 0.02) continue;
    const Vec3 p(cells.position[3 * c], cells.position[3 * c + 1], warp.z(cells.position[3 * c + 2]));
    const double margin = round_radius;
    if (p.x() < warp.x0 + margin || p.x() > warp.x1 - margin || p.y() < warp.y0 + margin || p.y() > warp.y1 - margin ||
        p.z() < warp.floor + margin)
      continue;
    const Vec3 axis = Vec3(cells.axis[3 * c], cells.axis[3 * c + 1], cells.axis[3 * c + 2]).normalized();
    const double spread = std::clamp(cells.spread[c], 0.0, 1.5);
    const double senescent = looks.senescence.empty()
                                 ? static_cast<tissue::CellState>(cells.state[c]) == tissue::CellState::senescent
                                 : looks.senescence[c];
    ++drawn;
    if (kind == tissue::CellKind::stem_cell) {
      const double radius = 1.15 * round_radius * presence;
      out.spindle(p, axis, radius, radius, 0, stem_colour, 8, 10);
      continue;
    }
    const Colour colour = mix(mix(collapsed_colour, fibroblast_colour, (spread - collapsed) / (1 - collapsed)),
                              senescent_colour, senescent);
    // A long cell does not pierce the epidermis or the sides of the block.
    const std::array<double, 3> room{std::min(p.x() - warp.x0, warp.x1 - p.x()),
                                     std::min(p.y() - warp.y0, warp.y1 - p.y()),
                                     std::min(p.z() - warp.floor, warp.bottom_now[3] - p.z())};
    double half_length = presence * round_radius * (1 + 3.0 * spread);
    for (int i = 0; i < 3; ++i)
      if (std::abs(axis[i]) > 1e-6) half_length = std::min(half_length, std::max(room[i], 0.01) / std::abs(axis[i]));
    const double half_width = presence * round_radius * (1 - 0.32 * std::min(1.0, spread)) * (1 + 0.35 * senescent);
    out.spindle(p, axis, half_length, half_width, std::min(1.0, spread), colour, 10, 8);
  }
  return drawn;
}

void draw_fat(const Warp& warp, MeshBuilder& out) {
  const double bottom = warp.floor, top = warp.dermis_bottom();
  if (top - bottom < lobule) return;
  // As many sheets as fit, each sheet shifted by half a lobule, every lobule a little off its place.
  const double pitch = 1.6 * lobule;
  const int sheets = std::max(1, static_cast<int>((top - bottom) / pitch));
  const int nx = static_cast<int>((warp.x1 - warp.x0) / pitch), ny = static_cast<int>((warp.y1 - warp.y0) / pitch);
  std::uint64_t id = 0;
  for (int k = 0; k < sheets; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i, ++id) {
        const auto off = [&](std::uint32_t axis) { return 0.5 * lobule * (chance(id, jitter + axis) - 0.5); };
        const double shift = (j + k) % 2 == 0 ? 0.3 : 0.7;
        const double radius = lobule * (0.72 + 0.5 * chance(id, jitter + 3));
        const Vec3 p(warp.x0 + (warp.x1 - warp.x0) * (i + shift) / nx + off(0),
                     warp.y0 + (warp.y1 - warp.y0) * (j + 0.5) / ny + off(1),
                     bottom + (top - bottom) * (k + 0.5) / sheets + off(2));
        const Vec3 held(std::clamp(p.x(), warp.x0 + radius, warp.x1 - radius),
                        std::clamp(p.y(), warp.y0 + radius, warp.y1 - radius),
                        std::clamp(p.z(), bottom + 0.85 * radius, top - 0.7 * radius));
        out.spindle(held, Vec3::UnitZ(), 0.92 * radius, radius, 0, lobule_colour(id), 12, 16);
      }
}

}  // namespace hari::picture
