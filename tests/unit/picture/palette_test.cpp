// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// What is drawn side by side is told apart by eyes that lack one kind of cone.
#include "palette.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace hari::picture {
namespace {

using Matrix = std::array<std::array<double, 3>, 3>;
using Triple = std::array<double, 3>;

// Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency, IEEE Trans.
// Vis. Comput. Graph. 15 (2009) 1291, doi 10.1109/TVCG.2009.113: severity 1.0, for linear RGB.
constexpr Matrix normal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};

Triple times(const Matrix& m, const Triple& v) {
  Triple out{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) out[i] += m[i][j] * v[j];
  return out;
}

/// CIELAB of a colour of the sRGB screen as such an eye sees it (D65).
Triple seen(const Colour& c, const Matrix& eye) {
  const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  Triple rgb = times(eye, {linear(c.r), linear(c.g), linear(c.b)});
  for (double& v : rgb) v = std::clamp(v, 0.0, 1.0);
  const Triple xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f(xyz[0] / 0.9505), y = f(xyz[1]), z = f(xyz[2] / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double apart(const Colour& a, const Colour& b, const Matrix& eye) {
  const Triple p = seen(a, eye), q = seen(b, eye);
  return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

TEST(Palette, TheSimulationIsThatOfThePaper) {
  // Grey stays grey: the rows of the matrices add up to 1.
  for (const Matrix& eye : {protanopia, deuteranopia})
    for (const auto& row : eye) EXPECT_NEAR(row[0] + row[1] + row[2], 1, 1e-4);
  // Red and green of one lightness are the textbook confusion: far apart for most, near for these eyes.
  const Colour red = hex(0xc25a4a), green = hex(0x6f8a2f);
  EXPECT_GT(apart(red, green, normal), 60);
  EXPECT_LT(apart(red, green, deuteranopia), 0.5 * apart(red, green, normal));
}

TEST(Palette, KindsAreToldApartWithoutRedOrGreenCones) {
  const std::vector<std::pair<std::string, Colour>> dermis{
      {"collagen", collagen_intact}, {"cut end", cut_colour},           {"elastic", elastic_colour},
      {"links", links_colour},       {"fibroblast", fibroblast_colour}, {"collapsed", collapsed_colour},
      {"stem cell", stem_colour},    {"senescent", senescent_colour},   {"water", hyaluronan_much}};
  constexpr double least = 20;  // a difference of 2.3 is just noticed side by side; these are small and in a tangle
  for (const auto& [eye, name] :
       {std::pair{normal, "normal"}, {protanopia, "protanopia"}, {deuteranopia, "deuteranopia"}})
    for (std::size_t i = 0; i < dermis.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_GT(apart(dermis[i].second, dermis[j].second, eye), least)
            << dermis[i].first << " and " << dermis[j].first << " for " << name;
  // In the fat.
  for (const Matrix& eye : {normal, protanopia, deuteranopia})
    EXPECT_GT(apart(retinaculum_colour, fat_colour, eye), least);
}

}  // namespace
}  // namespace hari::picture
