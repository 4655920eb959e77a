// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/catalogue.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "hari/treatment/mechanism.hpp"

namespace hari::scenario {
namespace {

const Library& library() {
  static const Library all = load_library(data_directory());
  return all;
}

TEST(Catalogue, HoldsEachNameOnceWithAWholeSchema) {
  std::set<std::string_view> names;
  for (const Entry& e : catalogue()) {
    EXPECT_TRUE(names.insert(e.name).second) << e.name;
    const core::Schema schema = schema_of(e, library());
    EXPECT_EQ(schema.name, e.name);
    EXPECT_FALSE(schema.doc.empty());
    for (const core::Key& key : schema.keys) {
      EXPECT_FALSE(key.doc.empty()) << key.name;
      if (key.kind != core::ValueKind::quantity && key.kind != core::ValueKind::integer) continue;
      EXPECT_LT(key.low, key.high) << e.name << " " << key.name;
      if (key.fallback.empty()) continue;
      const double value = core::parse_quantity(key.fallback, key.unit);
      EXPECT_GE(value, key.low) << e.name << " " << key.name;
      EXPECT_LE(value, key.high) << e.name << " " << key.name;
    }
  }
}

TEST(Described, KnowsSectionsProbesSitesAndParameters) {
  EXPECT_NE(described("block", library()).find("fibres = 100000"), std::string::npos);
  EXPECT_NE(described("probe.cutometer", library()).find("20 mbar to 500 mbar"), std::string::npos);
  EXPECT_NE(described("intrinsic_ageing", library()).find("[[exposure]]"), std::string::npos);
  EXPECT_NE(described("cheek", library()).find("site.cheek."), std::string::npos);
  EXPECT_NE(described("collagen", library()).find("collagen.half_life = "), std::string::npos);
  const std::string one = described("collagen.half_life", library());
  for (const char* part : {"range", "source", "measured"}) EXPECT_NE(one.find(part), std::string::npos) << one;
}

TEST(Described, GivesTheNearestNameForAnUnknownOne) {
  try {
    described("cutometre", library());
    FAIL() << "an unknown name was described";
  } catch (const core::ScenarioError& e) {
    EXPECT_NE(std::string(e.what()).find("did you mean \"cutometer\"?"), std::string::npos) << e.what();
  }
}

TEST(Listed, NamesEverythingThatCanBeDescribed) {
  for (const Listed& l : listed(library())) EXPECT_FALSE(described(l.name, library()).empty()) << l.name;
}

TEST(Catalogue, KnowsEveryMechanismOfTreatment) {
  // Pages of products send the reader on to `hari describe MECHANISM`.
  for (const treatment::Mechanism& m : treatment::mechanisms()) {
    const std::string name(m.name), header = "[[treatment]]\nkind = \"" + name + "\"";
    EXPECT_NO_THROW(EXPECT_NE(described(name, library()).find(header), std::string::npos) << name) << name;
    bool in_list = false;
    for (const Listed& l : listed(library())) in_list = in_list || (l.category == "treatment" && l.name == name);
    EXPECT_TRUE(in_list) << name;
    EXPECT_NE(reference_page(library()).find("with `kind = \"" + name + "\"`"), std::string::npos) << name;
  }
}

TEST(ReferencePage, IsCurrent) {
  std::ifstream in(HARI_SOURCE_DIR "/docs/scenario-reference.md");
  std::stringstream page;
  page << in.rdbuf();
  EXPECT_EQ(page.str(), reference_page(library())) << "run: build/hari describe --all > docs/scenario-reference.md";
}

}  // namespace
}  // namespace hari::scenario
