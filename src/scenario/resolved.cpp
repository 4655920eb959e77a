// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "check.hpp"
#include "hari/core/error.hpp"
#include "hari/core/text.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/catalogue.hpp"
#include "hari/scenario/scenario.hpp"
#include "toml_tree.hpp"
#include "treatments.hpp"

namespace hari::scenario {
namespace {

const Entry& entry_of(std::string_view name) {
  for (const Entry& e : catalogue())
    if (e.name == name) return e;
  core::expect(false, fmt::format("section \"{}\" is in the catalogue", name));
  return catalogue().front();
}

std::string explained(const core::Key& key) {
  using enum core::ValueKind;
  if (key.kind == quantity || key.kind == integer || key.kind == quantities)
    return fmt::format("{} ({})", key.doc, range_text(key));
  if (key.choices.empty()) return key.doc;
  return fmt::format("{} ({})", key.doc, joined(key.choices));
}

std::string body(const Settings& settings, const core::Schema& schema) {
  std::string out;
  for (const core::Key& key : schema.keys)
    out += fmt::format("# {}\n{} = {}\n", explained(key), key.name, settings.at(key.name).text);
  return out;
}

}  // namespace

std::string resolved(const Scenario& scenario) {
  const Library library = library_of(scenario.parameters);
  std::string out = fmt::format("# {}, with every default written out.\n", core::printable(scenario.name));
  for (const Settings& s : scenario.sections) {
    const Entry& entry = entry_of(s.name);
    const core::Schema schema = schema_of(entry, library);
    if (s.name != "scenario")
      out += fmt::format("\n# {}\n[{}{}]\n", schema.doc, entry.category == Category::probe ? "probe." : "", s.name);
    out += body(s, schema);
  }
  for (const Settings& s : scenario.exposures) {
    const core::Schema schema = schema_of(entry_of(s.name), library);
    out += fmt::format("\n# {}\n[[exposure]]\nkind = \"{}\"\n{}", schema.doc, s.name, body(s, schema));
  }
  for (const Settings& s : scenario.treatments) {
    const core::Schema schema = treatment_schema(s.name, find_product(scenario.products, s.word("product")));
    out += fmt::format("\n# {}\n[[treatment]]\nkind = \"{}\"\n{}", schema.doc, s.name, body(s, schema));
  }
  if (!scenario.overrides.empty()) out += "\n# Parameters that differ from data/.\n[parameters]\n";
  for (const Override& o : scenario.overrides) {
    const core::Parameter* p = scenario.parameters.find(o.name);
    out += fmt::format("# {} ({} to {})\n{} = {}\n", p->doc, core::quantity_text(p->low, p->unit),
                       core::quantity_text(p->high, p->unit), toml_string(o.name), o.text);
  }
  return out;
}

}  // namespace hari::scenario
