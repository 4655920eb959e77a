// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/schema.hpp"
#include "hari/scenario/parameters.hpp"

namespace hari::scenario {

enum class Category {
  section,
  exposure,
  treatment,
  probe,      ///< read while a run goes on: [probe.NAME]
  instrument  ///< put to a stored frame: hari measure --probe NAME
};
std::string_view category_name(Category c);

/// A name that a scenario may use, and where its keys are said.
struct Entry {
  Category category;
  std::string_view name;
  core::Schema (*schema)();
};

/// The one table of names.
std::span<const Entry> catalogue();

/// @brief Schema of an entry, with the choices that only the data know (sites) filled in.
core::Schema schema_of(const Entry& entry, const Library& library);

/// One line of `hari list`.
struct Listed {
  std::string category, name, what;
};
/// Everything that has a name: the catalogue, the sites, the parameters.
std::vector<Listed> listed(const Library& library);

/// @brief What `hari describe` prints for a section, exposure, probe, site, "rules", or a parameter's name or
/// beginning.
/// @throws ScenarioError for an unknown name, with the nearest one
std::string described(std::string_view name, const Library& library);

/// @brief docs/scenario-reference.md, from the schemas.
std::string reference_page(const Library& library);

}  // namespace hari::scenario
