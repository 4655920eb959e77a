// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "build_identity.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/io/column_file.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/tissue/tissue.hpp"
#include "memory.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int code;
  std::string err;
};
Outcome hari(std::vector<std::string> words) {
  words.insert(words.begin(), "hari");
  std::vector<const char*> argv;
  for (const std::string& w : words) argv.push_back(w.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = main_command(static_cast<int>(argv.size()), argv.data());
  std::fflush(stdout);
  testing::internal::GetCapturedStdout();
  return {code, testing::internal::GetCapturedStderr()};
}

/// An empty folder in which the program runs.
class Trust : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  static constexpr const char* small = HARI_SOURCE_DIR "/tests/determinism/small.toml";
  static constexpr const char* paired = HARI_SOURCE_DIR "/tests/determinism/paired.toml";
  static std::vector<std::string> run(std::vector<std::string> more, const std::string& scenario = small) {
    std::vector<std::string> words{"run",
                                   scenario,
                                   "--no-pictures",
                                   "--set",
                                   "span.to=\"25.1 years\"",
                                   "--set",
                                   "probe.cutometer.on=\"0.2 s\"",
                                   "--set",
                                   "probe.cutometer.off=\"0.2 s\""};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  /// A treated block and its twin, for a few days.
  static std::vector<std::string> run_pair(std::vector<std::string> more) {
    for (const char* set : {"span.from=25 years", "span.to=25.02 years", "treatment.tretinoin.start=25.01 years"}) {
      more.emplace_back("--set");
      more.emplace_back(set);
    }
    return run(std::move(more), paired);
  }

  static std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// Files but for timing.h5, which belongs to no run.
  static std::vector<fs::path> files(const fs::path& folder) {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && entry.path().filename() != "timing.h5")
        all.push_back(fs::relative(entry.path(), folder));
    std::sort(all.begin(), all.end());
    return all;
  }
  static void expect_same(const fs::path& a, const fs::path& b) {
    EXPECT_EQ(files(a), files(b));
    for (const fs::path& file : files(a)) EXPECT_TRUE(content(a / file) == content(b / file)) << file;
  }
  static void copy(const fs::path& from, const fs::path& to) { fs::copy(from, to, fs::copy_options::recursive); }

 private:
  fs::path folder_, before_;
};

