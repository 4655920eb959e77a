// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "words.hpp"

#include <gtest/gtest.h>

#include <toml++/toml.h>
#include <algorithm>
#include <set>

#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/scenario/parameters.hpp"
#include "resources.hpp"

namespace hari::report {
namespace {

std::string places_in(const std::string& text) {
  std::string places;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && text[i + 2] == '}') places += text[i + 1];
  std::ranges::sort(places);
  return places;
}

TEST(Words, SayTheSameThingsInBothLanguages) {
  const toml::table all = toml::parse(words_toml());
  std::size_t n = 0;
  for (const auto& [group, entries] : all)
    for (const auto& [name, entry] : *entries.as_table()) {
      const std::string where = std::string(group.str()) + "." + std::string(name.str());
      const auto en = (*entry.as_table())["en"].value<std::string>(),
                 ja = (*entry.as_table())["ja"].value<std::string>();
      ASSERT_TRUE(en && ja && !en->empty() && !ja->empty()) << where;
      EXPECT_EQ(places_in(*en), places_in(*ja)) << where;
      ++n;
    }
  EXPECT_GT(n, 100u);
}

TEST(Words, FillTheirPlaces) {
  EXPECT_EQ(words("curve.later", {"75", "A"}).ja, "75歳: A");
  EXPECT_EQ(words("curve.later", {"{1}", "A"}).en, "{1} years: A");  // a value is no template
  EXPECT_THROW(words("curve.later", {"75"}), core::BugError);
  EXPECT_THROW(words("no.such.words"), core::BugError);
}

TEST(Words, CarryTheFixedLines) {
  EXPECT_EQ(words("fixed.education").en, core::disclaimer);
  EXPECT_EQ(words("fixed.individual").ja, "効果には個人差があります。");
}

TEST(Words, LeaveUnknownTermsAsTheyAre) {
  EXPECT_EQ(term("site", "cheek").ja, "頬");
  EXPECT_EQ(term("site", "elbow").ja, "elbow");
}

TEST(Words, NameEverySiteInBothLanguages) {
  const core::ParameterSet sites = scenario::load_parameters(HARI_SOURCE_DIR "/data");
  std::set<std::string> names;
  for (const auto& [name, p] : sites.all())
    if (name.starts_with("site.")) names.insert(name.substr(5, name.find('.', 5) - 5));
  EXPECT_GE(names.size(), 8u);
  for (const std::string& name : names) {
    ASSERT_TRUE(has_words("site." + name)) << name;
    EXPECT_NE(term("site", name).ja, term("site", name).en) << name;
  }
}

}  // namespace
}  // namespace hari::report
