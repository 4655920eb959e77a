// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "report_pictures.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

#include "hari/core/error.hpp"
#include "hari/io/run_folder.hpp"
#ifdef HARI_PICTURE
#include "hari/picture/block_picture.hpp"
#endif

namespace hari::cli {

#ifdef HARI_PICTURE
namespace {

namespace fs = std::filesystem;

/// A folder that is gone when it is no longer needed.
class Scratch {
 public:
  Scratch() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "hari_report_XXXXXX").string();
    if (failed) throw core::IoError(fmt::format("no folder for temporary files (TMPDIR): {}", failed.message()));
    if (::mkdtemp(name.data()) == nullptr) throw core::IoError(fmt::format("cannot make a folder like {}", name));
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string drawn(const tissue::Tissue& tissue, const Scratch& scratch) {
  picture::BlockPicture options;
  options.words = {};  // the page has the key
  options.width = 1120;
  options.height = 630;
  const fs::path png = scratch.path() / "block.png";
  picture::draw_block(tissue, options, png);
  std::ifstream in(png, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>& arms,
                                             const std::vector<report::Shown>& shown,
                                             const std::function<void(double)>& progress) {
  const Scratch scratch;
  std::vector<report::Picture> pictures;
  for (const report::Shown& s : shown) {
    progress(static_cast<double>(pictures.size()) / static_cast<double>(shown.size()));
    const tissue::Tissue tissue = tissue::restore(io::read_frame(arms[s.arm].blocks.front().folder, s.frame).groups);
    pictures.push_back({.arm = s.arm, .age = s.age, .png = drawn(tissue, scratch)});
  }
  return pictures;
}

#else

std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>&, const std::vector<report::Shown>&,
                                             const std::function<void(double)>&) {
  throw core::IoError("this hari was built without pictures; install VTK 9.1 and build again");
}

#endif

}  // namespace hari::cli
