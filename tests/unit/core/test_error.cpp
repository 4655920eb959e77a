// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hari::core {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
  EXPECT_EQ(edit_distance("aperture", "aperture"), 0u);
  EXPECT_EQ(edit_distance("apertur", "aperture"), 1u);
  EXPECT_EQ(edit_distance("aparture", "aperture"), 1u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(NearestName, IsGivenOnlyIfNear) {
  const std::vector<std::string> known{"aperture", "suction", "cycles"};
  EXPECT_EQ(nearest_name("suktion", known), "suction");
  EXPECT_EQ(nearest_name("cycle", known), "cycles");
  EXPECT_EQ(nearest_name("zzzzzzzzzzzz", known), "");
}

TEST(Expect, NamesThePlaceOfABrokenPromise) {
  EXPECT_NO_THROW(expect(true, "fine"));
  try {
    expect(false, "columns are of one length");
    FAIL() << "nothing was thrown";
  } catch (const BugError& e) {
    const std::string what = e.what();
    EXPECT_NE(what.find("columns are of one length"), std::string::npos);
    EXPECT_NE(what.find("test_error.cpp"), std::string::npos);
  }
}

}  // namespace
}  // namespace hari::core
