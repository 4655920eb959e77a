// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/scenario/products.hpp"

namespace hari::scenario {

/// @brief Reads every *.toml of `data_dir` in alphabetical order. A table that holds `value` is a parameter, and its
/// dotted path is the parameter's name; value, unit, range, status, source and doc are all required. A list
/// [[rule]] gives the parameters of data/rules.toml's rules of cells.
/// @throws ScenarioError with file and line for anything missing, unknown or out of range; IoError for an unreadable
/// file or a folder that gives no parameter
core::ParameterSet load_parameters(const std::filesystem::path& data_dir);

/// @brief Adds the parameters of one such file; `name` is what messages call it.
/// @throws ScenarioError as load_parameters
void add_parameters(std::string_view text, std::string_view name, core::ParameterSet& into);

/// @brief Folder of the parameters: the environment's HARI_DATA, else the installed one, else that of the source tree.
/// @throws IoError if HARI_DATA is no folder or none of them exists
std::filesystem::path data_directory();

/// What a scenario is checked against, besides the schemas.
struct Library {
  core::ParameterSet parameters;
  std::vector<std::string> sites;  ///< what `site` may be, alphabetical
  std::vector<Product> products;   ///< what `kind` of a [[treatment]] may be, alphabetical
};
Library library_of(core::ParameterSet parameters, std::vector<Product> products = {});
/// @throws as load_parameters and load_products; IoError if there is no site
Library load_library(const std::filesystem::path& data_dir);

}  // namespace hari::scenario
