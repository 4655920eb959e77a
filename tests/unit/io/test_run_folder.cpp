// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/run_folder.hpp"

#include <gtest/gtest.h>

#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmath>
#include <stdexcept>
#include <tuple>

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
  r.seed = tiny_tissue().seed;
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
  run.write_run(record());
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
  run.write_checkpoint(tissue::snapshot(tiny_tissue()));
  run.adopt_frames(1);
  EXPECT_EQ(core::years(50), run.frames().at(0).age);
  std::string bytes = bytes_of(frame_path(run.path(), 0));
  bytes[bytes.size() / 2] ^= 1;
  put_bytes(frame_path(run.path(), 0), bytes);
  EXPECT_THROW(run.adopt_frames(1), core::IoError);
  EXPECT_THROW(run.adopt_frames(2), core::IoError);
}

/// Frames at 50 and 60 years, and all that goes with them; `more` years and this seed tell one run from another.
std::filesystem::path whole_run(const std::filesystem::path& folder, std::uint64_t seed, double more = 0) {
  RunFolder run = RunFolder::create(folder);
  tissue::Tissue t = tiny_tissue();
  t.seed = seed;
  for (double age : {50.0, 60.0}) {
    t.age = core::years(age + more);
    run.write_frame(t);
  }
  RunRecord r = record();
  r.seed = seed;
  run.write_checkpoint(tissue::snapshot(t), {{"resolved_scenario", "a = 1\nb = 2\n"}});
  run.write_run(r);
  return folder;
}

std::string adoption(const std::filesystem::path& folder) {
  return message_of<core::IoError>([&] { RunFolder::resume(folder).adopt_frames(2); });
}

TEST(RunFolder, RefusesAFrameThatIsNotItsOwn) {
  Scratch scratch;
  const auto mine = whole_run(scratch / "mine", 7), other = whole_run(scratch / "other", 99),
             later = whole_run(scratch / "later", 7, 0.1);
  EXPECT_EQ("", adoption(mine));
  constexpr auto over = std::filesystem::copy_options::overwrite_existing;
  const auto expect_both = [&](std::string_view words) {
    const std::string read = message_of<core::IoError>([&] { read_frame(mine, 1); });
    EXPECT_NE(std::string::npos, read.find(words)) << read;
    EXPECT_NE(std::string::npos, read.find(frame_path(mine, 1).string())) << read;
    EXPECT_NE(std::string::npos, adoption(mine).find(words)) << adoption(mine);
  };
  std::filesystem::copy_file(frame_path(other, 1), frame_path(mine, 1), over);
  expect_both("it is of another run (seed 99 there, 7 here)");
  std::filesystem::copy_file(frame_path(later, 1), frame_path(mine, 1), over);
  expect_both("it is another frame, or of another run (60.1 years there, 60 in run.h5)");
  std::filesystem::remove(mine / "run.h5");  // as after a kill: what the checkpoint knows remains
  EXPECT_NE(std::string::npos, adoption(mine).find("another frame")) << adoption(mine);
  std::filesystem::copy_file(frame_path(mine, 0), frame_path(mine, 1), over);
  EXPECT_NE(std::string::npos, adoption(mine).find("another frame")) << adoption(mine);
}

