// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/anatomy/site.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::anatomy {

std::vector<std::string> site_names(const core::ParameterSet& parameters) {
  constexpr std::string_view prefix = "site.";
  std::vector<std::string> names;
  for (auto it = parameters.all().lower_bound(prefix); it != parameters.all().end(); ++it) {
    const std::string& key = it->first;
    if (!key.starts_with(prefix)) break;
    const std::string name = key.substr(prefix.size(), key.find('.', prefix.size()) - prefix.size());
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

Site site(std::string_view name, bool male, const core::ParameterSet& p) {
  const std::vector<std::string> known = site_names(p);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    const std::string near = core::nearest_name(name, known);
    throw core::ScenarioError(fmt::format("unknown site \"{}\"{}; known are {}", name,
                                          near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near),
                                          fmt::join(known, ", ")));
  }
  const auto read = [&](std::string_view trait, std::string_view unit) {
    return p.value(fmt::format("site.{}.{}", name, trait), unit);
  };
  const double dermis = male ? read("male_dermis_ratio", "1") : 1.0;
  return {.epidermis = read("epidermis", "mm"),
          .papillary = dermis * read("papillary", "mm"),
          .reticular = dermis * read("reticular", "mm"),
          .stretch_along = read("stretch_along", "1"),
          .stretch_across = read("stretch_across", "1"),
          .alignment = read("alignment", "1"),
          .cell_density = read("cell_density", "1"),
          .sun = read("sun", "1")};
}

}  // namespace hari::anatomy