TEST_F(Trust, GoesOnWithARunOfAnotherBuildOnlyIfTold) {
  ASSERT_EQ(hari(run({"--out", "run"})).code, ok);
  const fs::path file = "run/checkpoint.h5";
  io::Stored stored = io::read_checkpoint("run");
  EXPECT_EQ(stored.texts.at("build"), build_identity());
  stored.texts["build"].replace(stored.texts["build"].find("compiler: "), 10, "compiler: old ");
  io::write_groups(file, io::checkpoint_kind, stored.groups, io::Compression::none, stored.texts);

  const Outcome refused = hari({"resume", "run", "--no-pictures"});
  EXPECT_EQ(refused.code, bad_input);
  EXPECT_NE(refused.err.find("compiler: there old "), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--other-build"), std::string::npos) << refused.err;
  EXPECT_EQ(hari({"resume", "run", "--no-pictures", "--other-build"}).code, ok);
  EXPECT_EQ(io::read_run("run").texts.count("provenance/build_before"), 1u);
  EXPECT_EQ(hari({"resume", "run", "--no-pictures"}).code, ok) << "the run is this build's now";

  stored.texts.erase("build");  // as an older hari left it
  io::write_groups(file, io::checkpoint_kind, stored.groups, io::Compression::none, stored.texts);
  EXPECT_EQ(hari({"resume", "run", "--no-pictures"}).code, bad_input);
  stored.texts.erase("resolved_scenario");
  io::write_groups(file, io::checkpoint_kind, stored.groups, io::Compression::none, stored.texts);
  EXPECT_EQ(hari({"resume", "run", "--no-pictures"}).code, input_output);
}

TEST_F(Trust, WritesNothingOutsideItsFolderWhateverTheScenarioIsCalled) {
  fs::create_directories("inner/deeper");
  fs::current_path("inner/deeper");
  std::string text(std::istreambuf_iterator<char>(std::ifstream(small).rdbuf()), {});
  text.replace(text.find("title = \""), 9, "title = \"../../../escaped ");
  for (const char* name : {"../...toml", "../..toml"}) {
    std::ofstream(name) << text;
    std::vector<std::string> words = run({});
    words[1] = name;
    const Outcome o = hari(words);
    EXPECT_EQ(o.code, bad_input) << name << o.err;
    EXPECT_NE(o.err.find("--out"), std::string::npos) << o.err;
  }
  EXPECT_TRUE(fs::is_empty(fs::current_path()));
  std::ofstream("../plain.toml") << text;
  std::vector<std::string> words = run({});
  words[1] = "../plain.toml";
  EXPECT_EQ(hari(words).code, ok);
  EXPECT_TRUE(fs::exists("results/plain/series.csv"));
  for (const auto& entry : fs::recursive_directory_iterator("../.."))
    EXPECT_EQ(entry.path().string().find("escaped"), std::string::npos) << entry.path();
}

TEST_F(Trust, RefusesWhatWouldNotFitInMemory) {
  const std::vector<std::string> huge{"--set", "block.fibres=10000000",    "--set", "block.cells=10000000",
                                      "--set", "block.elements_across=200"};
  std::vector<std::string> words = run(huge);
  const scenario::Scenario s = scenario::read_scenario(small, std::vector{huge[1], huge[3], huge[5]});
  if (scenario::memory_estimate(s) < available_memory()) GTEST_SKIP() << "this machine could hold it";
  const Outcome o = hari(words);
  EXPECT_EQ(o.code, bad_input);
  EXPECT_NE(o.err.find("--ignore-memory"), std::string::npos) << o.err;
  EXPECT_FALSE(fs::exists("results"));
}

TEST_F(Trust, EndsARunWhoseCellsRunAwayAndKeepsWhatWasComputed) {
  ASSERT_EQ(hari(run({"--out", "run", "--set", "block.cells=1200"})).code, ok);
  // As if its 1200 cells had come from 100.
  io::Stored stored = io::read_checkpoint("run");
  std::string& text = stored.texts.at("resolved_scenario");
  const std::size_t at = text.find("\ncells = 1200");
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, 13, "\ncells = 100");
  fs::remove("run/run.h5");  // which says otherwise
  io::write_groups("run/checkpoint.h5", io::checkpoint_kind, stored.groups, io::Compression::none, stored.texts);

  const Outcome o = hari({"resume", "run", "--no-pictures", "--extend-to", "26 years"});
  EXPECT_EQ(o.code, numerical_failure);
  EXPECT_NE(o.err.find("1000 cells"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("[parameters]"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("hari resume run"), std::string::npos) << o.err;
  EXPECT_EQ(tissue::restore(io::read_checkpoint("run").groups).age, tissue::restore(stored.groups).age);
  EXPECT_TRUE(fs::exists("run/series.csv"));
}

TEST_F(Trust, ReadsAScenarioOnce) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string text = content(paired);
  ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  close(ends[1]);
  std::vector<std::string> words = run_pair({"--out", "run"});
  words[1] = "/dev/fd/" + std::to_string(ends[0]);
  const Outcome o = hari(words);
  close(ends[0]);
  EXPECT_EQ(o.code, ok) << o.err;
  EXPECT_EQ(io::read_run("run/twin").texts.at("provenance/scenario"), text);
}

TEST_F(Trust, ChecksAllSeedsBeforeItMakesAFolder) {
  const Outcome o = hari(run({"--out", "run", "--seeds", "3", "--set", "block.seed=9007199254740990"}));
  EXPECT_EQ(o.code, bad_input);
  EXPECT_NE(o.err.find("--seeds 3"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("up to 9007199254740991"), std::string::npos) << o.err;
  EXPECT_FALSE(fs::exists("run"));
}

TEST_F(Trust, GoesOnWithAllSeedsOfARun) {
  ASSERT_EQ(hari(run({"--out", "whole", "--seeds", "2"})).code, ok);
  copy("whole", "stopped");  // as if stopped before the other seed was begun
  fs::remove("stopped/seeds.csv");
  for (const auto& entry : fs::directory_iterator("whole/seed_7"))
    if (entry.path().filename() != "lock") fs::remove_all("stopped/seed_7" / entry.path().filename());
  const Outcome twice = hari(run({"--out", "stopped", "--seeds", "2"}));
  EXPECT_EQ(twice.code, input_output);
  EXPECT_NE(twice.err.find("hari resume stopped\""), std::string::npos) << twice.err;
  const Outcome o = hari({"resume", "stopped", "--no-pictures"});
  EXPECT_EQ(o.code, ok) << o.err;
  expect_same("whole", "stopped");

  fs::create_directories("other/seed_3");
  EXPECT_EQ(hari(run({"--out", "other", "--seeds", "2"})).code, input_output) << "it would count as a seed of this run";
  EXPECT_EQ(hari({"resume", "other"}).code, input_output);
}

TEST_F(Trust, BringsBothOfAPairToOneEnd) {
  const std::vector<std::string> extend{"--no-pictures", "--extend-to", "25.03 years"};
  const auto resume = [](const std::string& run, std::vector<std::string> more) {
    more.insert(more.begin(), {"resume", run});
    return hari(more);
  };
  ASSERT_EQ(hari(run_pair({"--out", "begun"})).code, ok);
  copy("begun", "whole");
  ASSERT_EQ(resume("whole", extend).code, ok);

  for (const auto& more : {std::vector<std::string>{"--no-pictures"}, extend}) {
    copy("whole", "late");  // stopped when the treated arm had been prolonged
    fs::remove("late/series_difference.csv");
    fs::remove_all("late/twin");
    copy("begun/twin", "late/twin");
    const Outcome o = resume("late", more);
    EXPECT_EQ(o.code, ok) << o.err;
    expect_same("whole", "late");
    fs::remove_all("late");
  }
  EXPECT_EQ(resume("whole", extend).code, bad_input) << "both are there already";

  copy("begun", "early");  // a twin that has not been read where its pair ended
  fs::remove_all("early/twin");
  const Outcome o = resume("early", extend);
  EXPECT_EQ(o.code, ok) << o.err;
  expect_same("whole", "early");
}

TEST_F(Trust, SaysWhatIsWrongWithAFolder) {
  for (const char* command : {"resume", "picture"}) EXPECT_EQ(hari({command, "nowhere"}).code, input_output) << command;
  std::ofstream("a_file") << "x";
  EXPECT_EQ(hari(run({"--out", "a_file"})).code, input_output);
  EXPECT_EQ(hari(run({"--out", "a_file/run"})).code, input_output);
  fs::create_directories("full/inner");
  EXPECT_EQ(hari(run({"--out", "full"})).code, input_output);
  EXPECT_TRUE(fs::exists("full/inner"));
  fs::create_directory_symlink("loop", "loop");
  EXPECT_EQ(hari(run({"--out", "loop"})).code, input_output);
  EXPECT_EQ(hari({"resume", "loop"}).code, input_output);
  EXPECT_EQ(hari({"check", "loop"}).code, input_output);
  EXPECT_EQ(hari(run({"--out", "/proc/hari"})).code, input_output) << "where nobody may write";
  EXPECT_EQ(hari({"check", "/dev/zero"}).code, bad_input) << "a file without end";
  EXPECT_EQ(hari({"check", "/dev/null"}).code, bad_input);
}

TEST_F(Trust, ReadsRunsOfItsOwnFormatOnly) {
  ASSERT_EQ(hari(run({"--out", "run"})).code, ok);
  const io::Stored stored = io::read_checkpoint("run");
  for (const int major : {0, 2}) {
    io::write_groups("run/checkpoint.h5", {io::checkpoint_kind.name, major, 0}, stored.groups, io::Compression::none,
                     stored.texts);
    const Outcome o = hari({"resume", "run"});
    EXPECT_EQ(o.code, input_output);
    EXPECT_NE(o.err.find(major == 0 ? "an older hari" : "a newer hari"), std::string::npos) << o.err;
  }
  fs::remove("run/run.h5");
  EXPECT_EQ(hari({"measure", "run", "--probe", "sag"}).code, input_output);
}

TEST(Builds, DifferWhereAnyOfTheirLinesDoes) {
  const std::string here = build_identity();
  EXPECT_TRUE(differing_builds(here, here).empty());
  for (const char* line : {"version", "sources", "compiler", "flags", "Eigen", "libc", "instructions"}) {
    const std::string name = std::string(line) + ": ";
    const std::size_t at = here.find(name);
    ASSERT_NE(at, std::string::npos) << line;
    const std::string there = here.substr(0, at) + name + "another\n" + here.substr(here.find('\n', at) + 1);
    EXPECT_EQ(differing_builds(there, here).find(line), 0u) << line;
  }
  EXPECT_NE(differing_builds("", here).find("there unknown"), std::string::npos);
}

TEST(Memory, ThatIsFreeIsKnownAndLessThanAll) {
  EXPECT_GT(available_memory(), 0);
  EXPECT_TRUE(std::isfinite(available_memory()));
}

}  // namespace
}  // namespace hari::cli
