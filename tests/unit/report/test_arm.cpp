// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/arm.hpp"

#include <gtest/gtest.h>

#include "hand_made_run.hpp"
#include "hari/core/error.hpp"

namespace hari::report {
namespace {

using testing::message_of;
using testing::Scratch;
using testing::write_run;

TEST(Arm, ReadsWhatTheScenarioSays) {
  Scratch scratch;
  const Arm arm = read_arm(write_run(
      scratch / "run",
      {.more = "[[exposure]]\nkind = \"intrinsic_ageing\"\n[[treatment]]\nkind = \"x\"\nproduct = \"exosome\"\n"}));
  EXPECT_EQ(arm.title, "A cheek");
  EXPECT_EQ(arm.site, "cheek");
  EXPECT_EQ(arm.acts, std::vector<std::string>{"intrinsic_ageing"});
  EXPECT_EQ(arm.products, std::vector<std::string>{"exosome"});  // goes by its product, not by its kind
  EXPECT_EQ(arm.protocol, (Protocol{2, 45, 3, 3}));
  EXPECT_EQ(ages_of(arm), (std::vector<double>{25, 50, 75}));
}

TEST(Arm, HoldsEachSessionThatTheRunGaveOnce) {
  Scratch scratch;
  const std::string plan = "[[treatment]]\nkind = \"x\"\nstart = [\"25.1 years\", \"25.1 years\", \"60 years\"]\n";
  const auto run = [&](const std::string& name, const std::string& sessions) {
    return write_run(scratch / name,
                     {.to = "25.2 years", .more = plan + "every = \"30 days\"\nsessions = " + sessions + "\n"});
  };
  const Arm arm = read_arm(run("run", "5"));
  ASSERT_EQ(arm.sessions.size(), 2u);
  EXPECT_NEAR(arm.sessions[1] - arm.sessions[0], 30, 1e-6);
  EXPECT_NE(message_of<core::IoError>([&] { read_arm(run("endless", "9000000000000000000")); }).find("endless"),
            std::string::npos);
}

TEST(Arm, GathersTheSeedsOfARunInOrder) {
  Scratch scratch;
  for (const std::uint64_t seed : {10, 2, 1}) write_run(scratch / ("seed_" + std::to_string(seed)), {.seed = seed});
  const Arm arm = read_arm(scratch.path());
  ASSERT_EQ(arm.blocks.size(), 3u);
  EXPECT_EQ(arm.blocks[0].seed, 1u);
  EXPECT_EQ(arm.blocks[2].seed, 10u);
}

TEST(Arm, NamesASeedThatHoldsNoRun) {
  Scratch scratch;
  for (const std::uint64_t seed : {1, 2}) write_run(scratch / ("seed_" + std::to_string(seed)), {.seed = seed});
  std::filesystem::remove(scratch / "seed_2/run.h5");
  const std::string said = message_of<core::IoError>([&] { read_arm(scratch.path()); });
  EXPECT_NE(said.find("seed_2 holds no run.h5"), std::string::npos) << said;
}

TEST(Arm, RefusesSeedsOfDifferentScenarios) {
  Scratch scratch;
  write_run(scratch / "seed_1", {.seed = 1});
  write_run(scratch / "seed_2", {.aperture = "8 mm", .seed = 2});
  EXPECT_NE("", message_of<core::ScenarioError>([&] { read_arm(scratch.path()); }));
}

TEST(Arm, NamesAFolderThatIsNoRun) {
  Scratch scratch;
  EXPECT_NE(message_of<core::IoError>([&] { read_arm(scratch.path()); }).find("neither a run folder"),
            std::string::npos);
  EXPECT_NE("", message_of<core::IoError>([&] { read_arm(scratch / "nowhere"); }));
}

}  // namespace
}  // namespace hari::report