TEST(RunFolder, RefusesACheckpointThatIsNotItsOwn) {
  Scratch scratch;
  const auto mine = whole_run(scratch / "mine", 7), other = whole_run(scratch / "other", 99);
  const auto refusal_of = [&] { return message_of<core::IoError>([&] { read_checkpoint(mine); }); };
  const auto write = [&](const std::string& scenario) {
    RunFolder::resume(mine).write_checkpoint(read_checkpoint(other).groups, {{"resolved_scenario", scenario}});
  };
  EXPECT_EQ("", refusal_of());
  write("a = 1\nb = 2\n");
  EXPECT_NE(std::string::npos, refusal_of().find("it is of another run (seed 99 there, 7 here)")) << refusal_of();
  std::filesystem::copy_file(other / "run.h5", mine / "run.h5", std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ("", refusal_of());
  write("a = 1\nb = 3\n");
  EXPECT_NE(std::string::npos, refusal_of().find("another scenario")) << refusal_of();
  write("a = 1\nb = 2\nto = \"90 years\"\n");  // prolonged, and killed before run.h5 said so
  EXPECT_EQ("", refusal_of());
  put_bytes(mine / "run.h5", "damaged");  // it is made anew
  EXPECT_EQ("", refusal_of());
  std::vector<core::ColumnGroup> uneven = read_checkpoint(mine).groups;
  uneven.push_back({"curves/0000", {{{"time", "s", ""}, std::vector<double>{}}}});
  RunFolder::resume(mine).write_checkpoint(uneven);
  EXPECT_NE(std::string::npos, refusal_of().find("\"curves/0000\" is empty")) << refusal_of();
}

/// run.h5 with one column in place of its own.
std::string refusal_with(const std::filesystem::path& folder, const std::string& group, const std::string& column,
                         core::ColumnValues values) {
  Stored run = read_groups(folder / "run.h5", run_kind);
  const Stored good = run;
  for (core::ColumnGroup& g : run.groups)
    if (g.name == group)
      for (core::Column& c : g.columns)
        if (c.info.name == column) c.values = values;
  write_groups(folder / "run.h5", run_kind, run.groups, Compression::none, run.texts);
  const std::string said = message_of<core::IoError>([&] { read_run(folder); });
  write_groups(folder / "run.h5", run_kind, good.groups, Compression::none, good.texts);
  return said;
}

TEST(RunFolder, RefusesARecordThatItsReadersWouldTripOver) {
  Scratch scratch;
  const auto run = whole_run(scratch / "run", 7);
  using Doubles = std::vector<double>;
  EXPECT_EQ("", refusal_with(run, "series", "R0_mm", Doubles{1, 2}));
  const std::tuple<const char*, const char*, core::ColumnValues, const char*> cases[]{
      {"run", "seed", Doubles{7}, "another number type"},
      {"run", "seed", std::vector<std::uint64_t>{}, "\"run/seed\" has 0 rows; one is expected"},
      {"run", "complete", std::vector<std::uint8_t>{1, 1}, "\"run/complete\" has 2 rows"},
      {"index", "age", Doubles{60, 50}, "does not ascend"},
      {"series", "R0_mm", Doubles{1}, "\"series/R0_mm\" has 1 rows; 2 are expected"},
      {"series", "R0_mm", std::vector<float>{1, 2}, "another number type"},
      {"curves/0001", "height", Doubles{1, 2, 3}, "\"curves/0001/height\" has 3 rows"},
      {"curves/0000", "time", Doubles{}, "\"curves/0000/height\" has 2 rows; 0 are expected"},
      {"curves/0000", "time", std::vector<std::int32_t>{0, 3}, "another number type"}};
  for (const auto& [group, column, values, words] : cases) {
    const std::string said = refusal_with(run, group, column, values);
    EXPECT_NE(std::string::npos, said.find(words)) << group << "/" << column << ": " << said;
    EXPECT_NE(std::string::npos, said.find((run / "run.h5").string())) << said;
  }
}

TEST(RunFolder, MakesTheViewOfAFrameAnew) {
  Scratch scratch;
  const auto run = whole_run(scratch / "run", 7);
  Stored frame = read_groups(frame_path(run, 0), frame_kind);
  const auto view = [](Stored& stored) -> core::ColumnGroup& {
    for (core::ColumnGroup& g : stored.groups)
      if (g.name == "view") return g;
    throw std::runtime_error("no view");
  };
  const auto good = core::find_column(view(frame), "hexahedron").values;
  for (core::Column& c : view(frame).columns)
    if (c.info.name == "hexahedron") std::get<std::vector<std::int32_t>>(c.values)[0] = 99999999;
  write_groups(frame_path(run, 0), frame_kind, frame.groups, Compression::none);
  Stored back = read_frame(run, 0);
  EXPECT_TRUE(core::find_column(view(back), "hexahedron").values == good);

  for (core::ColumnGroup& g : frame.groups)
    for (core::Column& c : g.columns)
      if (c.info.name == "first_vertex") std::get<std::vector<std::uint32_t>>(c.values)[1] = 4000000000u;
  write_groups(frame_path(run, 0), frame_kind, frame.groups, Compression::none);
  EXPECT_THROW(read_frame(run, 0), core::IoError);
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
