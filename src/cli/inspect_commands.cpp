// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <cstdio>

#include "beginning.hpp"
#include "hari/cli/commands.hpp"
#include "hari/io/csv.hpp"
#include "hari/scenario/catalogue.hpp"
#include "hari/scenario/scenario.hpp"

namespace hari::cli {
namespace {

scenario::Library library() {
  return scenario::load_library(scenario::data_directory());
}

}  // namespace

int check_command(const std::filesystem::path& file, const std::vector<std::string>& sets, bool quick) {
  const scenario::Scenario s = scenario::read_scenario(file, sets, quick);
  check_start(s);
  constexpr double mebibyte = 1024.0 * 1024.0;
  fmt::print("{}\n# Estimate: {} fibres and {} cells need up to {:.0f} MiB of memory.\n", scenario::resolved(s),
             s.block.fibres, s.block.cells, scenario::memory_estimate(s) / mebibyte);
  return ok;
}

int list_command(bool csv) {
  const auto all = scenario::listed(library());
  if (csv) {
    fmt::print("category,name,what\n");
    for (const auto& l : all) fmt::print("{},{},{}\n", l.category, io::csv_field(l.name), io::csv_field(l.what));
    return ok;
  }
  std::string category;
  for (const auto& l : all) {
    if (l.category != category) fmt::print("{}{}\n", category.empty() ? "" : "\n", l.category);
    category = l.category;
    fmt::print("  {:<32} {}\n", l.name, l.what);
  }
  return ok;
}

int describe_command(const std::string& name) {
  fmt::print("{}", scenario::described(name, library()));
  return ok;
}

int describe_all_command() {
  fmt::print("{}", scenario::reference_page(library()));
  return ok;
}

}  // namespace hari::cli
