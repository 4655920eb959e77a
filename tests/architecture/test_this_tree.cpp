// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rules.hpp"

namespace hari::architecture {
namespace {

const Tree& this_tree() {
  static const Tree tree = read_tree(HARI_SOURCE_DIR);
  return tree;
}

std::string listed(const std::vector<std::string>& breaches) {
  std::string all;
  for (const std::string& breach : breaches) all += breach + "\n";
  return all;
}

TEST(ThisTree, IsTheOneThatWasMeant) {
  EXPECT_TRUE(this_tree().contains("include/hari/tissue/tissue.hpp"));
  EXPECT_TRUE(this_tree().contains("README.md"));
  EXPECT_TRUE(this_tree().contains("scripts/test"));
}

TEST(ThisTree, IncludesPointDown) {
  EXPECT_EQ(listed(upward_includes(this_tree())), "");
}
TEST(ThisTree, LinksPointDown) {
  EXPECT_EQ(listed(upward_links(this_tree())), "");
}
TEST(ThisTree, HasNoCircleOfHeaders) {
  EXPECT_EQ(listed(header_circles(this_tree())), "");
}
TEST(ThisTree, KeepsThirdPartiesWhereTheyBelong) {
  EXPECT_EQ(listed(leaking_third_parties(this_tree())), "");
}
TEST(ThisTree, NamesNoProductInItsSources) {
  EXPECT_GT(std::ranges::count_if(this_tree(), [](const auto& f) { return f.first.starts_with("data/products/"); }),
            20);
  EXPECT_EQ(listed(named_products(this_tree())), "");
}
TEST(ThisTree, CarriesItsLicence) {
  EXPECT_EQ(listed(missing_licences(this_tree())), "");
}
TEST(ThisTree, HasNoForbiddenWords) {
  EXPECT_EQ(listed(forbidden_words(this_tree())), "");
}
TEST(ThisTree, HasNoLawThatKnowsTheAge) {
  EXPECT_EQ(listed(laws_that_know_the_age(this_tree())), "");
}

TEST(ThisTree, DescribesEveryModuleInItsArchitecturePage) {
  const std::string& page = this_tree().at("docs/architecture.md");
  for (const Module& module : modules())
    EXPECT_NE(page.find("| `" + std::string(module.name) + "` |"), std::string::npos) << module.name;
}

/// What stands between `before` and the next blank in a file of the root.
std::string word_after(const std::string& file, std::string_view before) {
  const std::string& text = this_tree().at(file);
  const auto begin = text.find(before);
  if (begin == std::string::npos) return file + " does not say " + std::string(before);
  const auto from = begin + before.size();
  return text.substr(from, text.find_first_of(" \n", from) - from);
}

TEST(ThisTree, HasOneVersion) {
  EXPECT_EQ(word_after("CMakeLists.txt", "project(hari VERSION "), word_after("CITATION.cff", "\nversion: "));
}

}  // namespace
}  // namespace hari::architecture
