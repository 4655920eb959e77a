// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// The first thing a newcomer copies has to work.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "hari/core/build_info.hpp"
#include "hari/scenario/scenario.hpp"

namespace hari {
namespace {

std::string readme() {
  std::ifstream in(HARI_SOURCE_DIR "/README.md");
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Readme, ShowsAScenarioThatPassesItsCheck) {
  const std::string text = readme(), fence = "```toml\n";
  const auto begin = text.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const auto from = begin + fence.size();
  const std::string example = text.substr(from, text.find("```", from) - from);
  const auto scenario = scenario::parse_scenario(example, "README.md", scenario::load_library(HARI_SOURCE_DIR "/data"));
  EXPECT_EQ(scenario.subject.site, "cheek");
  EXPECT_EQ(scenario.exposures.size(), 1u);
  EXPECT_DOUBLE_EQ(scenario.cutometer.suction, 45.0);
}

TEST(Readme, CarriesTheDisclaimer) {
  std::string text = readme();
  for (char& c : text)
    if (c == '\n') c = ' ';
  EXPECT_NE(text.find(core::disclaimer), std::string::npos);
}

}  // namespace
}  // namespace hari
