// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "suction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hari::picture {
namespace {

using math::Vec3;

// The cup, for the eye alone [mm].
constexpr double wall = 0.3, height = 0.75, lip = 0.012;
constexpr Colour glass = hex(0x6f8fb0), rim = hex(0x47617d);

double between(const std::vector<double>& x, const std::vector<double>& y, double at) {
  if (x.empty() || at >= x.back()) return 0;  // far from the cup
  const auto after = std::ranges::upper_bound(x, at);
  if (after == x.begin()) return y.front();
  const auto i = static_cast<std::size_t>(after - x.begin());
  const double t = (at - x[i - 1]) / (x[i] - x[i - 1]), s = t * t * (3 - 2 * t);
  // Half way between a straight line and a smooth one: few nodes, and no kinks to see.
  return y[i - 1] + (y[i] - y[i - 1]) * (0.6 * t + 0.4 * s);
}

}  // namespace

Suction::Suction(const SuctionReading& reading, double time, double amount, double aperture_mm, const Warp& warp)
    : x_(0.5 * (warp.x0 + warp.x1)), y_(warp.y0), surface_(warp.surface()), floor_(warp.floor) {
  const std::size_t row = reading.at(time), next = std::min(row + 1, reading.time.size() - 1);
  const double length = reading.time[next] - reading.time[row];
  const double t = length > 0 ? std::clamp((time - reading.time[row]) / length, 0.0, 1.0) : 0;
  if (reading.points < 2) {
    // A run that stored no surface: a bell of the height that was read.
    const double h = reading.height[row] + t * (reading.height[next] - reading.height[row]);
    for (int i = 0; i <= 24; ++i) {
      const double s = i / 24.0;
      radius_.push_back(s * 0.5 * aperture_mm);
      outward_.push_back(0);
      up_.push_back(amount * h * std::pow(1 - s * s, 2));
    }
    return;
  }
  const auto at = [&](std::size_t moment, std::size_t p, std::size_t c) {
    return static_cast<double>(reading.surface[3 * (moment * reading.points + p) + c]);
  };
  for (std::size_t p = 0; p < reading.points; ++p) {
    const double rest = at(0, p, 0);
    if (rest < -1e-9) continue;  // a whole line: its right half is drawn all around
    const auto moved = [&](std::size_t c) {
      const double now = at(row, p, c) + t * (at(next, p, c) - at(row, p, c));
      return amount * (now - at(0, p, c));
    };
    radius_.push_back(rest);
    outward_.push_back(moved(0));
    up_.push_back(moved(2));
  }
}

double Suction::rise(double radius) const {
  return between(radius_, up_, radius);
}

Vec3 Suction::operator()(const Vec3& p) const {
  const double dx = p.x() - x_, dy = p.y() - y_, r = std::hypot(dx, dy);
  const double depth = std::clamp((p.z() - floor_) / (surface_ - floor_), 0.0, 1.0);
  const double share = depth * depth * (3 - 2 * depth);
  const double out = r > 1e-9 ? share * between(radius_, outward_, r) / r : 0;
  return {p.x() + out * dx, p.y() + out * dy, p.z() + share * rise(r)};
}

void draw_cup(const Warp& warp, double aperture_mm, double lift, double opacity, MeshBuilder& out) {
  const double inner = 0.5 * aperture_mm, outer = inner + wall, x = 0.5 * (warp.x0 + warp.x1), y = warp.y0;
  const double low = warp.surface() + lip + lift, high = low + height, roof = high - 0.12;
  Colour side = glass, cut = rim, top = mix(glass, hex(0xffffff), 0.35);
  side.a = 0.34 * opacity;
  cut.a = 0.92 * opacity;
  top.a = 0.3 * opacity;
  constexpr int pieces = 48;
  const auto on = [&](double radius, int i, double z) {
    const double a = std::numbers::pi * i / pieces;
    return Vec3(x + radius * std::cos(a), y + radius * std::sin(a), z);
  };
  const auto sheet = [&](const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d, const Colour& colour) {
    out.quad({a, b, c, d}, {colour, colour, colour, colour});
  };
  for (int i = 0; i < pieces; ++i) {
    sheet(on(outer, i, low), on(outer, i + 1, low), on(outer, i + 1, high), on(outer, i, high), side);
    sheet(on(inner, i + 1, low), on(inner, i, low), on(inner, i, roof), on(inner, i + 1, roof), side);
    sheet(on(inner, i, low), on(inner, i + 1, low), on(outer, i + 1, low), on(outer, i, low), side);
    sheet(on(outer, i, high), on(outer, i + 1, high), on(0, i + 1, high), on(0, i, high), top);
  }
  const double front = y - 0.002;
  const auto face = [&](double x0, double x1, double z0, double z1) {
    sheet({x0, front, z0}, {x1, front, z0}, {x1, front, z1}, {x0, front, z1}, cut);
  };
  face(x - outer, x - inner, low, high);
  face(x + inner, x + outer, low, high);
  face(x - inner, x + inner, roof, high);
}

void draw_outline_of(const Suction& suction, const Warp& warp, double half_width, const Colour& c, MeshBuilder& out) {
  const double x = 0.5 * (warp.x0 + warp.x1), y = warp.y0 - 0.03;
  constexpr int dots = 41;
  for (int i = 0; i < dots; ++i) {
    const double off = half_width * (2.0 * i / (dots - 1) - 1);
    out.spindle({x + off, y, warp.surface() + suction.rise(std::abs(off))}, Vec3::UnitX(), 0.017, 0.017, 0, c, 6, 8);
  }
}

}  // namespace hari::picture
