// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "bundles.hpp"

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

namespace hari::picture {
namespace {

using fibre::Kind;
using math::Vec3;

// All lengths in mm, for the eye alone.
constexpr double step = 0.045;        // between two points of a drawn axis
constexpr double wave_length = 0.42;  // of the drawn crimp
constexpr double gap = 0.035;         // half the opening drawn for a cut
constexpr double taper = 0.07;        // over which a cut end narrows
constexpr int most_gaps = 7;          // drawn in one fibre

/// Purposes of `chance`, beside those of bodies.cpp.
enum : std::uint32_t { chosen = 0, shade = 1, phase = 2, plane = 3, cut_place = 16 };

double native_radius(Kind kind, mesh::Layer layer) {
  if (kind == Kind::elastic) return 0.0085;
  if (kind == Kind::retinaculum) return 0.026;
  return layer == mesh::Layer::papillary ? 0.0115 : 0.0185;
}

/// What each kind and layer is like in young skin: mean mass per length and open cuts per length. The drawing is
/// relative to both.
struct Measure {
  double mass = 0, length = 0;
  double cuts = 0;  ///< [1/mm]
};
using Measures = std::array<std::array<Measure, mesh::n_layers>, 3>;

Measures native(const tissue::Tissue& tissue) {
  const fibre::Network& n = tissue.network;
  Measures measures{};
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f]) continue;
    Measure& m = measures[n.kind[f]][n.layer[f]];
    m.mass += n.calibre[f];
    m.length += n.length[f];
  }
  // A tissue that was never settled has no young state to compare with: every cut shows.
  const std::vector<double>& cuts = tissue.homeostasis.open_cuts;
  for (std::size_t l = 0; l < cuts.size(); ++l)
    for (auto& kind : measures) kind[l].cuts = cuts[l];
  return measures;
}

