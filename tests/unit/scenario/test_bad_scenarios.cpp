// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "hari/core/error.hpp"
#include "hari/scenario/scenario.hpp"

namespace hari::scenario {
namespace {

std::vector<std::filesystem::path> toml_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(HARI_SOURCE_DIR "/" + folder))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string message_of(const std::filesystem::path& file) {
  try {
    read_scenario(file);
  } catch (const core::ScenarioError& e) {
    return e.what();
  }
  return "accepted";
}

TEST(BadScenarios, AreRefusedWithTheMessageTheyExpect) {
  const auto files = toml_files("tests/scenarios_bad");
  EXPECT_GE(files.size(), 15u);
  const std::string mark = "# expect: ";
  for (const auto& file : files) {
    std::string first;
    std::getline(std::ifstream(file) >> std::ws, first);
    ASSERT_TRUE(first.starts_with(mark)) << file;
    const std::string message = message_of(file);
    std::cout << message << '\n';
    EXPECT_NE(message.find(first.substr(mark.size())), std::string::npos) << first << "\ngot: " << message;
  }
}

TEST(BadScenarios, MayBeOfAnySizeOrNone) {
  const Library library = load_library(data_directory());
  const std::filesystem::path large = std::filesystem::path(testing::TempDir()) / "hari_large.toml";
  std::ofstream(large) << "title = \"x\"\n" << std::string(70000, '#');
  EXPECT_NE(message_of(large).find("hari_large.toml: larger than 64 KiB"), std::string::npos) << message_of(large);
  std::filesystem::remove(large);
  for (const char* empty : {"", "\n \n", "# only a comment\n"})
    EXPECT_THROW(parse_scenario(empty, "empty.toml", library), core::ScenarioError) << empty;
}

TEST(BadScenarios, CannotExhaustTheStack) {
  const Library library = load_library(data_directory());
  std::string dots = "a";
  for (int i = 0; i < 30000; ++i) dots += ".a";
  std::string hidden = "b = { c = \"\"\"x\"\"\"\"\", " + dots + " = 1 }";
  const std::string open(60000, '['), tables(60000, '{');
  for (const std::string& text : {dots + " = 1", "[" + dots + "]", "a = " + open, "a = " + tables, hidden,
                                  "a = '''x'''''\n" + dots + "=1", "a = \"unfinished\n" + dots + " = 1"})
    EXPECT_THROW(parse_scenario(text, "deep.toml", library), core::ScenarioError) << text.substr(0, 40);
}

TEST(BadScenarios, AreToldEverythingAtOnceInOrderOfTheFile) {
  const std::string text =
      "title = \"x\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[span]\nfrom = \"25 years\"\nto = \"75 years\"\n"
      "[probe.cutometer]\nsuction = \"3 m\"\ncycles = 99\n[block]\nwidht = \"4 mm\"\n";
  try {
    parse_scenario(text, "three.toml", load_library(data_directory()));
    FAIL() << "accepted";
  } catch (const core::ScenarioError& e) {
    const std::string all = e.what();
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 2) << all;
    EXPECT_LT(all.find("three.toml:9:"), all.find("three.toml:10:")) << all;
    EXPECT_LT(all.find("three.toml:10:"), all.find("three.toml:12:")) << all;
  }
}

TEST(Scenarios, OfTheProjectAllParse) {
  const auto files = toml_files("scenarios");
  EXPECT_GE(files.size(), 4u);
  for (const auto& file : files) {
    EXPECT_NO_THROW(read_scenario(file)) << file;
    EXPECT_NO_THROW(read_scenario(file, {}, true)) << file;
  }
}

}  // namespace
}  // namespace hari::scenario
