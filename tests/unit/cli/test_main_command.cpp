// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cli {
namespace {

const std::string cheek = HARI_SOURCE_DIR "/scenarios/ageing_cheek.toml";
const std::string bad = HARI_SOURCE_DIR "/tests/scenarios_bad/unknown_key.toml";

struct Outcome {
  int code;
  std::string out, err;
};

Outcome hari(std::vector<std::string> words) {
  words.insert(words.begin(), "hari");
  std::vector<const char*> argv;
  for (const std::string& w : words) argv.push_back(w.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = main_command(static_cast<int>(argv.size()), argv.data());
  std::fflush(stdout);
  std::string out = testing::internal::GetCapturedStdout();
  return {code, std::move(out), testing::internal::GetCapturedStderr()};
}

TEST(Hari, ChecksAScenarioAndPrintsItResolved) {
  const Outcome o = hari({"check", cheek, "--quick", "--set", "block.seed=3"});
  EXPECT_EQ(o.code, ok) << o.err;
  EXPECT_NE(o.out.find("fibres = 10000\n"), std::string::npos);
  EXPECT_NE(o.out.find("seed = 3\n"), std::string::npos);
  EXPECT_NE(o.out.find("MiB of memory"), std::string::npos);
}

TEST(Hari, ReturnsTwoForInputToMend) {
  const std::vector<std::vector<std::string>> wrong{{},
                                                    {"fly"},
                                                    {"run"},
                                                    {"run", cheek, "--threads", "0"},
                                                    {"run", cheek, "--seeds", "many"},
                                                    {"list", "--format", "xml"},
                                                    {"describe"},
                                                    {"describe", "colagen"},
                                                    {"check", bad},
                                                    {"check", cheek, "--set", "block.sed=3"},
                                                    {"picture", "nowhere", "--age", "3 mm"}};
  for (const auto& words : wrong) {
    const Outcome o = hari(words);
    EXPECT_EQ(o.code, bad_input) << (words.empty() ? "" : words.front()) << o.err;
    EXPECT_FALSE(o.err.empty());
    EXPECT_TRUE(o.out.empty());
  }
}

TEST(Hari, NamesTheOptionOfAnAge) {
  const Outcome picture = hari({"picture", "nowhere", "--age", "3 mm"});
  EXPECT_TRUE(picture.err.starts_with("--age: \"3 mm\" was read")) << picture.err;
  const Outcome resume = hari({"resume", "nowhere", "--extend-to", "3 mm"});
  EXPECT_TRUE(resume.err.starts_with("--extend-to: \"3 mm\" was read")) << resume.err;
}

TEST(Hari, LimitsTheThreadsThatTheEnvironmentAsksFor) {
  const int before = core::threads();
  core::set_threads(100000);
  const Outcome o = hari({"--version"});
  EXPECT_EQ(o.code, ok);
  EXPECT_EQ(core::threads(), 1024);
  EXPECT_NE(o.err.find("OMP_NUM_THREADS asks for 100000 threads"), std::string::npos) << o.err;
  core::set_threads(before);
}

TEST(Hari, LooksForTheStartBeforeItMakesAFolder) {
  const std::string folder = testing::TempDir() + "hari_no_start";
  const std::vector<std::string> nowhere{cheek, "--set", "start.run=\"nowhere\"", "--set", "start.age=\"25 years\""};
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check"}, {"run", "--out", folder}, {"run", "--seeds", "2", "--out", folder}}) {
    std::vector<std::string> words = command;
    words.insert(words.end(), nowhere.begin(), nowhere.end());
    const Outcome o = hari(words);
    EXPECT_EQ(o.code, bad_input) << command.front();
    EXPECT_NE(o.err.find("[start]: \"nowhere\" is neither a run folder nor a scenario"), std::string::npos) << o.err;
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(Hari, ReturnsFourForAFileItCannotRead) {
  EXPECT_EQ(hari({"check", "no/such/file.toml"}).code, input_output);
  EXPECT_EQ(hari({"check", HARI_SOURCE_DIR}).code, input_output);
}

TEST(Hari, SaysWhatItIsNotFor) {
  const Outcome o = hari({"--help"});
  EXPECT_EQ(o.code, ok);
  EXPECT_NE(o.out.find(core::disclaimer), std::string::npos);
  EXPECT_NE(o.out.find("Examples:"), std::string::npos);
  EXPECT_NE(o.out.find("130 interrupted"), std::string::npos);
  EXPECT_NE(hari({"--version"}).out.find(core::version()), std::string::npos);
}

TEST(Hari, ListsNamesForPeopleAndForPrograms) {
  EXPECT_NE(hari({"list"}).out.find("  cutometer "), std::string::npos);
  const Outcome csv = hari({"list", "--format", "csv"});
  EXPECT_TRUE(csv.out.starts_with("category,name,what\n"));
  EXPECT_NE(csv.out.find("\nexposure,intrinsic_ageing,"), std::string::npos);
}

TEST(Hari, DescribesANameAndTheWholeReference) {
  EXPECT_NE(hari({"describe", "collagen.half_life"}).out.find("source: "), std::string::npos);
  EXPECT_TRUE(hari({"describe", "--all"}).out.find("# Scenario reference") != std::string::npos);
}

}  // namespace
}  // namespace hari::cli
