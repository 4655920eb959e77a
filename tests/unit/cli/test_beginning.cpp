// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "beginning.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "hari/core/error.hpp"
#include "hari/io/run_folder.hpp"
#include "scratch.hpp"
#include "tiny_tissue.hpp"

namespace hari::cli {
namespace {

constexpr const char* mine = HARI_SOURCE_DIR "/scenarios/mine.toml";

/// A woman's cheek, or other skin, from 25 years on; it starts from `origin`.
scenario::Scenario starting(const std::string& origin, const std::string& sex = "female",
                            const std::string& site = "cheek") {
  const std::string text = "title = \"x\"\n[subject]\nsex = \"" + sex + "\"\nsite = \"" + site +
                           "\"\n[span]\nfrom = \"25 years\"\nto = \"26 years\"\n[start]\nrun = \"" + origin +
                           "\"\nage = \"25 years\"\n";
  const std::vector<std::string> small{"block.fibres=1500", "block.cells=800", "block.elements_across=5"};
  return scenario::parse_scenario(text, mine, scenario::load_library(scenario::data_directory()), small, true);
}

template <class Work>
std::string refusal(const Work& work) {
  testing::internal::CaptureStderr();  // the note that a scenario is lived through
  std::string said = "begun";
  try {
    work();
  } catch (const core::ScenarioError& e) {
    said = e.what();
  }
  testing::internal::GetCapturedStderr();
  return said;
}

/// What `begin` says to a scenario that starts from the shipped ageing_cheek, a woman's cheek, at its first age.
std::string beginning_of(const std::string& sex, const std::string& site,
                         const std::string& cache = testing::TempDir()) {
  setenv("XDG_CACHE_HOME", cache.c_str(), 1);  // not the user's own cache
  return refusal([&] { begin(starting("ageing_cheek", sex, site)); });
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

TEST(Beginning, WithoutACacheThatCanBeReadIsOnlySlower) {
  const io::testing::Scratch scratch;
  std::filesystem::create_directory_symlink("loop", scratch / "loop");
  EXPECT_EQ(beginning_of("female", "cheek", (scratch / "loop").string()), "begun");
}

TEST(Beginning, FromAFrameIsNotBeforeThatFrame) {
  const io::testing::Scratch scratch;
  for (const double later : {-0.3, 0.0, 0.3}) {  // [day]
    const auto folder = scratch / std::to_string(later);
    const scenario::Scenario s = starting(folder.string());
    tissue::Tissue t = io::testing::tiny_tissue();
    t.age = s.span.from + core::Days{later};
    io::RunFolder run = io::RunFolder::create(folder);
    run.write_frame(t);
    run.write_run({.seed = t.seed,
                   .complete = true,
                   .series = {"series", {}},
                   .curves = {},
                   .domes = {},
                   .provenance = {{"resolved_scenario", scenario::resolved(s)}}});
    const std::string said = refusal([&] { check_start(s); });
    if (later <= 0) {
      EXPECT_EQ(said, "begun");
    } else {
      EXPECT_NE(said.find("has no frame at 25 years; it has frames at 25.00082 years"), std::string::npos) << said;
    }
  }
}

TEST(Beginning, FromWhatThereIsNotNamesItsPlace) {
  const std::string said = refusal([] { check_start(starting("nowhere")); });
  EXPECT_EQ(said.find(std::string(mine) + ":9: [start]: \"nowhere\" is neither"), 0u) << said;
}

}  // namespace
}  // namespace hari::cli
