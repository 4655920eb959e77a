// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/treatment/needling.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using stimulus::Channels;

Prescription exosomes(double needle_density = 1.5) {
  return prescribed(needling_schema(), {Days{100}, Days{121}}, {{"exosome", 1}, {"needle_density", needle_density}});
}

TEST(Needling, OpensChannelsThatClose) {
  const auto acts = make_needling(exosomes(), data())->acts(Days{100}, Days{101});
  ASSERT_EQ(acts.size(), 1U);
  const auto& c = std::get<Channels>(acts[0].what);
  EXPECT_NEAR(c.share, 1.5 * 0.0038485, 1e-6);  // a disc of 0.07 mm
  EXPECT_DOUBLE_EQ(c.closing.count(), 0.25);
}

TEST(Needling, SolutionEntersThroughOpeningsAsLongAsItLiesThere) {
  const auto needles = make_needling(exosomes(), data());
  const auto amount = [&](double from, double to) {
    const auto s = needles->over(Days{from}, Days{to});
    return s.sources.empty() ? 0.0 : s.sources[0].rate * (to - from);
  };
  const auto s = needles->over(Days{100}, Days{100.1});
  ASSERT_EQ(s.sources.size(), 1U);
  EXPECT_EQ(s.sources[0].substance, tissue::Substance::exosome);
  EXPECT_TRUE(s.sources[0].through_openings);
  EXPECT_EQ(amount(99, 100), 0);
  EXPECT_EQ(amount(101, 121), 0);
  // However the clock cuts it, the same enters.
  EXPECT_NEAR(amount(100, 100.2) + amount(100.2, 103), amount(90, 110), 1e-9);
}

TEST(Needling, StopsTheClockWhenTheSolutionIsWashedOff) {
  EXPECT_EQ(make_needling(exosomes(), data())->events(Days{99}, Days{101}),
            (std::vector<Days>{Days{100}, Days{100.5}}));
}

TEST(Needling, ShamIsPrickedWithNothingOnTheSkin) {
  Prescription rx = exosomes();
  rx.arm = Arm::sham;
  const auto sham = make_needling(rx, data());
  EXPECT_EQ(sham->acts(Days{100}, Days{101}).size(), 1U);
  EXPECT_TRUE(sham->over(Days{100}, Days{101}).sources.empty());
  rx.arm = Arm::untreated;
  EXPECT_TRUE(make_needling(rx, data())->acts(Days{100}, Days{101}).empty());
}

TEST(Needling, WithoutNeedlesNothingIsPrickedButTheSolutionLiesThere) {
  const auto after_laser = make_needling(exosomes(0), data());
  EXPECT_TRUE(after_laser->acts(Days{100}, Days{101}).empty());
  EXPECT_EQ(after_laser->over(Days{100}, Days{101}).sources.size(), 1U);
}

TEST(Needling, ObjectsToNeitherNeedlesNorSolution) {
  EXPECT_EQ(needling_objections(prescribed(needling_schema(), {}, {{"needle_density", 0}})).size(), 1U);
  EXPECT_TRUE(needling_objections(exosomes()).empty());
}

}  // namespace
}  // namespace hari::treatment
