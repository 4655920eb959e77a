// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <cstdio>

#include "hari/cli/commands.hpp"
#include "hari/scenario/catalogue.hpp"
#include "hari/scenario/scenario.hpp"

namespace hari::cli {
namespace {

scenario::Library library() {
  return scenario::load_library(scenario::data_directory());
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

int check_command(const std::filesystem::path& file, const std::vector<std::string>& sets, bool quick) {
  const scenario::Scenario s = scenario::read_scenario(file, sets, quick);
  constexpr double mebibyte = 1024.0 * 1024.0;
  fmt::print("{}\n# Estimate: {} fibres and {} cells need up to {:.0f} MiB of memory.\n", scenario::resolved(s),
             s.block.fibres, s.block.cells, scenario::memory_estimate(s) / mebibyte);
  return ok;
}

int list_command(bool csv) {
  const auto all = scenario::listed(library());
  if (csv) {
    fmt::print("category,name,what\n");
    for (const auto& l : all) fmt::print("{},{},{}\n", l.category, csv_field(l.name), csv_field(l.what));
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
