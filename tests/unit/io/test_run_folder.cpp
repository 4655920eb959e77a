// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/run_folder.hpp"

#include <gtest/gtest.h>

#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmath>

#include "hari/core/error.hpp"
#include "scratch.hpp"
#include "tiny_tissue.hpp"

namespace hari::io {
namespace {

using testing::bytes_of;
using testing::message_of;
using testing::put_bytes;
using testing::Scratch;
using testing::tiny_tissue;

std::string refusal(const std::filesystem::path& folder) {
  return message_of<core::IoError>([&] { RunFolder::create(folder); });
}

RunRecord record() {
  RunRecord r;
  r.seed = 42;
  r.series = {"series",
              {{{"age_years", "year", "age"}, std::vector<double>{25, 50}},
               {{"R0_mm", "mm", "R0"}, std::vector<double>{0.4, 0.5}}}};
  for (double peak : {1.0, 2.0})
    r.curves.push_back(
        {"", {{{"time", "s", ""}, std::vector<double>{0, 3}}, {{"height", "mm", ""}, std::vector<double>{0, peak}}}});
  r.provenance = {{"scenario", "a = 1\n"}, {"resolved_scenario", "a = 1\nb = 2\n"}, {"parameters", "name,value\n"}};
  return r;
}

TEST(RunFolder, HoldsFramesThatRestoreToTheTissue) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "a/b/run");
  const tissue::Tissue t = tiny_tissue();
  run.write_frame(t);
  const tissue::Tissue back = tissue::restore(read_frame(run.path(), 0).groups);
  const auto before = tissue::snapshot(t), after = tissue::snapshot(back);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t g = 0; g < before.size(); ++g)
    for (std::size_t c = 0; c < before[g].columns.size(); ++c)
      EXPECT_TRUE(before[g].columns[c].values == after[g].columns[c].values) << before[g].columns[c].info.name;
}

TEST(RunFolder, KeepsARecordThatReachesItsFramesThroughLinks) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  tissue::Tissue t = tiny_tissue();
  run.write_frame(t);
  t.age = core::years(60);
  run.write_frame(t);
  run.write_run(record());
  const std::vector<core::ColumnGroup> wall{{"wall", {{{"seconds", "s", ""}, std::vector<double>{1.5}}}}};
  const std::string before = bytes_of(run.path() / "run.h5");
  run.write_timing(wall);
  run.write_run(record());
  EXPECT_EQ(before, bytes_of(run.path() / "run.h5")) << "timing leaks into run.h5";

  const Stored stored = read_run(run.path());
  EXPECT_EQ("a = 1\n", stored.texts.at("provenance/scenario"));
  EXPECT_EQ((std::vector<double>{core::years(50).count(), core::years(60).count()}), read_frame_ages(run.path()));
  std::vector<std::string> names;
  for (const core::ColumnGroup& g : stored.groups) names.push_back(g.name);
  EXPECT_EQ((std::vector<std::string>{"run", "index", "series", "curves/0000", "curves/0001"}), names);

  const hid_t file = H5Fopen((run.path() / "run.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  for (const char* name : {"/frames/0001/fields/growth", "/frames/0000/view/node", "/timing/wall/seconds"}) {
    const hid_t set = H5Dopen2(file, name, H5P_DEFAULT);
    EXPECT_GE(set, 0) << name;
    if (set >= 0) H5Dclose(set);
  }
  H5Fclose(file);
}

TEST(RunFolder, StaysSmallForASmallTissue) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  run.write_frame(tiny_tissue());
  EXPECT_LT(std::filesystem::file_size(frame_path(run.path(), 0)), 120000u);
}

TEST(RunFolder, RefusesAFolderOfSomethingElseAndLeavesItAlone) {
  Scratch scratch;
  put_bytes(scratch / "thesis.tex", "years of work");
  EXPECT_NE(std::string::npos, refusal(scratch.path()).find("is not empty and not a run of hari"));
  EXPECT_EQ("years of work", bytes_of(scratch / "thesis.tex"));
  EXPECT_FALSE(std::filesystem::exists(scratch / "lock"));
  put_bytes(scratch / "lock", "");
  EXPECT_NE(std::string::npos, refusal(scratch.path()).find("thesis.tex"));
  EXPECT_NE("", refusal(scratch / "thesis.tex"));
  EXPECT_NE("", refusal(scratch / "thesis.tex/run"));
}

TEST(RunFolder, RefusesToBeginARunThatHasACheckpoint) {
  Scratch scratch;
  {
    RunFolder run = RunFolder::create(scratch / "run");
    run.write_checkpoint(tissue::snapshot(tiny_tissue()), {{"scenario", "a"}});
  }
  EXPECT_NE(std::string::npos, refusal(scratch / "run").find("hari resume"));
  RunFolder run = RunFolder::resume(scratch / "run");
  EXPECT_EQ("a", read_checkpoint(run.path()).texts.at("scenario"));
}

TEST(RunFolder, BeginsAgainWhereARunWasKilledBeforeItsFirstCheckpoint) {
  Scratch scratch;
  {
    RunFolder run = RunFolder::create(scratch / "run");
    run.write_frame(tiny_tissue());
    put_bytes(scratch / "run/checkpoint.h5.part", "half");
  }
  EXPECT_NE("", message_of<core::IoError>([&] { RunFolder::resume(scratch / "run"); }));
  EXPECT_EQ("", refusal(scratch / "run"));
}

TEST(RunFolder, HasOneWriterAtATime) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  run.write_checkpoint(tissue::snapshot(tiny_tissue()));
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const std::string said = message_of<core::IoError>([&] { RunFolder::resume(scratch / "run"); });
    ::_exit(said.find("another hari is writing to") != std::string::npos ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(0, status);
  const RunFolder moved = std::move(run);
  EXPECT_THROW(RunFolder::resume(scratch / "run"), core::IoError);
}

TEST(RunFolder, RefusesToAdoptADamagedFrame) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  run.write_frame(tiny_tissue());
  run.adopt_frames(1);
  EXPECT_EQ(core::years(50), run.frames().at(0).age);
  std::string bytes = bytes_of(frame_path(run.path(), 0));
  bytes[bytes.size() / 2] ^= 1;
  put_bytes(frame_path(run.path(), 0), bytes);
  EXPECT_THROW(run.adopt_frames(1), core::IoError);
  EXPECT_THROW(run.adopt_frames(2), core::IoError);
}

TEST(RunFolder, WritesNoNumberThatIsNone) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  std::vector<core::ColumnGroup> groups = tissue::snapshot(tiny_tissue());
  run.write_checkpoint(groups);
  const std::string before = bytes_of(scratch / "run" / "checkpoint.h5");
  auto& growth = std::get<std::vector<double>>(groups[4].columns[0].values);
  for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    growth[3] = bad;
    try {
      run.write_checkpoint(groups);
      FAIL() << bad << " was written";
    } catch (const core::SolverError& e) {
      EXPECT_NE(std::string(e.what()).find(groups[4].name + "/" + groups[4].columns[0].info.name), std::string::npos)
          << e.what();
      EXPECT_NE(std::string(e.what()).find("row 3"), std::string::npos) << e.what();
    }
    EXPECT_THROW(run.write_table("series.csv", groups[4]), core::SolverError);
  }
  EXPECT_EQ(bytes_of(scratch / "run" / "checkpoint.h5"), before);
  EXPECT_FALSE(std::filesystem::exists(scratch / "run" / "series.csv"));
}

}  // namespace
}  // namespace hari::io
