// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// What is done with results: report, animate, compare, export and new.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "hand_made_run.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/io/csv.hpp"
#include "hari/scenario/assemble.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using report::testing::Scratch;
using report::testing::write_run;

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

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A run of two frames that were really run.
const std::string& small_run() {
  static Scratch scratch;
  static const std::string folder = [] {
    const std::string scenario = (scratch / "s.toml").string(), out = (scratch / "run").string();
    std::ofstream(scenario)
        << "title = \"Small\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[block]\nfibres = 400\ncells = 200\n"
           "elements_across = 3\n[span]\nfrom = \"25 years\"\nto = \"25.1 years\"\n[[exposure]]\n"
           "kind = \"intrinsic_ageing\"\n[probe.cutometer]\ncycles = 1\nmesh = \"coarse\"\non = \"0.2 s\"\noff = "
           "\"0.2 s\"\n[store]\nframes_every = \"0.1 years\"\n";
    EXPECT_EQ(hari({"run", scenario, "-o", out, "--no-pictures"}).code, ok);
    return out;
  }();
  return folder;
}

TEST(Report, WritesOnePageAndSaysHowLargeItIs) {
  Scratch scratch;
  const std::string run = write_run(scratch / "run").string(), page = (scratch / "page.html").string();
  const Outcome o = hari({"report", run, "-o", page, "--no-pictures", "--lang", "ja"});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_TRUE(has(o.out, page));
  EXPECT_TRUE(has(text_of(page), "<html lang=\"ja\">"));
  EXPECT_FALSE(fs::exists(page + ".part"));
}

TEST(Report, RefusesWhatItCannotReadOrWrite) {
  Scratch scratch;
  const std::string run = write_run(scratch / "run").string(), page = (scratch / "page.html").string();
  EXPECT_EQ(hari({"report", (scratch / "none").string(), "-o", page}).code, input_output);
  EXPECT_EQ(hari({"report", run, "-o", (scratch / "no/page.html").string()}).code, input_output);
  EXPECT_EQ(hari({"report", run, "-o", page, "--lang", "fr"}).code, bad_input);
  EXPECT_EQ(hari({"report", run}).code, bad_input);
  EXPECT_FALSE(fs::exists(page));
}

TEST(Compare, PrintsDifferencesPairedByAge) {
  Scratch scratch;
  const std::string a = write_run(scratch / "a").string();
  const std::string b =
      write_run(scratch / "b", {.columns = {{"age_years", {25, 50, 76}}, {"R7", {0.55, 0.5, 0.45}}}}).string();
  const std::string csv = (scratch / "d.csv").string();
  const Outcome o = hari({"compare", a, b, "--csv", csv});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_TRUE(has(o.out, "50 years"));
  EXPECT_FALSE(has(o.out, "75 years"));
  EXPECT_TRUE(has(o.out, "+0.05"));
  EXPECT_TRUE(has(o.out, "No standard error"));
  EXPECT_FALSE(has(o.out, "\033"));  // no colours in a file
  const std::string table = text_of(csv);
  EXPECT_TRUE(table.starts_with("reading,age_years,a,b,difference,standard_error,pairs\n"));
  EXPECT_TRUE(has(table, "R7,50,0.45,0.5,0.04999999999999999,,1\n")) << table;
}

TEST(Compare, GivesTheStandardErrorOfPairedSeeds) {
  Scratch scratch;
  for (const std::uint64_t seed : {1, 2}) {
    const double more = 0.01 * static_cast<double>(seed);
    write_run(scratch / ("a/seed_" + std::to_string(seed)),
              {.seed = seed, .columns = {{"R7", {0.5, 0.4 + more, 0.3}}}});
    write_run(scratch / ("b/seed_" + std::to_string(seed)),
              {.seed = seed, .columns = {{"R7", {0.5, 0.5 + 3 * more, 0.3}}}});
  }
  const Outcome o = hari({"compare", (scratch / "a").string(), (scratch / "b").string()});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_TRUE(has(o.out, "over 2 pairs of equal seeds")) << o.out;
  EXPECT_TRUE(has(o.out, "+0.13       0.01")) << o.out;
}

