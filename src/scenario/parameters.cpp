// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "check.hpp"
#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "rules.hpp"
#include "toml_tree.hpp"

namespace hari::scenario {
namespace {

using core::ScenarioError;
using Type = Value::Type;

constexpr std::size_t largest_data_file = 4 * 1024 * 1024;
constexpr const char* wish = "HARI_DATA";
constexpr std::array fields{"value", "unit", "range", "status", "source", "doc"};

[[noreturn]] void refuse(const Value& where, const std::string& message) {
  throw ScenarioError(fmt::format("{}: {}", where.place, message));
}

const Value& need(const Value& table, const std::string& name, const char* field) {
  const Value* v = table.find(field);
  if (!v) refuse(table, fmt::format("parameter \"{}\" has no {}", name, field));
  return *v;
}

std::string need_text(const Value& table, const std::string& name, const char* field) {
  const Value& v = need(table, name, field);
  if (v.type != Type::string || v.text.empty())
    refuse(v, fmt::format("{} of parameter \"{}\" must be a text that is not empty", field, name));
  return v.text;
}

double number(const Value& v, const std::string& name) {
  if (v.type != Type::integer && v.type != Type::real)
    refuse(v, fmt::format("parameter \"{}\": a number is expected, not {}", name, shown(v)));
  return v.number;
}

core::Status status(const Value& table, const std::string& name) {
  const std::string word = need_text(table, name, "status");
  for (const core::Status s : {core::Status::measured, core::Status::calibrated, core::Status::assumed})
    if (word == core::status_name(s)) return s;
  refuse(need(table, name, "status"),
         fmt::format("status of parameter \"{}\" is \"{}\"; allowed: measured, calibrated, assumed", name, word));
}

core::Parameter parameter(const Value& table, const std::string& name) {
  const std::vector<std::string> known(fields.begin(), fields.end());
  for (const Member& m : table.members)
    if (std::ranges::find(known, m.key) == known.end())
      refuse(m.value, fmt::format("unknown field \"{}\" of parameter \"{}\"{} Allowed: {}.", m.key, name,
                                  suggestion(m.key, known), joined(known)));
  core::Parameter p;
  p.name = name;
  p.place = table.place;
  p.value = number(need(table, name, "value"), name);
  p.unit = need_text(table, name, "unit");
  if (!core::same_dimension(p.unit, p.unit))
    refuse(need(table, name, "unit"), fmt::format("parameter \"{}\": unknown unit \"{}\"", name, p.unit));
  const Value& range = need(table, name, "range");
  if (range.type != Type::array || range.items.size() != 2)
    refuse(range, fmt::format("range of parameter \"{}\" must be [low, high]", name));
  p.low = number(range.items[0], name);
  p.high = number(range.items[1], name);
  if (!(p.low <= p.high)) refuse(range, fmt::format("range of parameter \"{}\" is upside down", name));
  p.status = status(table, name);
  p.source = need_text(table, name, "source");
  p.doc = need_text(table, name, "doc");
  return p;
}

void gather(const Value& table, const std::string& path, core::ParameterSet& into) {
  for (const Member& m : table.members) {
    const std::string name = path.empty() ? m.key : path + "." + m.key;
    if (name == "rule") {
      gather_rules(m.value, into);
      continue;
    }
    if (m.value.type != Type::table) refuse(m.value, fmt::format("\"{}\" belongs to no parameter", name));
    const Value* value = m.value.find("value");
    if (!value || value->type == Type::table) {
      if (m.value.members.empty()) refuse(m.value, fmt::format("parameter \"{}\" has no value", name));
      const bool half = std::ranges::any_of(fields, [&](const char* f) {
        const Value* v = m.value.find(f);
        return v && v->type != Type::table;
      });
      if (half) refuse(m.value, fmt::format("parameter \"{}\" has no value", name));
      gather(m.value, name, into);
      continue;
    }
    core::Parameter p = parameter(m.value, name);
    try {
      into.add(std::move(p));
    } catch (const ScenarioError& e) {
      refuse(m.value, e.what());
    }
  }
}

/// A folder of the user's choice is named together with where the choice was made.
[[noreturn]] void refuse_folder(const std::filesystem::path& folder, const std::string& why) {
  const char* chosen = std::getenv(wish);
  const bool by_choice = chosen && folder == chosen;
  throw core::IoError(
      fmt::format("{}: {}", by_choice ? fmt::format("{} is \"{}\"", wish, chosen) : folder.string(), why));
}

}  // namespace

void add_parameters(std::string_view text, std::string_view name, core::ParameterSet& into) {
  gather(parse_toml(text, name), "", into);
}

core::ParameterSet load_parameters(const std::filesystem::path& data_dir) {
  std::error_code code;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(data_dir, code))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (code) refuse_folder(data_dir, fmt::format("the folder of parameters cannot be read ({})", code.message()));
  std::sort(files.begin(), files.end());
  core::ParameterSet parameters;
  for (const auto& file : files) add_parameters(read_text(file.string(), largest_data_file), file.string(), parameters);
  if (parameters.all().empty()) refuse_folder(data_dir, "this folder holds no file of parameters (*.toml)");
  return parameters;
}

std::filesystem::path data_directory() {
  std::error_code unknown;
  if (const char* chosen = std::getenv(wish)) {
    if (!std::filesystem::is_directory(chosen, unknown))
      refuse_folder(chosen, unknown ? unknown.message() : "this is no folder");
    return chosen;
  }
  // Beside the program first, so that an installed hari can be moved: PREFIX/bin/hari, PREFIX/share/hari/data.
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  if (!unknown) {
    std::filesystem::path beside = program.parent_path().parent_path() / "share" / "hari" / "data";
    if (std::filesystem::is_directory(beside, unknown)) return beside;
  }
  for (const char* place : {HARI_INSTALLED_DATA, HARI_SOURCE_DATA})
    if (std::filesystem::is_directory(place, unknown)) return place;
  throw core::IoError(fmt::format("the folder of parameters is neither at {} nor at {}; set {} to where it is",
                                  HARI_INSTALLED_DATA, HARI_SOURCE_DATA, wish));
}

Library library_of(core::ParameterSet parameters, std::vector<Product> products) {
  Library library{std::move(parameters), {}, std::move(products)};
  constexpr std::string_view prefix = "site.";
  for (const auto& [name, p] : library.parameters.all()) {
    if (!name.starts_with(prefix)) continue;
    const std::string site = name.substr(prefix.size(), name.find('.', prefix.size()) - prefix.size());
    if (library.sites.empty() || library.sites.back() != site) library.sites.push_back(site);
  }
  return library;
}

Library load_library(const std::filesystem::path& data_dir) {
  core::ParameterSet parameters = load_parameters(data_dir);  // first: it knows what is wrong with the folder
  Library library = library_of(std::move(parameters), load_products(data_dir / "products"));
  if (library.sites.empty()) refuse_folder(data_dir, "the parameters in this folder are of no site (site.*)");
  return library;
}

}  // namespace hari::scenario
