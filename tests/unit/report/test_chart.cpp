// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>

namespace hari::report {
namespace {

TEST(Chart, TicksAreRoundAndWithinTheRange) {
  EXPECT_EQ(ticks(0, 1, 5), (std::vector<double>{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}));
  EXPECT_EQ(ticks(26, 74, 5), (std::vector<double>{30, 40, 50, 60, 70}));
  EXPECT_EQ(ticks(3, 3, 5), std::vector<double>{3});
  EXPECT_EQ(decimals_for(0.2), 1);
  EXPECT_EQ(decimals_for(0.05), 2);
  EXPECT_EQ(decimals_for(50), 0);
}

TEST(Chart, KeepsEveryNumberItShowsInItsMarkup) {
  Chart chart{.id = "c",
              .column = "R7",
              .x_label = "x",
              .y_label = {},
              .lines = {{0, {{25, 0.1 + 0.2, 0.01}, {75, 0.4}}}},
              .band = {},
              .months_from = {}};
  const std::string svg = svg_of(chart, Ink(Language::english));
  EXPECT_NE(svg.find("data-x=\"25\" data-y=\"0.30000000000000004\" data-error=\"0.01\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("data-x=\"75\" data-y=\"0.4\" data-error=\"nan\""), std::string::npos);
  // One bar: the second point has no error.
  EXPECT_EQ(svg.find("class=\"error\""), svg.rfind("class=\"error\""));
}

TEST(Chart, DrawsOneValueAndNoneWithoutDividingByNought) {
  Chart chart{.id = "c", .column = "R7", .x_label = "x", .y_label = {}, .lines = {}, .band = {}, .months_from = {}};
  EXPECT_EQ(svg_of(chart, Ink(Language::english)).find("nan"), std::string::npos);
  chart.lines = {{0, {{25, 0.5, 0.0}}}};
  EXPECT_EQ(svg_of(chart, Ink(Language::english)).find("nan"), std::string::npos);
}

TEST(Chart, CutsABandAtTheAgesShown) {
  Chart chart{.id = "c",
              .column = "R7",
              .x_label = "x",
              .y_label = {},
              .lines = {{0, {{30, 1}, {40, 1}}}},
              .band = {{25, 0, 1, 2}, {75, 0, 1, 2}},
              .months_from = {}};
  const std::string svg = svg_of(chart, Ink(Language::english));
  EXPECT_NE(svg.find("class=\"band\" d=\"M46.0"), std::string::npos) << svg;
  chart.lines = {{0, {{80, 1}, {90, 1}}}};
  EXPECT_EQ(svg_of(chart, Ink(Language::english)).find("class=\"band\""), std::string::npos);
}

TEST(Chart, TellsStylesApartByMarkerToo) {
  for (std::size_t a = 0; a < most_arms; ++a)
    for (std::size_t b = 0; b < a; ++b) EXPECT_NE(marker_of(a), marker_of(b));
}

std::vector<std::string> texts(const std::string& svg, const std::string& kind) {
  const std::regex one("<text class=\"" + kind + "\" x=\"([^\"]*)\" y=\"([^\"]*)\"[^>]*>([^<]*)<");
  std::vector<std::string> all;
  for (std::sregex_iterator at(svg.begin(), svg.end(), one), end; at != end; ++at) all.push_back((*at)[3]);
  return all;
}

TEST(Chart, ShowsASmallChangeSmall) {
  Chart chart{.id = "c", .column = "R7", .x_label = "x", .y_label = {}, .lines = {}, .band = {}, .months_from = {}};
  chart.lines.push_back({0, {{50, 0.500}, {51, 0.505}}});
  static const std::regex dot(R"re(class="dot" transform="translate\(([\d.]+) ([\d.]+)\))re");
  const std::string svg = svg_of(chart, Ink(Language::english));
  std::vector<double> y;
  for (std::sregex_iterator at(svg.begin(), svg.end(), dot), end; at != end; ++at) y.push_back(std::stod((*at)[2]));
  ASSERT_EQ(y.size(), 2u);
  const double drawn = chart.height - 48;  // between the frame's edges
  EXPECT_NEAR(y[0] - y[1], drawn * 0.005 / (0.2 * 0.5025), 0.2) << "a percent is a twentieth of the height";
}

TEST(Chart, CountsMonthsOfAFewYears) {
  Chart chart{.id = "c", .column = "R7", .x_label = "x", .y_label = {}, .lines = {}, .band = {}, .months_from = {}};
  chart.lines.push_back({0, {{50, 0.4}, {52, 0.5}}});
  chart.months_from = 50.1;
  const auto ticks = texts(svg_of(chart, Ink(Language::english)), "tick");
  const std::vector<std::string> months{"0", "6", "12", "18"};
  EXPECT_NE(std::search(ticks.begin(), ticks.end(), months.begin(), months.end()), ticks.end());
  EXPECT_EQ(ticks.back(), "18");
  chart.months_from = std::nullopt;
  EXPECT_EQ(texts(svg_of(chart, Ink(Language::english)), "tick").back(), "52.0");
}

}  // namespace
}  // namespace hari::report
