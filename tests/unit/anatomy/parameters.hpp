// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <toml++/toml.h>
#include <string>

#include "hari/core/parameter.hpp"

inline void add_parameter(hari::core::ParameterSet& set, std::string name, double value, std::string unit, double low,
                          double high) {
  hari::core::Parameter p;
  p.name = std::move(name);
  p.value = value;
  p.unit = std::move(unit);
  p.low = low;
  p.high = high;
  set.add(std::move(p));
}

/// Every number of the tables of one file, named by its dotted path.
inline void add_tables(hari::core::ParameterSet& set, const toml::table& table, const std::string& prefix) {
  if (table.contains("value") && table.contains("unit")) {
    add_parameter(set, prefix, *table["value"].value<double>(), *table["unit"].value<std::string>(),
                  *table["range"][0].value<double>(), *table["range"][1].value<double>());
    return;
  }
  for (const auto& [key, node] : table)
    if (const toml::table* inner = node.as_table())
      add_tables(set, *inner, prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str()));
}

/// The project's own data files, and the two packings that anatomy shares with mechanics, at fixed values.
inline hari::core::ParameterSet data_parameters() {
  hari::core::ParameterSet set;
  for (const char* file : {"anatomy", "sites", "cells"})
    add_tables(set, toml::parse_file(std::string(HARI_SOURCE_DIR) + "/data/" + file + ".toml"), "");
  add_parameter(set, "collagen.packing", 1000, "ug/mm3", 500, 1400);
  add_parameter(set, "elastin.packing", 500, "ug/mm3", 200, 1400);
  return set;
}
