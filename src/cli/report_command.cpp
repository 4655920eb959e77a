// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/report/page.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/parameters.hpp"
#include "report_pictures.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

report::Language language(const std::string& word) {
  if (word == "en") return report::Language::english;
  return word == "ja" ? report::Language::japanese : report::Language::both;
}

}  // namespace

int report_command(const ReportOptions& options) {
  if (options.out.has_parent_path() && !fs::is_directory(options.out.parent_path()))
    throw core::IoError(fmt::format("{}: there is no such folder", options.out.parent_path().string()));
  const fs::path data = scenario::data_directory();
  report::PageInput input;
  for (const fs::path& run : options.runs) {
    input.arms.push_back(report::read_arm(run));
    input.parameters.push_back(scenario::stored_parameters(input.arms.back().parameters, (run / "run.h5").string()));
  }
  input.library = scenario::load_parameters(data / "report");
  input.products = data / "products";
  input.language = language(options.language);
  if (options.pictures) try {
      input.pictures = draw_for_report(input.arms, input.language);
    } catch (const core::IoError& e) {
      fmt::print(stderr, "hari: note: the page has no cross-sections: {}\n", e.what());
    }
  const std::string html = report::page(input);
  io::write_text(options.out, html);
  constexpr double megabyte = 1e6;
  fmt::print("Wrote\n  {}  {:.1f} MB, opens in any browser without a network\n{}\n", options.out.string(),
             static_cast<double>(html.size()) / megabyte, core::disclaimer);
  return ok;
}

}  // namespace hari::cli
