// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "toml_tree.hpp"

#include <fmt/format.h>

// toml++ asserts on some malformed keys that it goes on to report as errors; bad input must not abort a debug build.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "hari/core/error.hpp"

namespace hari::scenario {
namespace {

constexpr int most_dots = 16;        // in one dotted key
constexpr int deepest_nesting = 16;  // of brackets
constexpr std::string_view how_toml_is_written =
    "Written are key = value (texts and quantities in quotes, each key once), [section], [[section of a list]] and # "
    "comment.";

std::string place_of(std::string_view name, int line) {
  return fmt::format("{}:{}", name, line);
}

/// Keeps from toml++ what it cannot stand. It recurses once per dot and bracket and runs out of stack on absurd input;
/// this walk finds it first. Brackets and dots in strings and comments do not count.
class Guard {
 public:
  Guard(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  void run() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_string(c);
        continue;
      }
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        continue;
      }
      count(c);
      ++at_;
    }
  }

 private:
  /// toml++ 3.3 runs into undefined behaviour when it asks whether certain letters beyond ASCII are blanks. TOML allows
  /// such letters in strings and comments only, where it asks but once: behind a backslash at the end of a line.
  void refuse_beyond_ascii(char c) const {
    if (c & 0x80)
      throw core::ScenarioError(
          fmt::format("{}: a letter beyond ASCII must stand in quotes or in a comment", place_of(name_, line_)));
  }

  void count(char c) {
    refuse_beyond_ascii(c);
    switch (c) {
      case '\n':
        ++line_;
        dots_ = 0;
        break;
      case '[':
      case '{':
        ++depth_;
        dots_ = 0;
        break;
      case ']':
      case '}':
        --depth_;
        break;
      case ',':
      case '=':
        dots_ = 0;
        break;
      case '.':
        ++dots_;
        break;
      default:
        break;
    }
    if (dots_ > most_dots || depth_ > deepest_nesting)
      throw core::ScenarioError(
          fmt::format("{}: nested too deeply; a key may have at most {} dots, and brackets {} levels",
                      place_of(name_, line_), most_dots, deepest_nesting));
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool lines = text_.substr(at_, 3) == three;
    at_ += lines ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        if (!lines) return;  // unterminated: toml++ will say so
        ++line_;
      }
      if (c == '\\' && quote == '"' && at_ + 1 < text_.size()) {
        const auto next = text_.find_first_not_of(" \t\r\n", at_ + 1);
        if (next != std::string_view::npos && next > at_ + 1) refuse_beyond_ascii(text_[next]);
        at_ += text_[at_ + 1] == '\n' ? 1 : 2;
        continue;
      }
      if (c == quote && (!lines || text_.substr(at_, 3) == three)) {
        at_ += lines ? 3 : 1;
        // Up to two more quotes may belong to the content of a string of several lines.
        for (int extra = 0; lines && extra < 2 && at_ < text_.size() && text_[at_] == quote; ++extra) ++at_;
        return;
      }
      ++at_;
    }
  }

  std::string_view text_, name_;
  std::size_t at_ = 0;
  int line_ = 1, dots_ = 0, depth_ = 0;
};

