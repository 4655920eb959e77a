// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/report/page.hpp"
#include "hari/report/shown.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/parameters.hpp"
#include "progress.hpp"
#include "report_measurements.hpp"
#include "report_pictures.hpp"
#include "tell.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

report::Language language(const std::string& word) {
  if (word == "en") return report::Language::english;
  return word == "ja" ? report::Language::japanese : report::Language::both;
}

bool same(const fs::path& a, const fs::path& b) {
  std::error_code failed;
  return fs::equivalent(a, b, failed);
}

/// The runs as they were named. Before a treated one that comes first stands its untreated twin, unless it was named
/// too: without it nobody could tell what the treatment did from what a year did.
std::vector<report::Arm> arms_of(const std::vector<fs::path>& runs) {
  std::vector<report::Arm> arms;
  for (const fs::path& run : runs) arms.push_back(report::read_arm(run));
  if (arms.size() >= report::most_arms) return arms;
  std::optional<report::Arm> twin = report::read_twin(arms.front());
  if (!twin) return arms;
  for (const report::Arm& arm : arms)
    if (same(arm.blocks.front().folder, twin->blocks.front().folder)) return arms;
  if (arms.size() == 1) report::call_treated(arms.front());
  arms.insert(arms.begin(), std::move(*twin));
  return arms;
}

}  // namespace

int report_command(const ReportOptions& options) {
  if (options.out.has_parent_path() && !fs::is_directory(options.out.parent_path()))
    throw core::IoError(fmt::format("{}: there is no such folder", options.out.parent_path().string()));
  const fs::path data = scenario::data_directory();
  report::PageInput input;
  input.arms = arms_of(options.runs);
  for (const report::Arm& arm : input.arms)
    input.parameters.push_back(
        scenario::stored_parameters(arm.parameters, (arm.blocks.front().folder / "run.h5").string()));
  input.library = scenario::load_parameters(data / "report");
  input.products = data / "products";
  input.language = language(options.language);
  const std::vector<report::Shown> shown = report::shown_frames(input.arms);
  if (options.measure) try {
      Percent percent("sag and lateral compression");
      input.measured =
          measure_for_report(input, shown, scenario::load_parameters(data), [&](double done) { percent.show(done); });
    } catch (const std::runtime_error& e) {
      tell(fmt::format("hari: note: the page tells neither sag nor wrinkles: {}\n", e.what()));
    }
  if (options.pictures) try {
      Percent percent("pictures");
      input.pictures = draw_for_report(input.arms, shown, [&](double done) { percent.show(done); });
    } catch (const core::IoError& e) {
      tell(fmt::format("hari: note: the page has no cross-sections: {}\n", e.what()));
    }
  const std::string html = report::page(input);
  io::write_text(options.out, html);
  constexpr double megabyte = 1e6;
  fmt::print("Wrote\n  {}  {:.1f} MB, opens in any browser without a network\n{}\n", options.out.string(),
             static_cast<double>(html.size()) / megabyte, core::disclaimer);
  return ok;
}

}  // namespace hari::cli
