// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// What a command writes: under which names, and what is left where it could not.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "hand_made_run.hpp"
#include "hari/cli/commands.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using io::testing::bytes_of;
using io::testing::put_bytes;
using report::testing::Scratch;
using report::testing::write_run;

int code_of(std::vector<std::string> words) {
  words.insert(words.begin(), "hari");
  std::vector<const char*> argv;
  for (const std::string& w : words) argv.push_back(w.c_str());
  return main_command(static_cast<int>(argv.size()), argv.data());
}

struct Outcome {
  int code;
  std::string err;
};

Outcome hari(const std::vector<std::string>& words) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = code_of(words);
  std::fflush(stdout);
  testing::internal::GetCapturedStdout();
  return {code, testing::internal::GetCapturedStderr()};
}

/// The exit code in a process of its own, which `prepare` changes first, and that prints to a file.
template <class Prepare>
int code_apart(const std::vector<std::string>& words, const char* out, const Prepare& prepare) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(::open(out, O_WRONLY), STDOUT_FILENO);
    ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
    prepare();
    ::_exit(code_of(words));
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class Output : public testing::Test {
 protected:
  std::string at(const std::string& name) const { return (scratch_ / name).string(); }
  Scratch scratch_;
  std::string run_ = write_run(scratch_ / "run").string();
};

TEST_F(Output, RefusesNamesOfFilesOfAnotherKind) {
  put_bytes(at("mine.toml"), "mine");
  put_bytes(at("run/series.csv"), "of the run");
  const std::string before = bytes_of(at("run/run.h5"));
  const std::vector<std::pair<std::vector<std::string>, std::string>> commands{
      {{"compare", run_, run_}, "--csv"},
      {{"report", run_, "--no-pictures", "--no-measures"}, "-o"},
      {{"picture", run_}, "-o"},
      {{"measure", run_, "--probe", "sag"}, "--csv"}};
  for (const auto& [command, option] : commands) {
    for (const std::string& name : {std::string{}, at("mine.toml"), at("new.h5"), at("run/run.h5"),
                                    at("run/series.csv"), at("run/frames/0.csv"), at("run/run.xdmf"), at("run/lock")}) {
      std::vector<std::string> words = command;
      words.insert(words.end(), {option, name});
      const Outcome o = hari(words);
      EXPECT_EQ(o.code, bad_input) << command[0] << " " << name << o.err;
      EXPECT_TRUE(has(o.err, option == "-o" ? "--out: " : "--csv: ")) << o.err;
    }
    for (const std::string& name : {run_, at("new/")}) {
      std::vector<std::string> words = command;
      words.insert(words.end(), {option, name});
      EXPECT_EQ(hari(words).code, input_output) << command[0] << " " << name;
    }
  }
  EXPECT_EQ(bytes_of(at("mine.toml")), "mine");
  EXPECT_EQ(bytes_of(at("run/series.csv")), "of the run");
  EXPECT_EQ(bytes_of(at("run/run.h5")), before);
  EXPECT_FALSE(fs::exists(at("new")));
}

TEST_F(Output, LeavesADeviceWhereItStands) {
  fs::create_symlink("/dev/null", at("null"));
  EXPECT_EQ(hari({"compare", run_, run_, "--csv", at("null")}).code, ok);
  EXPECT_EQ(hari({"report", run_, "-o", at("null"), "--no-pictures", "--no-measures"}).code, ok);
  EXPECT_TRUE(fs::is_symlink(at("null")));
}

TEST_F(Output, EndsWithFourAtALimitOnFileSizes) {
  const auto limited = [] {
    std::signal(SIGXFSZ, SIG_DFL);
    const rlimit least{64, 64};
    ::setrlimit(RLIMIT_FSIZE, &least);
  };
  EXPECT_EQ(code_apart({"compare", run_, run_, "--csv", at("a.csv")}, "/dev/null", limited), input_output);
  EXPECT_EQ(code_apart({"export", run_, "-o", at("exported")}, "/dev/null", limited), input_output);
  for (const fs::directory_entry& entry : fs::directory_iterator(scratch_.path()))
    EXPECT_EQ(entry.path().filename(), "run") << "is left";
}

TEST_F(Output, EndsWithFourWhereHelpCannotBePrinted) {
  EXPECT_EQ(code_apart({"--help"}, "/dev/full", [] {}), input_output);
  EXPECT_EQ(code_apart({"--help"}, "/dev/null", [] {}), ok);
}

TEST_F(Output, ReportGoesWithoutPicturesWhereNoTemporaryFolderIs) {
  const auto nowhere = [&] { ::setenv("TMPDIR", at("nowhere").c_str(), 1); };
  EXPECT_EQ(code_apart({"report", run_, "-o", at("page.html"), "--no-measures"}, "/dev/null", nowhere), ok);
  EXPECT_TRUE(fs::exists(at("page.html")));
}

TEST_F(Output, ExportKeepsToFoldersOfItsOwn) {
  put_bytes(at("scenario.toml"), "mine");
  const Outcome foreign = hari({"export", run_, "-o", scratch_.path().string()});
  EXPECT_EQ(foreign.code, input_output);
  EXPECT_TRUE(has(foreign.err, "neither empty nor an earlier export")) << foreign.err;
  EXPECT_EQ(hari({"export", run_, "-o", ""}).code, bad_input);
  for (const char* inside : {"run", "run/", "run/twin", "run/twin/"})
    EXPECT_EQ(hari({"export", run_, "-o", at(inside)}).code, input_output) << inside;
  EXPECT_FALSE(fs::exists(at("run/twin")));
  EXPECT_EQ(bytes_of(at("scenario.toml")), "mine");
  fs::create_directory(at("empty"));
  for (int again = 0; again < 2; ++again) EXPECT_EQ(hari({"export", run_, "-o", at("empty/")}).code, ok);
  EXPECT_TRUE(fs::exists(at("empty/frames.csv")));
  EXPECT_FALSE(fs::exists(at("empty/export.part")));
}

TEST_F(Output, ExportThatFailsLeavesWhatWasThere) {
  ASSERT_EQ(hari({"export", run_, "-o", at("earlier")}).code, ok);
  const std::string curves = bytes_of(at("earlier/curves.csv"));
  const std::string other = write_run(scratch_ / "other", {.columns = {{"R0_mm", {0.3, 0.3, 0.3}}}}).string();
  fs::remove(io::frame_path(other, 1));
  for (const char* out : {"new", "earlier"}) EXPECT_EQ(hari({"export", other, "-o", at(out)}).code, input_output);
  EXPECT_FALSE(fs::exists(at("new")));
  EXPECT_EQ(bytes_of(at("earlier/curves.csv")), curves);
}

TEST_F(Output, AnimateTakesSecondsThatAreNumbers) {
  for (const char* option : {"--at", "--seconds"})
    for (const char* value : {"nan", "inf", "-1", "601"}) {
      const Outcome o = hari({"animate", run_, "-o", at("a.png"), option, value});
      EXPECT_EQ(o.code, bad_input) << option << value;
      EXPECT_TRUE(has(o.err, std::string(option) + ": ")) << o.err;
    }
  EXPECT_NE(hari({"animate", run_, "-o", at("a.png"), "--size", "320x180", "--seconds", "2.5"}).code, bad_input);
}

}  // namespace
}  // namespace hari::cli
