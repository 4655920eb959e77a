// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "report_pictures.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
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
    std::string name = (fs::temp_directory_path() / "hari_report_XXXXXX").string();
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

std::string drawn(const tissue::Tissue& tissue, const picture::Words& words, const Scratch& scratch) {
  picture::BlockPicture options;
  options.words = words;
  options.width = 1120;
  options.height = 630;
  const fs::path png = scratch.path() / "block.png";
  picture::draw_block(tissue, options, png);
  std::ifstream in(png, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>& arms, report::Language language) {
  const Scratch scratch;
  std::vector<report::Picture> pictures;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const fs::path& folder = arms[arm].blocks.front().folder;
    const std::vector<double> ages = io::read_frame_ages(folder);
    for (std::size_t frame = 0; frame < ages.size(); ++frame) {
      const bool last = frame + 1 == ages.size(), young = arm == 0 && frame == 0;
      if (!last && !young) continue;
      const tissue::Tissue tissue = tissue::restore(io::read_frame(folder, frame).groups);
      report::Picture p{
          .arm = arm, .age = core::in_years(core::Days{ages[frame]}), .english_png = {}, .japanese_png = {}};
      if (language != report::Language::japanese) p.english_png = drawn(tissue, picture::english(), scratch);
      if (language != report::Language::english) p.japanese_png = drawn(tissue, picture::japanese(), scratch);
      pictures.push_back(std::move(p));
    }
  }
  return pictures;
}

#else

std::vector<report::Picture> draw_for_report(const std::vector<report::Arm>&, report::Language) {
  throw core::IoError("this hari was built without pictures; install VTK 9.1 and build again");
}

#endif

}  // namespace hari::cli
