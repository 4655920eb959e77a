// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>

#include <algorithm>
#include <random>

#include "hari/core/parallel.hpp"
#include "hari/io/run_folder.hpp"
#include "scratch.hpp"
#include "tiny_tissue.hpp"

namespace hari::io {
namespace {

using testing::bytes_of;
using testing::Scratch;
using testing::tiny_tissue;

tissue::Tissue tissue_at(std::size_t step) {
  tissue::Tissue t = tiny_tissue();
  t.age = core::Days{static_cast<double>(step)};
  return t;
}

void write_step(RunFolder& run, std::size_t step) {
  const tissue::Tissue t = tissue_at(step);
  run.write_frame(t);
  std::vector<core::ColumnGroup> groups = tissue::snapshot(t);
  groups.push_back({"clock", {{{"step", "1", ""}, std::vector<std::uint64_t>{step + 1}}}});
  run.write_checkpoint(groups);
  RunRecord record;
  record.seed = t.seed;
  record.series = {"series", {{{"age", "day", ""}, std::vector<double>{t.age.count()}}}};
  run.write_run(record);
  run.write_table("series.csv", record.series);
  run.write_index();
}

std::size_t committed(const std::filesystem::path& folder) {
  for (const core::ColumnGroup& g : read_checkpoint(folder).groups)
    if (g.name == "clock") return std::get<std::vector<std::uint64_t>>(core::find_column(g, "step").values).at(0);
  return 0;
}

TEST(Kill, AtAnyMomentLeavesWholeFilesAndARunThatGoesOn) {
  Scratch scratch;
  const auto folder = scratch / "run";
  std::mt19937 moments(7);
  std::size_t last = 0;
  unsigned longest = 60'000;  // [us]
  for (int kill = 0; kill < 20; ++kill) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      core::set_threads(1);  // OpenMP's threads do not survive a fork
      try {
        const bool begun = std::filesystem::exists(folder / "checkpoint.h5");
        RunFolder run = begun ? RunFolder::resume(folder) : RunFolder::create(folder);
        const std::size_t first = begun ? committed(folder) : 0;
        if (begun) run.adopt_frames(first);
        for (std::size_t step = first;; ++step) write_step(run, step);
      } catch (...) {
      }
      ::_exit(9);  // not reached unless something threw
    }
    ::usleep(static_cast<useconds_t>(2000 + moments() % longest));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer failed before it was killed";

    if (!std::filesystem::exists(folder / "checkpoint.h5")) {  // a slow machine, or a sanitizer
      longest = std::min(2 * longest, 4'000'000u);
      continue;
    }
    const std::size_t steps = committed(folder);
    ASSERT_GE(steps, last) << "committed steps were lost";
    last = steps;
    std::size_t frames = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "frames")) {
      if (entry.path().extension() != ".h5") continue;
      ASSERT_NO_THROW(tissue::restore(read_groups(entry.path(), frame_kind).groups)) << entry.path();
      ++frames;
    }
    ASSERT_GE(frames, steps);
    if (std::filesystem::exists(folder / "run.h5")) {
      ASSERT_NO_THROW(read_run(folder));
    }
  }
  ASSERT_GT(last, 0u) << "no step was ever committed: the test shows nothing";

  RunFolder run = RunFolder::resume(folder);
  run.adopt_frames(last);
  write_step(run, last);
  RunFolder straight = RunFolder::create(scratch / "straight");
  for (std::size_t step = 0; step <= last; ++step) write_step(straight, step);
  for (const char* file : {"checkpoint.h5", "run.h5", "series.csv", "run.xdmf", "run_fibres.xdmf"})
    EXPECT_EQ(bytes_of(folder / file), bytes_of(straight.path() / file)) << file;
  for (std::size_t i = 0; i <= last; ++i)
    EXPECT_EQ(bytes_of(frame_path(folder, i)), bytes_of(frame_path(straight.path(), i))) << "frame " << i;
}

}  // namespace
}  // namespace hari::io