/// Points at equal distances along a smooth curve through the vertices.
std::vector<Vec3> smooth_axis(const fibre::Network& n, std::size_t f, const Warp& warp) {
  const std::size_t first = n.first_vertex[f], last = n.first_vertex[f + 1] - 1;
  std::vector<Vec3> axis;
  for (std::size_t v = first; v < last; ++v) {
    const Vec3 p1 = n.point(v), p2 = n.point(v + 1);
    const Vec3 p0 = n.point(v > first ? v - 1 : v), p3 = n.point(v + 1 < last ? v + 2 : v + 1);
    const int pieces = std::max(1, static_cast<int>(std::ceil((p2 - p1).norm() / step)));
    for (int i = v == first ? 0 : 1; i <= pieces; ++i) {
      const double t = static_cast<double>(i) / pieces;
      const Vec3 p = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t +
                            (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
      axis.push_back(warp(p));
    }
  }
  return axis;
}

/// A sine of the amplitude whose arc is `slack` times its chord, to first order: slack - 1 = (pi amplitude / length)^2.
void crimp(std::vector<Vec3>& axis, double slack, std::uint64_t id) {
  const double most = 0.16 * wave_length;
  const double amplitude = std::min(most, wave_length / std::numbers::pi * std::sqrt(std::max(0.0, slack - 1)));
  if (axis.size() < 3 || amplitude <= 0) return;
  const double turn = 2 * std::numbers::pi * chance(id, plane), start = 2 * std::numbers::pi * chance(id, phase);
  std::vector<Vec3> bent = axis;
  double along = 0;
  for (std::size_t i = 0; i < axis.size(); ++i) {
    if (i > 0) along += (axis[i] - axis[i - 1]).norm();
    const Vec3 t = (axis[std::min(i + 1, axis.size() - 1)] - axis[i > 0 ? i - 1 : 0]).normalized();
    const Vec3 u = (std::abs(t.z()) < 0.9 ? t.cross(Vec3::UnitZ()) : t.cross(Vec3::UnitX())).normalized();
    const Vec3 side = std::cos(turn) * u + std::sin(turn) * t.cross(u);
    bent[i] += amplitude * std::sin(2 * std::numbers::pi * along / wave_length + start) * side;
  }
  axis = std::move(bent);
}

bool inside(const Warp& w, const Vec3& p) {
  return p.x() >= w.x0 && p.x() <= w.x1 && p.y() >= w.y0 && p.y() <= w.y1 && p.z() >= w.floor;
}

/// The point of the shown box's side between `in` and `out`.
Vec3 at_side(const Warp& w, Vec3 in, Vec3 out) {
  for (int i = 0; i < 12; ++i) {
    const Vec3 middle = 0.5 * (in + out);
    (inside(w, middle) ? in : out) = middle;
  }
  return in;
}

struct Look {
  Colour colour;
  double radius;
  int gaps;
  int sides;
};

Look look(const fibre::Network& n, std::size_t f, const Measures& measures) {
  const auto kind = static_cast<Kind>(n.kind[f]);
  const Measure& m = measures[n.kind[f]][n.layer[f]];
  const double thick = std::clamp(n.calibre[f] / n.length[f] * m.length / m.mass, 0.25, 3.0);
  const double intact = std::clamp((n.labile[f] + n.mature[f]) / n.calibre[f], 0.0, 2.0);
  const double cuts = std::max(0.0, n.cuts[f] - m.cuts * n.length[f]);  // wear is what lies beyond young skin
  Look l{};
  l.radius = native_radius(kind, static_cast<mesh::Layer>(n.layer[f])) * std::sqrt(thick * intact);
  l.gaps = std::min(most_gaps, static_cast<int>(std::lround(cuts)));
  l.sides = kind == Kind::retinaculum ? 9 : kind == Kind::collagen ? 7 : 5;
  const double wear = 1 - std::min(1.0, intact) / (1 + 0.3 * cuts);
  const double light = 0.86 + 0.24 * chance(n.id[f], shade);
  if (kind == Kind::elastic)
    l.colour = mix(elastic_colour, hex(0x9db8ae), 0.8 * wear);
  else if (kind == Kind::retinaculum)
    l.colour = mix(retinaculum_colour, collagen_worn, wear);
  else
    l.colour = mix(collagen_intact, collagen_worn, 1.5 * wear);
  l.colour = dimmed(l.colour, light);
  return l;
}

/// Cuts the axis at the sides of the box and at the gaps, and draws what is left.
void draw_pieces(const std::vector<Vec3>& axis, const Look& l, std::uint64_t id, const Warp& warp, MeshBuilder& out) {
  std::vector<double> along(axis.size(), 0.0);
  for (std::size_t i = 1; i < axis.size(); ++i) along[i] = along[i - 1] + (axis[i] - axis[i - 1]).norm();
  std::array<double, most_gaps> place{};
  for (int g = 0; g < l.gaps; ++g) place[g] = along.back() * (0.08 + 0.84 * chance(id, cut_place + g));
  const double half_gap = std::max(gap, 1.3 * l.radius);
  std::vector<TubePoint> piece;
  // Two points in one place would leave the tube without a direction.
  const auto extend = [&](const Vec3& p, double radius) {
    if (piece.empty() || (p - piece.back().centre).norm() > 1e-3) piece.push_back({p, radius});
  };
  const auto finish = [&] {
    out.tube(piece, l.colour, l.sides);
    piece.clear();
  };
  for (std::size_t i = 0; i < axis.size(); ++i) {
    const bool here = inside(warp, axis[i]);
    if (!here) {
      if (!piece.empty()) extend(at_side(warp, axis[i - 1], axis[i]), piece.back().radius);
      finish();
      continue;
    }
    double nearest = 1e9;
    for (int g = 0; g < l.gaps; ++g) nearest = std::min(nearest, std::abs(along[i] - place[g]));
    if (nearest < half_gap) {
      finish();
      continue;
    }
    const double narrowing = std::clamp((nearest - half_gap) / taper, 0.0, 1.0);
    const double radius = l.radius * (0.35 + 0.65 * narrowing);
    if (piece.empty() && i > 0 && !inside(warp, axis[i - 1])) extend(at_side(warp, axis[i], axis[i - 1]), radius);
    extend(axis[i], radius);
  }
  finish();
}

}  // namespace

std::size_t draw_fibres(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, MeshBuilder& out) {
  const fibre::Network& n = tissue.network;
  const std::array<int, 3> wanted{options.collagen, options.elastic, options.retinacula};
  std::array<double, 3> slots{};
  for (const auto kind : n.kind) slots[kind] += 1;
  const Measures measures = native(tissue);
  std::size_t drawn = 0;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f] || n.length[f] <= 0 || n.calibre[f] <= 0) continue;
    const auto k = n.kind[f];
    if (chance(n.id[f], chosen) >= wanted[k] / (slots[k] * warp.share)) continue;
    const Look l = look(n, f, measures);
    if (l.radius < 1e-3) continue;  // below a third of a pixel
    std::vector<Vec3> axis = smooth_axis(n, f, warp);
    if (std::none_of(axis.begin(), axis.end(), [&](const Vec3& p) { return inside(warp, p); })) continue;
    if (static_cast<Kind>(k) == Kind::collagen) crimp(axis, n.slack[f], n.id[f]);
    draw_pieces(axis, l, n.id[f], warp, out);
    ++drawn;
  }
  return drawn;
}

}  // namespace hari::picture
