// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

namespace hari::core {

/// The kinds of value a scenario key may hold.
enum class ValueKind { quantity, integer, flag, word, text, quantities, words, table };

/// One key of a section: parsing, validation, `hari describe` and the reference page all read this.
struct Key {
  std::string name;
  ValueKind kind = ValueKind::quantity;
  std::string unit = "1";                 ///< inside unit of a quantity
  double low = 0, high = 0;               ///< allowed range in `unit` (quantity, integer)
  std::string fallback = {};              ///< default as the user would write it; empty means the key is required
  std::vector<std::string> choices = {};  ///< allowed words
  std::string doc = {};                   ///< one sentence
};

/// One section, exposure, probe or treatment: its name, what it is, and its keys.
struct Schema {
  std::string name;
  std::string doc;
  std::vector<Key> keys;
};

}  // namespace hari::core
