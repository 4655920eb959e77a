// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/parameters.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "hari/core/error.hpp"

namespace hari::scenario {
namespace {

const std::string whole =
    "[collagen.half_life]\nvalue = 15\nunit = \"year\"\nrange = [10.0, 20.0]\nstatus = \"measured\"\nsource = \"a "
    "paper\"\n"
    "doc = \"half-life\"\n";

/// A folder of its own that goes away with the test.
class DataFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("hari_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string message() {
    try {
      load_parameters(folder_);
    } catch (const core::ScenarioError& e) {
      return e.what();
    }
    return "accepted";
  }
  std::filesystem::path folder_;
};

std::string without(const std::string& field) {
  const auto begin = whole.find("\n" + field + " =") + 1;
  return whole.substr(0, begin) + whole.substr(whole.find('\n', begin) + 1);
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = whole;
  return text.replace(text.find(from), from.size(), to);
}

TEST_F(DataFolder, IsReadWithEveryField) {
  write("turnover.toml", whole);
  write("readme.txt", "no parameters");
  const core::ParameterSet set = load_parameters(folder_);
  ASSERT_EQ(set.all().size(), 1u);
  const core::Parameter* p = set.find("collagen.half_life");
  ASSERT_NE(p, nullptr);
  EXPECT_DOUBLE_EQ(p->value, 15);
  EXPECT_EQ(p->unit, "year");
  EXPECT_DOUBLE_EQ(p->low, 10);
  EXPECT_DOUBLE_EQ(p->high, 20);
  EXPECT_EQ(p->status, core::Status::measured);
  EXPECT_EQ(p->source, "a paper");
  EXPECT_EQ(p->doc, "half-life");
  EXPECT_NE(p->place.find("turnover.toml:1"), std::string::npos);
}

TEST_F(DataFolder, MissesNoField) {
  for (const char* field : {"value", "unit", "range", "status", "source", "doc"}) {
    write("turnover.toml", without(field));
    const std::string said = message();
    EXPECT_NE(said.find("turnover.toml:1: parameter \"collagen.half_life\" has no " + std::string(field)),
              std::string::npos)
        << said;
  }
}

TEST_F(DataFolder, RefusesWhatIsWrongWithFileAndLine) {
  const std::pair<std::string, std::string> cases[] = {
      {with("value = 15", "value = 25"), "turnover.toml:1: "},
      {with("\"year\"", "\"yaer\""), "turnover.toml:3: parameter \"collagen.half_life\": unknown unit \"yaer\""},
      {with("[10.0, 20.0]", "[20.0, 10.0]"), "turnover.toml:4: "},
      {with("[10.0, 20.0]", "[10.0]"), "turnover.toml:4: "},
      {with("\"measured\"", "\"recalled\""), "turnover.toml:5: status"},
      {with("\"a paper\"", "\"\""), "turnover.toml:6: source"},
      {with("doc =", "docs ="), "unknown field \"docs\""},
      {"stray = 3\n" + whole, "turnover.toml:1: "},
      {"[empty]\n" + whole, "turnover.toml:1: "},
  };
  for (const auto& [text, expected] : cases) {
    write("turnover.toml", text);
    EXPECT_NE(message().find(expected), std::string::npos) << text << message();
  }
}

TEST_F(DataFolder, RefusesANameInTwoFiles) {
  write("a.toml", whole);
  write("b.toml", whole);
  const std::string said = message();
  EXPECT_NE(said.find("b.toml"), std::string::npos) << said;
  EXPECT_NE(said.find("a.toml:1"), std::string::npos) << said;
}

TEST_F(DataFolder, IsWhereTheEnvironmentSays) {
  const char* old = std::getenv("HARI_DATA");
  const std::string before = old ? old : "";
  setenv("HARI_DATA", folder_.c_str(), 1);
  EXPECT_EQ(data_directory(), folder_);
  setenv("HARI_DATA", (folder_ / "nowhere").c_str(), 1);
  EXPECT_THROW(data_directory(), core::IoError);
  setenv("HARI_DATA", folder_.c_str(), 1);
  try {
    load_library(data_directory());
    ADD_FAILURE() << "an empty folder is taken for data";
  } catch (const core::IoError& e) {
    EXPECT_EQ(std::string(e.what()).find("HARI_DATA is \"" + folder_.string() + "\": "), 0u) << e.what();
  }
  write("turnover.toml", whole);
  EXPECT_THROW(load_library(data_directory()), core::IoError) << "parameters, but of no site";
  old ? setenv("HARI_DATA", before.c_str(), 1) : unsetenv("HARI_DATA");
}

TEST(Library, KnowsTheSitesOfTheData) {
  const Library library = load_library(data_directory());
  EXPECT_NE(std::find(library.sites.begin(), library.sites.end(), "cheek"), library.sites.end());
  EXPECT_NE(std::find(library.sites.begin(), library.sites.end(), "volar_forearm"), library.sites.end());
  EXPECT_TRUE(std::is_sorted(library.sites.begin(), library.sites.end()));
  EXPECT_EQ(std::adjacent_find(library.sites.begin(), library.sites.end()), library.sites.end());
}

}  // namespace
}  // namespace hari::scenario
