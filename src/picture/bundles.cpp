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
constexpr int most_knots = 3;         // likewise, of AGE cross-links

/// Purposes of `chance`, beside those of bodies.cpp.
enum : std::uint32_t { chosen = 0, shade = 1, phase = 2, plane = 3, knot_number = 4, cut_place = 16, knot_place = 32 };

double native_radius(Kind kind, mesh::Layer layer) {
  if (kind == Kind::elastic) return 0.0115;
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
std::vector<Vec3> smooth_axis(const fibre::Network& n, std::size_t f, const Warp& warp, double detail) {
  const std::size_t first = n.first_vertex[f], last = n.first_vertex[f + 1] - 1;
  std::vector<Vec3> axis;
  for (std::size_t v = first; v < last; ++v) {
    const Vec3 p1 = n.point(v), p2 = n.point(v + 1);
    const Vec3 p0 = n.point(v > first ? v - 1 : v), p3 = n.point(v + 1 < last ? v + 2 : v + 1);
    const int pieces = std::max(1, static_cast<int>(std::ceil((p2 - p1).norm() * detail / step)));
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
  double gaps;   ///< the last one may be half open, half closed
  double knots;  ///< likewise
  int sides;
  double shining;  ///< 1: the ends at a gap shine
};

/// How far the `i`th of `number` has come: 0 not yet, 1 all of it. At a whole number and between: as if rounded.
double share_of(double number, int i) {
  const double t = std::clamp(2 * (number - i) - 0.5, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

/// @param links_full  AGE cross-links drawn in full amber; 0: none is drawn
Look look(const fibre::Network& n, std::size_t f, const Measures& measures, double links_full, double detail) {
  const auto kind = static_cast<Kind>(n.kind[f]);
  const Measure& m = measures[n.kind[f]][n.layer[f]];
  const double thick = std::clamp(n.calibre[f] / n.length[f] * m.length / m.mass, 0.25, 3.0);
  const double intact = std::clamp((n.labile[f] + n.mature[f]) / n.calibre[f], 0.0, 2.0);
  const double cuts = std::max(0.0, n.cuts[f] - m.cuts * n.length[f]);  // wear is what lies beyond young skin
  Look l{};
  l.radius = native_radius(kind, static_cast<mesh::Layer>(n.layer[f])) * std::sqrt(thick * intact);
  l.gaps = std::min(static_cast<double>(most_gaps), cuts);
  l.shining = kind == Kind::retinaculum ? 0 : 1;  // in the fat they would be lost in the yellow
  const int round = kind == Kind::retinaculum ? 9 : kind == Kind::collagen ? 7 : 5;
  l.sides = std::max(4, static_cast<int>(std::lround(detail * round)));
  const double wear = 1 - std::min(1.0, intact) / (1 + 0.3 * cuts);
  // Bundles differ in light, so that one is told from the next; springs stay bright.
  const double light = kind == Kind::elastic ? 1 : 0.72 + 0.4 * chance(n.id[f], shade);
  if (kind == Kind::elastic)
    l.colour = mix(elastic_colour, hex(0x9db8ae), 0.8 * wear);
  else if (kind == Kind::retinaculum)
    l.colour = mix(retinaculum_colour, collagen_worn, wear);
  else
    l.colour = mix(collagen_intact, collagen_worn, 1.5 * wear);
  if (links_full > 1 && kind != Kind::elastic) {
    // Links come with sugar and years; 1 at 25. What is drawn is what lies beyond.
    const double links = std::clamp((n.age_links[f] - 1) / (links_full - 1), 0.0, 1.0);
    l.colour = mix(l.colour, links_colour, 0.55 * links);
    l.knots = most_knots * links * chance(n.id[f], knot_number);
  }
  l.colour = dimmed(l.colour, light);
  return l;
}

/// Cuts the axis at the sides of the box and at the gaps, and draws what is left.
void draw_pieces(const std::vector<Vec3>& axis, const Look& l, std::uint64_t id, const Warp& warp, MeshBuilder& out) {
  if (axis.size() < 3) return;
  std::vector<double> along(axis.size(), 0.0);
  for (std::size_t i = 1; i < axis.size(); ++i) along[i] = along[i - 1] + (axis[i] - axis[i - 1]).norm();
  std::array<double, most_gaps> place{}, open{};
  for (int g = 0; g < most_gaps; ++g) {
    place[g] = along.back() * (0.08 + 0.84 * chance(id, cut_place + g));
    open[g] = share_of(l.gaps, g);
  }
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
  // Both sides of a cut shine, or nobody would find it in the tangle.
  const auto cut_end = [&](const Vec3& p, double opened) {
    const double radius = l.shining * opened * (0.7 * l.radius + 0.004);
    if (radius > 0.003) out.spindle(p, Vec3::UnitZ(), radius, radius, 0, cut_colour, 5, 6);
  };
  double gap_behind = 0;  // how far the gap has opened out of which the axis comes
  for (std::size_t i = 0; i < axis.size(); ++i) {
    const bool here = inside(warp, axis[i]);
    if (!here) {
      if (!piece.empty()) extend(at_side(warp, axis[i - 1], axis[i]), piece.back().radius);
      finish();
      gap_behind = 0;
      continue;
    }
    double beyond = 1e9, widest = 0;  // the nearest rim of a gap; how far the gap there has opened
    for (int g = 0; g < most_gaps; ++g) {
      if (open[g] <= 0) continue;
      const double from_rim = std::abs(along[i] - place[g]) - open[g] * half_gap;
      if (from_rim < beyond) beyond = from_rim, widest = open[g];
    }
    if (beyond < 0) {
      if (!piece.empty()) cut_end(piece.back().centre, widest);
      finish();
      gap_behind = widest;
      continue;
    }
    if (gap_behind > 0) cut_end(axis[i], gap_behind);
    gap_behind = 0;
    const double narrowing = std::clamp(beyond / taper, 0.0, 1.0);
    const double radius = l.radius * (1 - 0.65 * widest * (1 - narrowing));
    if (piece.empty() && i > 0 && !inside(warp, axis[i - 1])) extend(at_side(warp, axis[i], axis[i - 1]), radius);
    extend(axis[i], radius);
  }
  finish();
  for (int k = 0; k < most_knots; ++k) {
    const double grown = share_of(l.knots, k);
    if (grown <= 0) continue;
    const std::size_t i = 1 + static_cast<std::size_t>(chance(id, knot_place + k) * (axis.size() - 2));
    if (!inside(warp, axis[i])) continue;
    const double radius = grown * (l.radius * 1.2 + 0.006);
    out.spindle(axis[i], Vec3::UnitZ(), radius, radius, 0, dimmed(links_colour, 0.8), 5, 6);
  }
}

}  // namespace

std::size_t draw_fibres(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options,
                        const Sampling& sampling, double detail, MeshBuilder& out) {
  const fibre::Network& n = tissue.network;
  const Measures measures = native(tissue);
  std::size_t drawn = 0;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f] || n.length[f] <= 0 || n.calibre[f] <= 0) continue;
    const auto k = n.kind[f];
    if (chance(n.id[f], chosen) >= sampling.fibres[k]) continue;
    const Look l = look(n, f, measures, options.links_full, detail);
    if (l.radius < 1e-3) continue;  // below a third of a pixel
    std::vector<Vec3> axis = smooth_axis(n, f, warp, detail);
    if (std::none_of(axis.begin(), axis.end(), [&](const Vec3& p) { return inside(warp, p); })) continue;
    if (static_cast<Kind>(k) == Kind::collagen) crimp(axis, n.slack[f], n.id[f]);
    draw_pieces(axis, l, n.id[f], warp, out);
    ++drawn;
  }
  return drawn;
}

}  // namespace hari::picture
