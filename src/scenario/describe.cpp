// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>

#include "check.hpp"
#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/catalogue.hpp"
#include "rules.hpp"

namespace hari::scenario {
namespace {

using core::Key;
using enum core::ValueKind;

std::string kind_text(const Key& key) {
  switch (key.kind) {
    case quantity:
      return core::quantity_kind(key.unit);
    case integer:
      return "a whole number";
    case flag:
      return "true or false";
    case word:
      return "one word";
    case text:
      return "a text";
    case quantities:
      return fmt::format("a list, each {}", core::quantity_kind(key.unit));
    case words:
      return "a list of words";
    case table:
      return "a section";
  }
  return {};
}

bool has_range(const Key& key) {
  return key.kind == quantity || key.kind == integer || key.kind == quantities;
}

std::string allowed(const Key& key) {
  if (has_range(key)) return range_text(key);
  return joined(key.choices);
}

std::string default_text(const Key& key) {
  if (key.fallback.empty()) return "required";
  return fmt::format("default {}", key.fallback == "\"\"" ? "empty" : key.fallback == "[]" ? "none" : key.fallback);
}

/// How the section is opened in a file.
std::string header_of(const Entry& entry) {
  switch (entry.category) {
    case Category::section:
      return entry.name == "scenario" ? "" : fmt::format("[{}]", entry.name);
    case Category::probe:
      return fmt::format("[probe.{}]", entry.name);
    case Category::instrument:
      return fmt::format("hari measure RUN --probe {} --age \"50 years\" --set KEY=VALUE", entry.name);
    case Category::exposure:
    case Category::treatment:
      return fmt::format("[[{}]]\nkind = \"{}\"", category_name(entry.category), entry.name);
  }
  return {};
}

std::string described(const Entry& entry, const Library& library) {
  const core::Schema schema = schema_of(entry, library);
  std::string out = fmt::format("{} \"{}\": {}\n", category_name(entry.category), entry.name, schema.doc);
  if (const std::string header = header_of(entry); !header.empty()) out += fmt::format("\n{}\n", header);
  for (const Key& key : schema.keys) {
    out += fmt::format("\n{}\n    {}\n    {}; {}", example_line(key), key.doc, kind_text(key), default_text(key));
    if (const std::string range = allowed(key); !range.empty()) out += "; allowed: " + range;
    out += "\n";
  }
  return out;
}

std::string described(const core::Parameter& p) {
  return fmt::format("{} = {}\n    {}\n    range {} to {}; {}\n    source: {}\n", p.name,
                     core::quantity_text(p.value, p.unit), p.doc, core::quantity_text(p.low, p.unit),
                     core::quantity_text(p.high, p.unit), core::status_name(p.status), p.source);
}

/// Parameters whose name is `beginning` or lies below it.
std::string parameters_below(std::string_view beginning, const Library& library) {
  std::string out;
  for (const auto& [name, p] : library.parameters.all()) {
    const bool below =
        name.starts_with(beginning) && (name.size() == beginning.size() || name[beginning.size()] == '.');
    if (!below) continue;
    if (!out.empty()) out += '\n';
    out += described(p);
  }
  return out;
}

/// Text inside a table of Markdown.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string described(std::string_view name, const Library& library) {
  if (name == "rules") return rules_table(library.parameters);
  constexpr std::string_view probe = "probe.";
  const std::string_view bare = name.starts_with(probe) ? name.substr(probe.size()) : name;
  // A section and a group of parameters may share a name ("cutometer"): both are told.
  std::string out;
  for (const Entry& e : catalogue())
    if (e.name == bare) out += described(e, library);
  if (const Product* product = find_product(library.products, name)) out += described(*product);
  const std::string site = "site." + std::string(name);
  const bool is_site = std::ranges::find(library.sites, name) != library.sites.end();
  const std::string numbers = parameters_below(is_site ? std::string_view(site) : name, library);
  if (!out.empty() && !numbers.empty()) out += "\n";
  out += numbers;
  if (!out.empty()) return out;
  std::vector<std::string> known{"rules"};
  for (const Listed& l : listed(library)) {
    known.push_back(l.name);
    for (auto dot = l.name.find('.'); dot != std::string::npos; dot = l.name.find('.', dot + 1))
      known.push_back(l.name.substr(0, dot));
  }
  throw core::ScenarioError(
      fmt::format("unknown name \"{}\"{} `hari list` shows every name.", name, suggestion(name, known)));
}

std::string reference_page(const Library& library) {
  std::string out =
      "<!-- SPDX-License-Identifier: MIT -->\n<!-- SPDX-FileCopyrightText: the hari authors -->\n"
      "<!-- Made by `hari describe --all` from the schemas; do not edit. -->\n# Scenario reference\n\n"
      "A scenario is a TOML file of at most 64 KiB. A quantity is a text with its unit (`\"2 mm\"`, `\"450 mbar\"`,\n"
      "`\"6 weeks\"`); any unit of the right dimension will do. A year has 365.2425 days, a month is a twelfth of it. "
      "Every key\n"
      "can be replaced on the command line: `--set block.seed=3`, `--set probe.cutometer.suction=\"300 mbar\"`,\n"
      "`--set exposure.intrinsic_ageing.speed=0.5`, `--set parameters.collagen.half_life=\"12 years\"`.\n";
  for (const Entry& entry : catalogue()) {
    if (entry.category == Category::instrument) continue;  // no scenario speaks of them
    const core::Schema schema = schema_of(entry, library);
    const std::string header = header_of(entry);
    const std::string title =
        header.empty() ? "Top of the file" : fmt::format("`{}`", header.substr(0, header.find('\n')));
    const bool kind = entry.category == Category::exposure || entry.category == Category::treatment;
    out += fmt::format("\n## {}{}\n\n{}\n", title, kind ? fmt::format(" with `kind = \"{}\"`", entry.name) : "",
                       schema.doc);
    if (schema.keys.empty()) continue;
    out += "\n| key | value | default | allowed | meaning |\n|---|---|---|---|---|\n";
    for (const Key& key : schema.keys)
      out += fmt::format("| `{}` | {} | {} | {} | {} |\n", key.name, kind_text(key),
                         key.fallback.empty() ? "required" : fmt::format("`{}`", key.fallback), cell(allowed(key)),
                         cell(key.doc));
  }
  const auto is_treatment = [](const Entry& e) { return e.category == Category::treatment; };
  if (std::ranges::none_of(catalogue(), is_treatment)) out += "\nThis version knows no `[[treatment]]`.\n";
  return out;
}

}  // namespace hari::scenario
