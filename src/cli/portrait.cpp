// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "portrait.hpp"

#include <fmt/format.h>

#include <algorithm>
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
                       [[maybe_unused]] const std::string& title, [[maybe_unused]] const fs::path& png,
                       [[maybe_unused]] const std::string& language) {
#ifdef HARI_PICTURE
  const tissue::Tissue tissue = tissue::restore(io::read_frame(run, frame).groups);
  picture::BlockPicture options;
  options.title = title;
  if (language == "ja") options.words = picture::japanese();
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
    pictures.push_back(draw_portrait(run, frame, title, png, "en"));
  }
  return pictures;
}

namespace {

/// The frame next to an age, which may be half a year off: another year is another picture.
std::size_t frame_near(const fs::path& run, const std::vector<double>& ages, double age_years) {
  if (std::isnan(age_years)) return ages.size() - 1;
  constexpr double half_a_year = 0.5;
  const auto off = [&](double age) { return std::abs(core::in_years(core::Days{age}) - age_years); };
  const auto next = std::ranges::min_element(ages, {}, off);
  if (off(*next) <= half_a_year) return static_cast<std::size_t>(next - ages.begin());
  std::string known;
  for (const double age : ages)
    known += fmt::format("{}{:.4g}", known.empty() ? "" : ", ", core::in_years(core::Days{age}));
  throw core::ScenarioError(fmt::format(
      "--age: {} has no frame within half a year of {:.6g} years; it has frames at {} years. More are kept with "
      "[store] frames_every",
      run.string(), age_years, known));
}

}  // namespace

int picture_command(const fs::path& run, double age_years, const fs::path& out, const std::string& language) {
  const std::vector<double> ages = io::read_frame_ages(run);
  if (ages.empty()) throw core::IoError(fmt::format("{} holds no frames", run.string()));
  const std::size_t frame = frame_near(run, ages, age_years);
  const double age = core::in_years(core::Days{ages[frame]});
  if (!std::isnan(age_years) && std::abs(age - age_years) > 0.05)
    fmt::print(stderr, "hari: note: the nearest frame is at {:.1f} years\n", age);
  const fs::path png = out.empty() ? run / "pictures" / fmt::format("age_{:.0f}.png", age) : out;
  fmt::print("{}\n", draw_portrait(run, frame, "", png, language).string());
  return ok;
}

}  // namespace hari::cli
