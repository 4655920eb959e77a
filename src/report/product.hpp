// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "words.hpp"

namespace hari::report {

/// What the page takes from a product file; a file that lacks a part leaves it empty.
struct Product {
  Phrase name;
  std::vector<Phrase> evidence, side_effects, regulatory;
  std::string grade, regulatory_status;
  std::map<std::string, Phrase> claims;  ///< what the maker says, by its id
};

/// @brief The file of that name in the folder; none if there is none, or if the name is no name of a file there.
/// @throws IoError if it cannot be read
std::optional<Product> read_product(const std::filesystem::path& folder, const std::string& name);

}  // namespace hari::report
