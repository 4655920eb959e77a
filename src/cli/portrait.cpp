// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "portrait.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
#include "hari/io/run_folder.hpp"
#ifdef HARI_PICTURE
#include "hari/picture/block_picture.hpp"
#endif

namespace hari::cli {

namespace fs = std::filesystem;

fs::path draw_portrait([[maybe_unused]] const fs::path& run, [[maybe_unused]] std::size_t frame,
                       [[maybe_unused]] const std::string& title, [[maybe_unused]] const fs::path& png) {
#ifdef HARI_PICTURE
  const tissue::Tissue tissue = tissue::restore(io::read_frame(run, frame).groups);
  picture::BlockPicture options;
  options.title = title;
  if (png.has_parent_path()) {
    std::error_code failed;
    fs::create_directories(png.parent_path(), failed);
    if (failed) throw core::IoError(fmt::format("{}: {}", png.parent_path().string(), failed.message()));
  }
  picture::draw_block(tissue, options, png);
  return png;
#else
  throw core::IoError("this hari was built without pictures; install VTK 9.1 and build again");
#endif
}

std::vector<fs::path> draw_portraits(const fs::path& run, const std::string& title) {
  const std::vector<double> ages = io::read_frame_ages(run);
  if (ages.empty()) throw core::IoError(fmt::format("{} holds no frames", run.string()));
  std::vector<fs::path> pictures;
  for (std::size_t frame : {std::size_t{0}, ages.size() - 1}) {
    const fs::path png = run / "pictures" / fmt::format("age_{:.0f}.png", core::in_years(core::Days{ages[frame]}));
    if (!pictures.empty() && pictures.back() == png) continue;
    pictures.push_back(draw_portrait(run, frame, title, png));
  }
  return pictures;
}

int picture_command(const fs::path& run, double age_years, const fs::path& out) {
  const std::vector<double> ages = io::read_frame_ages(run);
  if (ages.empty()) throw core::IoError(fmt::format("{} holds no frames", run.string()));
  std::size_t frame = ages.size() - 1;
  if (!std::isnan(age_years))
    for (std::size_t i = 0; i < ages.size(); ++i)
      if (std::abs(ages[i] - core::years(age_years).count()) < std::abs(ages[frame] - core::years(age_years).count()))
        frame = i;
  const double age = core::in_years(core::Days{ages[frame]});
  if (!std::isnan(age_years) && std::abs(age - age_years) > 0.05)
    fmt::print(stderr, "hari: note: the nearest frame is at {:.1f} years\n", age);
  const fs::path png = out.empty() ? run / "pictures" / fmt::format("age_{:.0f}.png", age) : out;
  fmt::print("{}\n", draw_portrait(run, frame, "", png).string());
  return ok;
}

}  // namespace hari::cli
