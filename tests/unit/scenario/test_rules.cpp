// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/cells/rule_book.hpp"
#include "hari/core/error.hpp"
#include "hari/scenario/catalogue.hpp"
#include "hari/scenario/parameters.hpp"

#include <fstream>

namespace hari::scenario {
namespace {

const std::string whole =
    "[[rule]]\ncell = \"fibroblast\"\nsignal = \"tgf_beta\"\nincreases = \"collagen\"\nlimit = [2.5, 1.0, 3.0]\n"
    "half = [2.0, 0.5, 10.0]\npower = [2.0, 1.0, 3.0]\nstatus = \"assumed\"\nsource = \"a paper\"\ndoc = \"why\"\n";

std::string with(const std::string& from, const std::string& to) {
  std::string text = whole;
  return text.replace(text.find(from), from.size(), to);
}

core::ParameterSet load(const std::string& text) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "hari_rules";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "rules.toml") << text;
  return load_parameters(folder);
}

std::string message(const std::string& text) {
  try {
    load(text);
  } catch (const core::ScenarioError& e) {
    return e.what();
  }
  return "accepted";
}

TEST(RuleFile, BecomesParametersWithRangesAndSources) {
  const core::ParameterSet p = load(whole);
  const core::Parameter* half = p.find("rule.fibroblast.collagen.tgf_beta.half");
  ASSERT_NE(half, nullptr);
  EXPECT_EQ(half->value, 2);
  EXPECT_EQ(half->low, 0.5);
  EXPECT_EQ(half->high, 10);
  EXPECT_EQ(half->source, "a paper");
  EXPECT_EQ(p.all().size(), 3u);
}

TEST(RuleFile, RefusesWhatIsWrongWithLineAndNearestName) {
  const std::pair<std::string, std::string> cases[] = {
      {with("\"tgf_beta\"", "\"tgf_bta\""), "rules.toml:3: unknown signal \"tgf_bta\""},
      {with("\"tgf_beta\"", "\"tgf_bta\""), "did you mean \"tgf_beta\"?"},
      {with("\"fibroblast\"", "\"fibrobast\""), "unknown cell \"fibrobast\""},
      {with("increases = \"collagen\"", "increases = \"collagn\""), "unknown increases \"collagn\""},
      {with("half =", "hlaf ="), "unknown key \"hlaf\""},
      {with("power = [2.0, 1.0, 3.0]\n", ""), "this rule has no power"},
      {with("limit = [2.5, 1.0, 3.0]", "limit = 2.5"), "rules.toml:5: limit of a rule must be [value, least, most]"},
      {with("limit = [2.5, 1.0, 3.0]", "limit = [4.5, 1.0, 3.0]"), "allowed is 1 to 3"},
      {with("increases", "decreases"), "a rule that decreases needs a limit of at most 1"},
      {with("doc =", "increases = \"spread\"\ndoc ="), "rules.toml"},
      {with("\"fibroblast\"", "\"stem_cell\""), "collagen of a stem_cell cannot follow tgf_beta"},
      {whole + whole, "defined twice"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_NE(message(text).find(expected), std::string::npos) << expected << "\n" << message(text);
}

TEST(RuleFile, OfTheProjectIsToldAsATable) {
  const Library library = load_library(std::string(HARI_SOURCE_DIR) + "/data");
  const std::string told = described("rules", library);
  EXPECT_NE(told.find("increases collagen"), std::string::npos);
  EXPECT_NE(described("rule.fibroblast.collagen.tgf_beta", library).find("EX197"), std::string::npos);
}

// AG124-AG127: 0.7 of the collagen still carries load and tension has halved.
TEST(RuleFile, LetsCellsCollapseByHalfOnCollagenOfOldAge) {
  const auto p = load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  double spread = 1;
  for (const cells::Rule& r : cells::rules_from(p)) {
    if (r.behaviour != cells::Behaviour::spread) continue;
    spread *= r.response(r.signal == signal(cells::Cue::anchorage) ? 0.7 : 0.5) / r.response(1);
  }
  EXPECT_NEAR(spread, 0.55, 0.05);
}

}  // namespace
}  // namespace hari::scenario
