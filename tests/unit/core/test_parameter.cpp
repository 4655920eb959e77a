// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/parameter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "hari/core/error.hpp"

namespace hari::core {
namespace {

Parameter half_life() {
  return {.name = "collagen.half_life",
          .value = 15,
          .unit = "year",
          .low = 10,
          .high = 20,
          .status = Status::measured,
          .source = "a paper",
          .doc = "half-life",
          .place = "turnover.toml:3"};
}

TEST(ParameterSet, GivesValuesInTheUnitAskedFor) {
  ParameterSet set;
  set.add(half_life());
  EXPECT_DOUBLE_EQ(set.value("collagen.half_life", "day"), 15 * 365.2425);
  EXPECT_THROW(set.value("collagen.half_life", "mm"), ModelError);
  EXPECT_THROW(set.value("collagen.half_lif", "day"), ModelError);
}

TEST(ParameterSet, RefusesValuesOutsideTheirRange) {
  ParameterSet set;
  Parameter p = half_life();
  p.value = 25;
  EXPECT_THROW(set.add(p), ScenarioError);
  p.value = std::nan("");
  EXPECT_THROW(set.add(p), ScenarioError);
  set.add(half_life());
  EXPECT_THROW(set.set("collagen.half_life", 9.99), ScenarioError);
  set.set("collagen.half_life", 10);
  EXPECT_DOUBLE_EQ(set.find("collagen.half_life")->value, 10);
}

TEST(ParameterSet, RefusesTwiceTheSameName) {
  ParameterSet set;
  set.add(half_life());
  try {
    set.add(half_life());
    FAIL() << "the second was accepted";
  } catch (const ScenarioError& e) {
    EXPECT_NE(std::string(e.what()).find("turnover.toml:3"), std::string::npos) << e.what();
  }
}

TEST(ParameterSet, NamesTheNearestForAnUnknownName) {
  ParameterSet set;
  set.add(half_life());
  try {
    set.set("collagen.halflife", 12);
    FAIL() << "an unknown name was set";
  } catch (const ScenarioError& e) {
    EXPECT_NE(std::string(e.what()).find("did you mean \"collagen.half_life\"?"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace hari::core
