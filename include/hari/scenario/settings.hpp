// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/schema.hpp"

namespace hari::scenario {

/// One key after its check. Which member is filled follows from the kind in the schema.
struct Setting {
  std::string key;
  std::string text;   ///< as TOML, in the words of the user or of the default
  double number = 0;  ///< quantity in the schema's unit, or integer
  bool flag = false;
  std::string word;             ///< word or text
  std::vector<double> numbers;  ///< quantities in the schema's unit
  std::vector<std::string> words;
  std::string place;  ///< file:line, for messages

  /// Equal in value; how and where it was written does not count.
  friend bool operator==(const Setting& a, const Setting& b) {
    return a.key == b.key && a.number == b.number && a.flag == b.flag && a.word == b.word && a.numbers == b.numbers &&
           a.words == b.words;
  }
};

/// @brief A section after its check: one setting per key of its schema, in the schema's order, defaults filled in.
/// The reading members throw BugError for a key that the schema does not have.
struct Settings {
  std::string name;  ///< of the schema
  std::vector<Setting> values;

  const Setting& at(std::string_view key) const;
  double number(std::string_view key) const { return at(key).number; }
  std::int64_t integer(std::string_view key) const { return static_cast<std::int64_t>(at(key).number); }
  const std::string& word(std::string_view key) const { return at(key).word; }

  friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace hari::scenario
