// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace hari::core {

/// What the user can mend: a file, a key, a value. The message says what was read, what is allowed and the nearest
/// name.
struct ScenarioError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// An argument outside the range of a law.
struct ModelError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A solver that refuses: time, step, residual history.
struct SolverError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A path and what the system said about it.
struct IoError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A broken promise inside hari: a bug, never the user's doing.
struct BugError : std::logic_error {
  using std::logic_error::logic_error;
};

/// A line of hari's own source. std::source_location would do, but Clang 14 of Debian 12 does not know it.
struct SourcePlace {
  const char* file;
  int line;
  static constexpr SourcePlace current(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {file, line};
  }
};

/// @brief Throws BugError with `sentence` and the place unless `condition` holds. Cheap enough to stay in release
/// builds.
void expect(bool condition, std::string_view sentence, SourcePlace where = SourcePlace::current());

/// @brief The name among `known` nearest to `word` by edit distance; empty if none is within half the word's length.
template <class Names>
std::string nearest_name(std::string_view word, const Names& known);

/// @brief Number of single-letter edits (insert, delete, replace) from `a` to `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

template <class Names>
std::string nearest_name(std::string_view word, const Names& known) {
  std::string best;
  std::size_t least = word.size() / 2 + 2;
  for (const auto& name : known) {
    const std::size_t d = edit_distance(word, name);
    if (d < least) {
      least = d;
      best = std::string(name);
    }
  }
  return best;
}

}  // namespace hari::core
