// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/schema.hpp"
#include "hari/scenario/settings.hpp"
#include "toml_tree.hpp"

namespace hari::scenario {

/// @brief Everything wrong with a file, so that the user can mend it in one go.
class Problems {
 public:
  void add(const Value& where, std::string message) { add(where.place, where.line, std::move(message)); }
  void add(const std::string& place, int line, std::string message);
  bool none() const { return found_.empty(); }
  /// @throws ScenarioError with one problem per line, in order of the file
  void raise_if_any();

 private:
  struct Problem {
    int line;
    std::string text;
  };
  std::vector<Problem> found_;
};

/// @brief Checks a table against its schema and fills in the defaults. Problems are collected; a setting that has one
/// holds its default or zero.
/// @param header   how the section is called in messages, "[block]"
/// @param ignored  keys that somebody else checks ("kind")
Settings check_section(const Value& table, const core::Schema& schema, std::string_view header, Problems& problems,
                       std::string_view ignored = {});

/// "did you mean" for the end of a message, or nothing.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);
/// Without blanks and tabs at its ends.
std::string trimmed(const std::string& text);
/// "a, b, c"
std::string joined(const std::vector<std::string>& words);
/// Range of a key in the unit of its default: "20 mbar to 500 mbar".
std::string range_text(const core::Key& key);
/// A number of a key's inside unit in the unit of its default.
std::string in_users_unit(const core::Key& key, double value);
/// The key as a line of TOML with its default, or an example of what is allowed: suction = "450 mbar".
std::string example_line(const core::Key& key);

}  // namespace hari::scenario
