// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/schedule.hpp"

#include <gtest/gtest.h>

#include "hari/core/error.hpp"

namespace hari::core {
namespace {

std::vector<Days> on_days(std::initializer_list<double> days) {
  std::vector<Days> ages;
  for (const double day : days) ages.push_back(on_the_clock(Days{day}));
  return ages;
}

const Schedule twice_two{
    .starts = {Days{1000}, Days{100}}, .sessions = 2, .courses = 2, .every = Days{14}, .course_every = Days{180}};

TEST(Schedule, RepeatsCoursesFromEveryStart) {
  EXPECT_EQ(session_ages(twice_two, Days::max()), on_days({100, 114, 280, 294, 1000, 1014, 1180, 1194}));
  EXPECT_EQ(planned(twice_two), 8);
}

TEST(Schedule, GivesNothingFromTheEndOn) {
  EXPECT_EQ(session_ages(twice_two, on_the_clock(Days{1014})), on_days({100, 114, 280, 294, 1000}));
}

TEST(Schedule, GivesASessionOfTwoCoursesOnce) {
  EXPECT_EQ(session_ages({.starts = {Days{100}, Days{100}}, .sessions = 3, .every = Days{7}}, Days::max()),
            on_days({100, 107, 114}));
}

TEST(Schedule, IsNotFollowedWithoutEnd) {
  const Schedule endless{.starts = {Days{0}}, .sessions = 1000000000000, .courses = 1000000000000, .every = Days{1}};
  EXPECT_GT(planned(endless), most_sessions);
  EXPECT_THROW(session_ages(endless, Days::max()), BugError);
}

}  // namespace
}  // namespace hari::core
