// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace hari::scenario {

struct Member;

/// @brief A TOML value that remembers where it was written, so that a check can name file and line. Keeps toml++ in one
/// source file.
struct Value {
  enum class Type { string, integer, real, boolean, array, table, other };
  Type type = Type::table;
  std::string text;   ///< a string's content, or a number as TOML
  double number = 0;  ///< of an integer or a real
  bool flag = false;
  std::vector<Value> items;     ///< of an array
  std::vector<Member> members;  ///< of a table, alphabetical
  std::string place;            ///< "file:line" or "--set key=value"
  int line = 0;                 ///< 0 if not from a file

  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
  /// Adds or replaces a member of a table.
  void put(std::string key, Value value);
};

struct Member {
  std::string key;
  Value value;
};

/// @brief Parses TOML. `name` is what messages and places call the text.
/// @throws ScenarioError with line for text that is binary, nested beyond reason or no TOML
Value parse_toml(std::string_view text, std::string_view name);

/// @brief The text on the right of --set: a TOML value, or a string if it is none.
Value parse_set_value(std::string_view text, const std::string& place);

/// @brief Reads a whole file, checking its size first.
/// @throws IoError if it cannot be read, ScenarioError if it is larger than `largest`
std::string read_text(const std::string& file, std::size_t largest);

/// `content` as a TOML string, quotes included; several lines if it has several.
std::string toml_string(std::string_view content);

/// A short rendering of a value for messages.
std::string shown(const Value& value);

}  // namespace hari::scenario
