// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "twin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "hari/core/error.hpp"

namespace hari::cli {
namespace {

using Numbers = std::vector<double>;

/// A journal of so many readings that are all zero but for ages and R0.
Journal read_at(const Numbers& ages, const Numbers& r0) {
  std::vector<core::ColumnGroup> groups = Journal().groups();
  for (core::ColumnGroup& group : groups)
    if (group.name == "series")
      for (core::Column& c : group.columns)
        c.values = c.info.name == "age_years" ? ages : c.info.name == "R0_mm" ? r0 : Numbers(ages.size(), 0.0);
  for (std::size_t i = 0; i < ages.size(); ++i) {
    groups.push_back({"curves/" + std::to_string(i), {}});
    groups.push_back({"domes/" + std::to_string(i), {}});
  }
  return Journal::from(groups);
}

const Numbers& column(const core::ColumnGroup& group, const std::string& name) {
  return std::get<Numbers>(core::find_column(group, name).values);
}

bool holds(const core::ColumnGroup& group, const std::string& name) {
  return std::ranges::any_of(group.columns, [&](const core::Column& c) { return c.info.name == name; });
}

TEST(PairedDifference, OfOnePairIsTreatedMinusUntreatedWithoutAnError) {
  const auto d = paired_difference({{read_at({50, 51}, {0.30, 0.28}), read_at({50, 51}, {0.30, 0.33})}});
  EXPECT_EQ(column(d, "age_years"), (Numbers{50, 51}));
  EXPECT_NEAR(column(d, "R0_mm")[0], 0, 1e-15);
  EXPECT_NEAR(column(d, "R0_mm")[1], -0.05, 1e-15);
  EXPECT_FALSE(holds(d, "R0_mm_se"));
}

TEST(PairedDifference, IsTheMeanOverPairsWithItsStandardError) {
  // Differences 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, standard error sqrt(14 / 2 / 3). The blocks themselves differ
  // by far more, which must fall out.
  const auto d = paired_difference({{read_at({50}, {101}), read_at({50}, {100})},
                                    {read_at({50}, {12}), read_at({50}, {10})},
                                    {read_at({50}, {1006}), read_at({50}, {1000})}});
  EXPECT_DOUBLE_EQ(column(d, "R0_mm")[0], 3);
  EXPECT_NEAR(column(d, "R0_mm_se")[0], std::sqrt(7.0 / 3), 1e-12);
  EXPECT_EQ(column(d, "thickness_mm")[0], 0);
  EXPECT_EQ(column(d, "thickness_mm_se")[0], 0);
  EXPECT_FALSE(holds(d, "age_years_se"));
}

TEST(PairedDifference, OfBlocksReadAtOtherAgesIsRefused) {
  EXPECT_THROW(paired_difference({{read_at({50, 51}, {1, 1}), read_at({50, 52}, {1, 1})}}), core::IoError);
  EXPECT_THROW(paired_difference({{read_at({50, 51}, {1, 1}), read_at({50}, {1})}}), core::IoError);
}

}  // namespace
}  // namespace hari::cli
