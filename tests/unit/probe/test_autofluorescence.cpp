// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/autofluorescence.hpp"

#include <gtest/gtest.h>

namespace hari::probe {
namespace {

core::ParameterSet reader() {
  core::ParameterSet set;
  const auto add = [&](const char* name, double value, const char* unit) {
    set.add({.name = name,
             .value = value,
             .unit = unit,
             .low = 0,
             .high = 10,
             .status = {},
             .source = "",
             .doc = "",
             .place = ""});
  };
  add("autofluorescence.young", 1.5, "1");
  add("autofluorescence.per_link", 0.1, "1");
  add("autofluorescence.depth", 0.1, "mm");
  return set;
}

/// Fat, two sheets of dermis and an epidermis; links by sheet.
tissue::Tissue skin(double fat, double deep, double shallow, double epidermis) {
  using mesh::Layer;
  tissue::Tissue t;
  t.grid = mesh::Grid({0, 1}, {0, 1}, {-2, -1, -0.3, -0.1, 0},
                      {Layer::hypodermis, Layer::reticular, Layer::papillary, Layer::epidermis});
  t.fields.age_links = {fat, deep, shallow, epidermis};
  return t;
}

TEST(Autofluorescence, OfYoungSkinIsItsParameter) {
  EXPECT_DOUBLE_EQ(autofluorescence(skin(1, 1, 1, 1), reader()).units, 1.5);
}

TEST(Autofluorescence, RisesWithLinksOfTheDermisOnly) {
  EXPECT_DOUBLE_EQ(autofluorescence(skin(9, 3, 3, 9), reader()).units, 1.7);
}

TEST(Autofluorescence, SeesShallowLinksMoreThanDeepOnes) {
  EXPECT_GT(autofluorescence(skin(1, 1, 3, 1), reader()).units,
            2 * autofluorescence(skin(1, 3, 1, 1), reader()).units - 1.5);
}

}  // namespace
}  // namespace hari::probe
