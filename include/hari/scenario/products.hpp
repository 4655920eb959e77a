// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/schema.hpp"

namespace hari::scenario {

/// A text in English and in Japanese.
struct Bilingual {
  std::string en, ja;
};

/// A number or word of a product, as its file says it.
struct ProductEntry {
  std::string section;         ///< "composition" or "protocol"
  std::string key;             ///< of the schema of its mechanism
  std::string value;           ///< content of the default
  std::string low, high;       ///< allowed in a scenario; empty: as the mechanism allows
  std::string status, source;  ///< measured, calibrated or assumed
};

/// What is said of a product, and what the evidence says to it.
struct Claim {
  std::string id;
  Bilingual text;
  std::string verdict;
};

/// @brief One file of data/products: defaults for a mechanism, and what a patient has to know.
struct Product {
  std::string id;
  Bilingual name;
  std::string kind;       ///< "class" of the file
  std::string mechanism;  ///< of hari::treatment
  std::vector<ProductEntry> entries;
  std::string grade;
  Bilingual evidence;
  std::vector<std::string> rows;  ///< of data/evidence
  std::vector<Bilingual> side_effects;
  Bilingual regulatory;
  std::string regulatory_status;
  std::vector<Claim> claims;
  std::string text;  ///< the file, word for word
};

/// @brief Reads and checks every *.toml of a folder, in alphabetical order; none if there is no folder.
/// @throws ScenarioError with file, line, key and remedy for whatever a mechanism does not know or allow
std::vector<Product> load_products(const std::filesystem::path& folder);
Product parse_product(std::string_view text, std::string_view place);

/// Null if there is none of that id.
const Product* find_product(const std::vector<Product>& products, std::string_view id);

/// @brief What `hari describe PRODUCT` prints.
std::string described(const Product& product);

}  // namespace hari::scenario
