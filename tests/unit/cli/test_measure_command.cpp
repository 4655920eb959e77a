// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/instruments.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* scenario_text = R"(
title = "A small block to measure"
[subject]
sex = "female"
site = "cheek"
[block]
fibres = 300
cells = 200
elements_across = 3
[span]
from = "25 years"
to = "26 years"
[probe.cutometer]
cycles = 1
mesh = "coarse"
)";

std::string bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

/// A run folder of two frames, as `hari run` leaves it, without the years between.
class Measure : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("hari_measure_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path stored(const std::string& name, const std::vector<std::string>& sets = {}) const {
    const scenario::Scenario s =
        scenario::parse_scenario(scenario_text, name, scenario::load_library(scenario::data_directory()), sets);
    const fs::path out = folder_ / name;
    tissue::Tissue t = scenario::young(s).tissue();
    io::RunFolder run = io::RunFolder::create(out);
    for (double age : {25.0, 26.0}) {
      t.age = core::years(age);
      run.write_frame(t);
    }
    run.write_run({.seed = t.seed,
                   .complete = true,
                   .series = {"series", {{{"age_years", "year", "age"}, std::vector<double>{25, 26}}}},
                   .curves = {},
                   .domes = {},
                   .provenance = {{"scenario", s.text},
                                  {"resolved_scenario", scenario::resolved(s)},
                                  {"parameters", scenario::parameter_table(s.parameters)}}});
    return out;
  }

  struct Outcome {
    int code;
    std::string out, err;
  };
  static Outcome measure(const fs::path& run, std::vector<std::string> words) {
    std::vector<std::string> all{"hari", "measure", run.string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<const char*> argv;
    for (const std::string& w : all) argv.push_back(w.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = main_command(static_cast<int>(argv.size()), argv.data());
    std::fflush(stdout);
    std::string out = testing::internal::GetCapturedStdout();
    return {code, std::move(out), testing::internal::GetCapturedStderr()};
  }

  static double reading(const Outcome& o, const std::string& name) {
    const auto at = o.out.find("\n" + name + " ");
    return at == std::string::npos ? NAN : std::stod(o.out.substr(at + 1 + name.size()));
  }

  fs::path folder_;
};

TEST_F(Measure, PrintsReadingsWithUnitsAndWritesTheCurve) {
  const fs::path run = stored("run"), csv = folder_ / "sag.csv";
  const std::string before = bytes(run / "run.h5"), frame = bytes(io::frame_path(run, 0));
  const Outcome o =
      measure(run, {"--probe", "sag", "--age", "25 years", "--set", "upright=5 min", "--csv", csv.string()});
  ASSERT_EQ(o.code, ok) << o.err;
  EXPECT_NE(o.out.find("Virtual sag at 25 years"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("upright = \"5 min\""), std::string::npos) << o.out;
  EXPECT_GT(reading(o, "sag_mm"), 0) << o.out;
  EXPECT_NE(o.out.find(core::disclaimer), std::string::npos);
  EXPECT_TRUE(bytes(csv).starts_with("time_s,upright,sag_mm,glide_mm\n"));
  EXPECT_EQ(bytes(run / "run.h5"), before);
  EXPECT_EQ(bytes(io::frame_path(run, 0)), frame);
}

TEST_F(Measure, HeadsTheFileOfEachProbeByItsColumns) {
  const fs::path run = stored("run"), csv = folder_ / "curve.csv";
  struct Asked {
    std::string probe;
    std::vector<std::string> sets;
    std::string head;
  };
  const std::vector<Asked> all{
      {"autofluorescence", {}, "depth_mm,age_links\n"},
      {"compression", {"wavelengths=[\"0.8 mm\"]"}, "wavelength_mm,time_s,strain,amplitude_mm\n"},
      {"cutometer", {"on=0.5 s", "off=0.5 s"}, "time_s,pressure_kpa,height_mm\n"},
      {"indentation", {"mesh=coarse", "hold=1 s"}, "time_s,depth_mm,force_mN\n"},
      {"rheometry", {"frequencies=[\"1 Hz\"]"}, "frequency_Hz,time_s,strain,stress_kPa\n"},
      {"sag", {"upright=5 min"}, "time_s,upright,sag_mm,glide_mm\n"},
      {"tension", {}, "time_s,strain,force_mN,stress_kPa\n"}};
  EXPECT_EQ(all.size(), scenario::instrument_names().size());
  for (const Asked& a : all) {
    fs::remove(csv);
    std::vector<std::string> words{"--probe", a.probe, "--csv", csv.string()};
    for (const std::string& s : a.sets) words.insert(words.end(), {"--set", s});
    const Outcome o = measure(run, words);
    ASSERT_EQ(o.code, ok) << a.probe << o.err;
    EXPECT_TRUE(bytes(csv).starts_with(a.head)) << a.probe << "\n" << bytes(csv).substr(0, 200);
  }
}

TEST_F(Measure, TellsTheBalanceOfEnergyOfACutometer) {
  const Outcome o = measure(stored("run"), {"--probe", "cutometer", "--set", "on=1 s", "--set", "off=1 s"});
  ASSERT_EQ(o.code, ok) << o.err;
  const double work = reading(o, "work_uJ"), heat = reading(o, "dissipated_uJ"), left = reading(o, "left_over_uJ");
  EXPECT_GT(heat, 0) << o.out;
  EXPECT_NEAR(work - reading(o, "stored_uJ") - heat, left, 1e-4 * work);  // five digits are shown
  EXPECT_LT(std::abs(left), 0.03 * heat);
}

TEST_F(Measure, TakesTheLastFrameWhenNoAgeIsGiven) {
  EXPECT_NE(measure(stored("run"), {"--probe", "tension"}).out.find("at 26 years"), std::string::npos);
}

TEST_F(Measure, ReadsTheParametersTheRunHad) {
  const Outcome plain = measure(stored("plain"), {"--probe", "sag"});
  const Outcome light = measure(stored("light", {"parameters.sag.density=0.9 mg/mm3"}), {"--probe", "sag"});
  EXPECT_NEAR(reading(light, "sag_mm") / reading(plain, "sag_mm"), 0.9 / 1.1, 1e-2);
}

TEST_F(Measure, NamesTheStoredAgesWhenThereIsNoFrameAtOne) {
  const Outcome o = measure(stored("run"), {"--probe", "sag", "--age", "25.4"});
  EXPECT_EQ(o.code, bad_input);
  EXPECT_NE(o.err.find("25, 26 years"), std::string::npos) << o.err;
}

TEST_F(Measure, ChecksEveryWordOfTheCommand) {
  const fs::path run = stored("run");
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
      {{"--probe", "sagg"}, "did you mean \"sag\"?"},
      {{"--probe", "sag", "--set", "dept=3 mm"}, "did you mean \"depth\"?"},
      {{"--probe", "sag", "--set", "depth=3 kPa"}, "a length is expected"},
      {{"--probe", "sag", "--set", "depth=3 m"}, "allowed is 0.5 mm to 50 mm"},
      {{"--probe", "sag", "--set", "depth"}, "key=value is expected"},
      {{"--probe", "sag", "--set", "first=2 min"}, "must ascend"},
      {{"--probe", "cutometer", "--set", "every=1 year"}, "unknown key \"every\""},
      {{"--probe", "sag", "--age", "3 mm"}, "3 mm"},
      {{}, "--probe"}};
  for (const auto& [words, message] : wrong) {
    const Outcome o = measure(run, words);
    EXPECT_EQ(o.code, bad_input) << o.err;
    EXPECT_NE(o.err.find(message), std::string::npos) << o.err;
    EXPECT_TRUE(o.out.empty()) << o.out;
  }
}

TEST_F(Measure, ReturnsFourForARunItCannotReadAndACurveItCannotWrite) {
  EXPECT_EQ(measure("no/such/run", {"--probe", "sag"}).code, input_output);
  EXPECT_EQ(measure(stored("run"), {"--probe", "tension", "--csv", "/no/such/folder/t.csv"}).code, input_output);
}

}  // namespace
}  // namespace hari::cli