TEST(Compare, NamesRunsThatShareNoAge) {
  Scratch scratch;
  const std::string a = write_run(scratch / "a").string();
  const std::string b = write_run(scratch / "b", {.columns = {{"age_years", {30, 40, 60}}}}).string();
  const Outcome o = hari({"compare", a, b});
  EXPECT_EQ(o.code, bad_input);
  EXPECT_TRUE(has(o.err, "share no age"));
}

TEST(Export, WritesEveryTableOfARun) {
  Scratch scratch;
  const fs::path run = write_run(scratch / "run"), out = scratch / "exported";
  const Outcome o = hari({"export", run.string(), "-o", out.string()});
  ASSERT_EQ(o.code, ok) << o.err;
  for (const char* file : {"series.csv", "curves.csv", "frames.csv", "scenario.toml", "frames/fibres_0001.csv",
                           "frames/fibre_points_0000.csv", "frames/cells_0000.csv", "frames/elements_0000.csv"})
    EXPECT_TRUE(fs::exists(out / file)) << file;
  EXPECT_EQ(text_of(out / "frames.csv"), "frame,age_years\n0,25\n1,75\n");
  EXPECT_TRUE(text_of(out / "curves.csv").starts_with("age_years,time_s,pressure_kpa,height_mm\n25,0,0,0\n"));
  EXPECT_TRUE(has(text_of(out / "frames/fibre_points_0000.csv"), "fibre,fibre_point_0,"));
  EXPECT_EQ(hari({"export", (scratch / "none").string(), "-o", out.string()}).code, input_output);
}

TEST(Export, WritesVtkFilesThatParaViewCanReadIfItCan) {
  Scratch scratch;
  const fs::path run = write_run(scratch / "run"), out = scratch / "exported";
  const Outcome o = hari({"export", run.string(), "-o", out.string()});
  ASSERT_EQ(o.code, ok) << o.err;
  if (has(o.err, "built without VTK")) GTEST_SKIP() << "built without VTK";
  EXPECT_TRUE(has(text_of(out / "vtk/fibres.pvd"), "timestep=\"75\" part=\"0\" file=\"fibres_0001.vtp\""));
  for (const char* file : {"block_0000.vtu", "fibres_0000.vtp", "cells_0001.vtp"}) {
    const std::string text = text_of(out / "vtk" / file);
    EXPECT_TRUE(has(text, "format=\"binary\"")) << file;
    EXPECT_FALSE(has(text, "appended")) << file;
  }
  EXPECT_TRUE(has(text_of(out / "vtk/block_0000.vtu"), "Name=\"displacement\" NumberOfComponents=\"3\""));
}

TEST(Export, BringsEveryArrayOfTheFibresAlong) {
  Scratch scratch;
  const fs::path out = scratch / "exported";
  const Outcome o = hari({"export", small_run(), "-o", out.string()});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_FALSE(has(o.err, "%")) << "progress is for terminals";
  const std::string table = text_of(out / "frames/fibres_0000.csv");
  std::string head{','};
  head.append(table, 0, table.find('\n')).push_back(',');
  const bool vtk = !has(o.err, "built without VTK");
  const std::string lines = vtk ? text_of(out / "vtk/fibres_0000.vtp") : "";
  for (const char* name : {"id",     "kind",   "layer",   "alive",       "weight",       "length", "calibre",
                           "labile", "mature", "cleaved", "slack",       "native_slack", "lox",    "age_links",
                           "cuts",   "born",   "radius",  "free_length", "strain",       "crimp"}) {
    EXPECT_TRUE(has(head, fmt::format(",{},", name))) << name << " in " << head;
    if (vtk) {
      EXPECT_TRUE(has(lines, "Name=\"" + std::string(name) + "\"")) << name;
    }
  }
}

