// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// docs/run-folder.md names every data set that a run writes, and no series without its unit.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "hari/cli/commands.hpp"
#include "hari/io/run_folder.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  return cells;
}

/// Paths that the tables of the page name: "`/fibres/kind`, `layer`" are /fibres/kind and /fibres/layer.
std::map<std::string, std::string> documented() {
  static const std::regex name("`([^`]+)`");
  std::map<std::string, std::string> paths;  // with the cell of units
  std::istringstream page(text_of(HARI_SOURCE_DIR "/docs/run-folder.md"));
  for (std::string line; std::getline(page, line);) {
    const auto cells = cells_of(line);
    if (cells.size() < 4 || cells[1].find("`/") == std::string::npos) continue;
    std::string folder;
    for (std::sregex_iterator m(cells[1].begin(), cells[1].end(), name), end; m != end; ++m) {
      const std::string path = (*m)[1];
      if (path.front() == '/') folder = path.substr(0, path.rfind('/') + 1);
      paths[path.front() == '/' ? path : folder + path] = cells[3];
    }
  }
  return paths;
}

class RunFolderPage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const fs::path root = fs::path(testing::TempDir()) / ("hari_run_folder_page_" + std::to_string(getpid()));
    fs::remove_all(root);
    fs::create_directories(root);
    run_ = root / "run";
    const std::string scenario = (root / "s.toml").string(), out = run_.string();
    std::ofstream(scenario)
        << "title = \"Small\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[block]\nfibres = 300\ncells = 200\n"
           "elements_across = 3\n[span]\nfrom = \"25 years\"\nto = \"25.1 years\"\n[[exposure]]\n"
           "kind = \"intrinsic_ageing\"\n[probe.cutometer]\ncycles = 1\nmesh = \"coarse\"\non = \"0.2 s\"\noff = \"0.2 "
           "s\"\n";
    const char* argv[] = {"hari", "run", scenario.c_str(), "-o", out.c_str(), "--no-pictures"};
    testing::internal::CaptureStdout();
    const int code = main_command(std::size(argv), argv);
    testing::internal::GetCapturedStdout();
    ASSERT_EQ(code, ok);
  }
  static void TearDownTestSuite() { fs::remove_all(run_.parent_path()); }

  /// What the page does not name of a file.
  static std::string missing_of(const fs::path& file, const io::FileKind& kind) {
    const auto paths = documented();
    static const std::regex number("/[0-9]{4}/");
    std::string missing;
    for (const io::ColumnShape& c : io::list_columns(file, kind)) {
      const std::string path = std::regex_replace("/" + c.group + "/" + c.info.name, number, "/0000/");
      if (!paths.contains(path)) missing += path + "\n";
    }
    return missing;
  }

  static fs::path run_;
};
fs::path RunFolderPage::run_;

TEST_F(RunFolderPage, NamesEveryDataSetOfARun) {
  EXPECT_EQ(missing_of(run_ / "run.h5", io::run_kind), "");
}
TEST_F(RunFolderPage, NamesEveryDataSetOfAFrame) {
  EXPECT_EQ(missing_of(io::frame_path(run_, 0), io::frame_kind), "");
}
TEST_F(RunFolderPage, NamesEveryDataSetOfTheTiming) {
  EXPECT_EQ(missing_of(run_ / "timing.h5", io::timing_kind), "");
}

TEST_F(RunFolderPage, NamesTheTextsOfARun) {
  for (const auto& [path, text] : io::read_run(run_).texts) EXPECT_TRUE(documented().contains("/" + path)) << path;
}

TEST_F(RunFolderPage, GivesEverySeriesItsUnit) {
  const auto paths = documented();
  for (const io::ColumnShape& c : io::list_columns(run_ / "run.h5", io::run_kind)) {
    if (c.group != "series") continue;
    const auto at = paths.find("/series/" + c.info.name);
    ASSERT_NE(at, paths.end()) << c.info.name;
    EXPECT_EQ(at->second, " " + c.info.unit + " ") << c.info.name;
  }
}

TEST_F(RunFolderPage, NamesNoDataSetThatIsGone) {
  std::set<std::string> there;
  for (const auto& [file, kind] : {std::pair{run_ / "run.h5", io::run_kind},
                                   {io::frame_path(run_, 0), io::frame_kind},
                                   {run_ / "timing.h5", io::timing_kind}}) {
    for (const io::ColumnShape& c : io::list_columns(file, kind)) there.insert("/" + c.group + "/" + c.info.name);
  }
  for (const auto& [path, text] : io::read_run(run_).texts) there.insert("/" + path);
  for (const auto& [path, unit] : documented()) {
    const bool link = path == "/frames/0000" || path == "/timing" || path.find('*') != std::string::npos;
    EXPECT_TRUE(link || there.contains(path)) << path;
  }
}

}  // namespace
}  // namespace hari::cli
