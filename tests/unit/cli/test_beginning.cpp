// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "beginning.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "hari/core/error.hpp"

namespace hari::cli {
namespace {

/// What `begin` says to a scenario that starts from the shipped ageing_cheek, a woman's cheek, at its first age.
std::string beginning_of(const std::string& sex, const std::string& site) {
  const std::string text = "title = \"x\"\n[subject]\nsex = \"" + sex + "\"\nsite = \"" + site +
                           "\"\n[span]\nfrom = \"25 years\"\nto = \"26 years\"\n[start]\nrun = "
                           "\"ageing_cheek\"\nage = \"25 years\"\n";
  const std::vector<std::string> small{"block.fibres=1500", "block.cells=800", "block.elements_across=5"};
  const scenario::Scenario s = scenario::parse_scenario(
      text, HARI_SOURCE_DIR "/scenarios/mine.toml", scenario::load_library(scenario::data_directory()), small, true);
  setenv("XDG_CACHE_HOME", testing::TempDir().c_str(), 1);  // not the user's own cache
  testing::internal::CaptureStderr();                       // the note that ageing_cheek is lived through
  std::string said = "begun";
  try {
    begin(s);
  } catch (const core::ScenarioError& e) {
    said = e.what();
  }
  testing::internal::GetCapturedStderr();
  return said;
}

TEST(Beginning, FromAScenarioOfOtherSkinIsRefused) {
  const std::string place = beginning_of("female", "volar_forearm");
  EXPECT_NE(place.find("ageing_cheek.toml is of other skin: site is volar_forearm here and cheek there"),
            std::string::npos)
      << place;
  const std::string both = beginning_of("male", "volar_forearm");
  EXPECT_NE(both.find("sex is male here and female there, site is volar_forearm here and cheek there"),
            std::string::npos)
      << both;
}

TEST(Beginning, FromAScenarioOfTheSameSkinIsNot) {
  EXPECT_EQ(beginning_of("female", "cheek"), "begun");
}

}  // namespace
}  // namespace hari::cli