TEST(Picture, DrawsAnAgeOnlyNearAFrame) {
  Scratch scratch;
  const std::string png = (scratch / "p.png").string();
  const Outcome far = hari({"picture", small_run(), "--age", "60 years", "-o", png});
  EXPECT_EQ(far.code, bad_input);
  EXPECT_TRUE(has(far.err, "no frame within half a year of 60 years; it has frames at 25, 25.1 years")) << far.err;
  EXPECT_FALSE(fs::exists(png));
  EXPECT_EQ(hari({"picture", small_run(), "--age", "25.4", "-o", png, "--lang", "fr"}).code, bad_input);
  const Outcome near = hari({"picture", small_run(), "--age", "25.4", "-o", png});
  if (has(near.err, "built without pictures")) GTEST_SKIP() << "built without VTK";
  ASSERT_EQ(near.code, ok) << near.err;
  EXPECT_TRUE(has(near.err, "the nearest frame is at 25.1 years")) << near.err;
  EXPECT_TRUE(fs::exists(png));
}

TEST(Run, MakesNoFolderIfOneOfItsSeedsCannotStart) {
  Scratch scratch;
  const fs::path scenario = fs::path(small_run()).parent_path() / "s.toml", out = scratch / "seeds";
  const Outcome o = hari({"run", scenario.string(), "--set", "start.run=\"" + small_run() + "\"", "--set",
                          "start.age=\"25 years\"", "--seeds", "2", "-o", out.string()});
  EXPECT_EQ(o.code, bad_input);
  EXPECT_TRUE(has(o.err, "seed is 2 here and 1 there")) << o.err;
  EXPECT_FALSE(fs::exists(out));
}

TEST(Results, AreNotDrawnFromAFrameOfAnotherRun) {
  Scratch scratch;
  const fs::path mine = write_run(scratch / "mine", {.seed = 7}), other = write_run(scratch / "other", {.seed = 99});
  fs::copy_file(other / "frames/0001.h5", mine / "frames/0001.h5", fs::copy_options::overwrite_existing);
  const std::string run = mine.string(), out = (scratch / "out").string();
  for (const std::vector<std::string>& words : {std::vector<std::string>{"export", run, "-o", out},
                                                {"report", run, "-o", out, "--no-pictures", "--no-measures"},
                                                {"picture", run, "-o", out + ".png"}}) {
    const Outcome o = hari(words);
    if (has(o.err, "built without pictures")) continue;
    EXPECT_EQ(o.code, input_output) << words.front();
    EXPECT_TRUE(has(o.err, "frames/0001.h5: it is of another run (seed 99 there, 7 here)")) << o.err;
  }
}

TEST(Report, SetsAnUntreatedTwinFirst) {
  Scratch scratch;
  const std::string treatment = "[[treatment]]\nkind = \"fractional_ablation\"\nstart = [\"50.1 years\"]\n";
  const fs::path run = write_run(scratch / "run", {.title = "A laser", .more = treatment});
  const fs::path twin = write_run(run / "twin", {.title = "A laser", .arm = "untreated", .more = treatment});
  const std::string page = (scratch / "page.html").string();
  const auto shown = [&](std::vector<std::string> runs) {
    runs.insert(runs.begin(), "report");
    runs.insert(runs.end(), {"-o", page, "--no-pictures", "--no-measures", "--lang", "en"});
    EXPECT_EQ(hari(runs).code, ok);
    const std::string html = text_of(page);
    return html.substr(0, html.find("<nav"));
  };
  const std::string pair = shown({run.string()});
  EXPECT_LT(pair.find("<strong>untreated</strong>"), pair.find("<strong>treated</strong>")) << pair;
  EXPECT_TRUE(has(pair, "<strong>treated</strong> A laser"));
  const std::string named = shown({run.string(), twin.string()});
  EXPECT_FALSE(has(named, "untreated")) << "who names the twin keeps the order and the titles";
}

