// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstdint>

namespace hari::picture {

/// Red, green, blue, opacity, each 0 to 1.
struct Colour {
  double r = 0, g = 0, b = 0, a = 1;
};

inline Colour mix(const Colour& p, const Colour& q, double t) {
  t = std::clamp(t, 0.0, 1.0);
  return {p.r + t * (q.r - p.r), p.g + t * (q.g - p.g), p.b + t * (q.b - p.b), p.a + t * (q.a - p.a)};
}
inline Colour dimmed(const Colour& c, double factor) {
  return {std::min(1.0, c.r * factor), std::min(1.0, c.g * factor), std::min(1.0, c.b * factor), c.a};
}
inline constexpr Colour hex(std::uint32_t rgb, double opacity = 1) {
  return {((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0, opacity};
}

// Told apart by lightness as well as by hue, for eyes that do not see red from green;
// tests/unit/picture/palette_test.cpp measures it.
inline constexpr Colour collagen_intact = hex(0xf8ae98), collagen_worn = hex(0xb3aaa0);
inline constexpr Colour links_colour = hex(0x9a5b12);
inline constexpr Colour elastic_colour = hex(0x006b50), retinaculum_colour = hex(0xfff1d6);
inline constexpr Colour fibroblast_colour = hex(0x5a3fd0), senescent_colour = hex(0x1f1a24);
inline constexpr Colour collapsed_colour = hex(0xd9d2ff);  // a fibroblast that has lost its hold
inline constexpr Colour cut_colour = hex(0xffe83d);        // the ends of a bundle that was cut
inline constexpr Colour stem_colour = hex(0xe0309f);
inline constexpr Colour hyaluronan_little = hex(0xe9e7e2), hyaluronan_much = hex(0x4f9be8);
inline constexpr Colour skin = hex(0xf2c6a4), fat_colour = hex(0xffe08a);
inline constexpr Colour sky_above = hex(0xd3dfe9), sky_below = hex(0xfbf8f3);
inline constexpr Colour ink = hex(0x2b2a33), pale_ink = hex(0x5d5b66);

}  // namespace hari::picture