void refuse_binary(std::string_view text, std::string_view name) {
  int line = 1;
  for (const char c : text) {
    if (c == '\n') ++line;
    if (static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\r' && c != '\t')
      throw core::ScenarioError(
          fmt::format("{}: this is no text file (byte {:#04x}); a scenario is TOML text", place_of(name, line), c));
  }
}

/// Names and texts reach terminals and pictures. A file holds no such byte itself, but "\\u001b" stands for one.
void refuse_controls(std::string_view text, const std::string& place) {
  if (std::any_of(text.begin(), text.end(),
                  [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f; }))
    throw core::ScenarioError(fmt::format("{}: a text without control characters is expected", place));
}

Value from(const toml::node& node, std::string_view name) {
  Value v;
  v.line = static_cast<int>(node.source().begin.line);
  v.place = place_of(name, v.line);
  if (const auto* t = node.as_table()) {
    v.type = Value::Type::table;
    for (const auto& [key, child] : *t) {
      refuse_controls(key.str(), place_of(name, static_cast<int>(key.source().begin.line)));
      v.members.push_back({std::string(key.str()), from(child, name)});
      // A table begins where its key is written, also if toml++ made it for a dotted key.
      Value& added = v.members.back().value;
      if (added.line == 0) {
        added.line = static_cast<int>(key.source().begin.line);
        added.place = place_of(name, added.line);
      }
    }
  } else if (const auto* a = node.as_array()) {
    v.type = Value::Type::array;
    for (const auto& child : *a) v.items.push_back(from(child, name));
  } else if (const auto* s = node.as_string()) {
    v.type = Value::Type::string;
    v.text = s->get();
    refuse_controls(v.text, v.place);
  } else if (const auto* i = node.as_integer()) {
    v.type = Value::Type::integer;
    v.number = static_cast<double>(i->get());
    v.text = std::to_string(i->get());
  } else if (const auto* d = node.as_floating_point()) {
    v.type = Value::Type::real;
    v.number = d->get();
    v.text = fmt::format("{}", d->get());
  } else if (const auto* b = node.as_boolean()) {
    v.type = Value::Type::boolean;
    v.flag = b->get();
    v.text = v.flag ? "true" : "false";
  } else {
    v.type = Value::Type::other;
    v.text = "a date or time";
  }
  return v;
}

void stamp(Value& v, const std::string& place) {
  v.place = place;
  v.line = 0;
  for (Value& item : v.items) stamp(item, place);
  for (Member& m : v.members) stamp(m.value, place);
}

std::string escaped(std::string_view content, bool lines) {
  std::string out;
  for (const char c : content) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (c == '\n')
      out += lines ? "\n" : "\\n";
    else if (static_cast<unsigned char>(c) < 32 || c == 127)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const Member& m : members)
    if (m.key == key) return &m.value;
  return nullptr;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(std::as_const(*this).find(key));
}

void Value::put(std::string key, Value value) {
  if (Value* old = find(key)) {
    *old = std::move(value);
    return;
  }
  const auto after = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key > key; });
  members.insert(after, Member{std::move(key), std::move(value)});
}

Value parse_toml(std::string_view text, std::string_view name) {
  refuse_binary(text, name);
  Guard(text, name).run();
  try {
    return from(toml::parse(text), name);
  } catch (const toml::parse_error& e) {
    throw core::ScenarioError(fmt::format("{}: {}. Mend this line or the one above: it is no TOML. {}",
                                          place_of(name, static_cast<int>(e.source().begin.line)), e.description(),
                                          how_toml_is_written));
  }
}

Value parse_set_value(std::string_view text, const std::string& place) {
  Value value;
  try {
    Value whole = parse_toml(fmt::format("value = {}", text), place);
    if (whole.members.size() == 1) value = std::move(whole.members.front().value);
  } catch (const core::ScenarioError&) {
    // no TOML value: a bare word or quantity, which the shell has stripped of its quotes
  }
  if (value.place.empty()) {
    value.type = Value::Type::string;
    value.text = std::string(text);
  }
  stamp(value, place);
  return value;
}

std::string read_text(const std::string& file, std::size_t largest) {
  std::error_code code;
  if (std::filesystem::is_directory(file, code))
    throw core::IoError(fmt::format("{}: this is a folder, not a file", file));
  std::ifstream in(file, std::ios::binary);
  if (!in) throw core::IoError(fmt::format("{}: cannot be opened ({})", file, std::generic_category().message(errno)));
  // Read at most one byte more than allowed: a size asked of the system would be wrong for a pipe.
  std::string text(largest + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > largest)
    throw core::ScenarioError(fmt::format("{}: larger than {} KiB, the most that is read", file, largest / 1024));
  if (in.bad()) throw core::IoError(fmt::format("{}: reading failed", file));
  return text;
}

std::string toml_string(std::string_view content) {
  if (content.find('\n') == std::string_view::npos) return fmt::format("\"{}\"", escaped(content, false));
  return fmt::format("\"\"\"\n{}\"\"\"", escaped(content, true));
}

std::string shown(const Value& value) {
  switch (value.type) {
    case Value::Type::string: {
      const bool longish = value.text.size() > 60;
      return fmt::format("\"{}{}\"", escaped(value.text.substr(0, 60), false), longish ? "..." : "");
    }
    case Value::Type::array:
      return "a list";
    case Value::Type::table:
      return "a section";
    default:
      return value.text;
  }
}

}  // namespace hari::scenario