TEST(New, WritesAScenarioThatPassesItsCheckAndNeverOverwrites) {
  Scratch scratch;
  const std::string file = (scratch / "mine.toml").string();
  const Outcome o = hari({"new", file, "--site", "volar_forearm", "--sex", "male"});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_TRUE(has(text_of(file), "\nsite = \"volar_forearm\"\n"));
  EXPECT_EQ(hari({"check", file}).code, ok);
  EXPECT_EQ(hari({"new", file}).code, input_output);
  EXPECT_EQ(hari({"new", (scratch / "mine.txt").string()}).code, bad_input);
  const Outcome wrong = hari({"new", (scratch / "other.toml").string(), "--site", "cheeck"});
  EXPECT_EQ(wrong.code, bad_input);
  EXPECT_TRUE(has(wrong.err, "did you mean \"cheek\"?"));
}

class Animate : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome o = hari({"animate", small_run(), "-o", (scratch_ / "try.png").string(), "--size", "320x180"});
    if (has(o.err, "built without pictures")) GTEST_SKIP() << "built without VTK";
    ASSERT_EQ(o.code, ok) << o.err;
    ASSERT_TRUE(fs::exists(scratch_ / "try.png"));
  }
  Scratch scratch_;
};

TEST_F(Animate, WithoutFfmpegLeavesPicturesAndSaysHowToGoOn) {
  const std::string before = std::getenv("PATH");
  setenv("PATH", (scratch_ / "nothing").c_str(), 1);
  const std::string film = (scratch_ / "film.mp4").string();
  const Outcome o = hari({"animate", small_run(), "-o", film, "--size", "320x180", "--seconds", "1"});
  setenv("PATH", before.c_str(), 1);
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_TRUE(has(o.err, "there is no ffmpeg")) << o.err;
  EXPECT_TRUE(has(o.err, "apt-get install ffmpeg")) << o.err;
  EXPECT_FALSE(fs::exists(film));
  EXPECT_TRUE(fs::exists(scratch_ / "film_frames/0000.png"));
  EXPECT_TRUE(fs::exists(scratch_ / "film_frames/0023.png"));
  EXPECT_FALSE(fs::exists(scratch_ / "film_frames.part"));
}

TEST_F(Animate, RefusesWhatItCannotTell) {
  const std::string film = (scratch_ / "film.mp4").string();
  EXPECT_EQ(hari({"animate", small_run(), "-o", (scratch_ / "film.avi").string()}).code, bad_input);
  EXPECT_EQ(hari({"animate", small_run(), "-o", film, "--size", "big"}).code, bad_input);
  EXPECT_EQ(hari({"animate", small_run(), "-o", film, "--size", "321x181"}).code, bad_input);
  EXPECT_EQ(hari({"animate", small_run(), small_run(), "-o", film, "--story", "ageing"}).code, bad_input);
  const Outcome twin = hari({"animate", small_run(), "-o", film, "--story", "treatment"});
  EXPECT_EQ(twin.code, bad_input);
  EXPECT_TRUE(has(twin.err, "untreated twin")) << twin.err;
  EXPECT_EQ(hari({"animate", (scratch_ / "none").string(), "-o", film}).code, input_output);
  EXPECT_EQ(hari({"animate", small_run(), "-o", (scratch_ / "no/film.mp4").string()}).code, input_output);
  EXPECT_FALSE(fs::exists(film));
}

TEST(Dome, IsIndexedBesideTheRun) {
  const std::string index = text_of(fs::path(small_run()) / "dome.xdmf");
  EXPECT_TRUE(has(index, "reading_0000_at_25.00_years")) << index.substr(0, 400);
  EXPECT_TRUE(has(index, "reading_0001_at_"));
  EXPECT_FALSE(has(index, "HyperSlab")) << "ParaView's Xdmf3 readers make no points of it";
}

TEST(Help, OfEveryNewCommandShowsExamples) {
  for (const char* command : {"report", "animate", "compare", "export", "new"}) {
    const Outcome o = hari({command, "--help"});
    EXPECT_EQ(o.code, ok);
    EXPECT_TRUE(has(o.out, std::string("hari ") + command + " ")) << o.out;
  }
}

TEST(Csv, QuotesTextsThatWouldTearARow) {
  EXPECT_EQ(io::csv_field("plain"), "plain");
  EXPECT_EQ(io::csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
}

}  // namespace
}  // namespace hari::cli
