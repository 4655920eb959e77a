// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/core/units.hpp"

namespace hari::scenario {
namespace {

using core::Key;
using core::ValueKind;
using Type = Value::Type;

/// Bounds are converted, so the last bit of "500 mbar" in kPa may fall outside its own range.
constexpr double range_slack = 1e-12;

bool outside(const Key& key, double value) {
  const double slack =
      key.kind == ValueKind::integer ? 0.0 : range_slack * std::max(std::abs(key.low), std::abs(key.high));
  return !(value >= key.low - slack && value <= key.high + slack);
}

/// Unit in which the user thinks: that of the default, else the inside unit.
std::string users_unit(const Key& key) {
  std::string_view text = key.fallback;
  const auto space = text.find(' ');
  if (space == std::string_view::npos || key.kind != ValueKind::quantity) return key.unit;
  text.remove_prefix(space + 1);
  return core::same_dimension(text, key.unit) ? std::string(text) : key.unit;
}

std::string example_of(const Key& key) {
  if (!key.fallback.empty() && key.kind == ValueKind::quantity) return key.fallback;
  if (key.unit == "year") return "50 years";
  return core::quantity_example(key.unit);
}

class Checker {
 public:
  Checker(const Key& key, Problems& problems) : key_(key), problems_(problems) {}

  Setting run(const Value& v) {
    setting_.key = key_.name;
    setting_.place = v.place;
    switch (key_.kind) {
      case ValueKind::quantity:
        setting_.number = quantity(v, setting_.text);
        break;
      case ValueKind::integer:
        integer(v);
        break;
      case ValueKind::flag:
        flag(v);
        break;
      case ValueKind::word:
        word(v, setting_.word, setting_.text);
        break;
      case ValueKind::text:
        text(v);
        break;
      case ValueKind::quantities:
      case ValueKind::words:
        list(v);
        break;
      case ValueKind::table:
        core::expect(false, "a table is a section of its own, not a key of one");
        break;
    }
    return setting_;
  }

 private:
  void wrong(const Value& v, const std::string& expected) {
    problems_.add(v, fmt::format("\"{}\" is {}; {}.", key_.name, shown(v), expected));
  }

  double quantity(const Value& v, std::string& as_toml) {
    const std::string expected =
        fmt::format("{} is expected, for example {} ({})", core::quantity_kind(key_.unit),
                    key_.unit == "1" ? example_of(key_) : toml_string(example_of(key_)), range_text(key_));
    const bool bare = key_.unit == "1" && (v.type == Type::integer || v.type == Type::real);
    if (v.type != Type::string && !bare) {
      wrong(v, expected);
      return 0;
    }
    as_toml = bare ? v.text : toml_string(v.text);
    double value = v.number;
    try {
      if (!bare) value = core::parse_quantity(v.text, key_.unit);
    } catch (const core::ScenarioError&) {  // it knows neither key nor range
      wrong(v, expected);
      return 0;
    }
    if (outside(key_, value)) wrong(v, fmt::format("allowed is {}", range_text(key_)));
    return value;
  }

  void integer(const Value& v) {
    const bool whole = (v.type == Type::integer || v.type == Type::real) && std::floor(v.number) == v.number;
    if (!whole) {
      wrong(v, fmt::format("a whole number is expected ({})", range_text(key_)));
    } else if (outside(key_, v.number)) {
      wrong(v, fmt::format("allowed is {}", range_text(key_)));
    } else {
      setting_.number = v.number;
      setting_.text = fmt::format("{}", static_cast<long long>(v.number));
    }
  }

  void flag(const Value& v) {
    if (v.type != Type::boolean) return wrong(v, "true or false is expected");
    setting_.flag = v.flag;
    setting_.text = v.text;
  }

  void word(const Value& v, std::string& out, std::string& as_toml) {
    if (v.type != Type::string) return wrong(v, fmt::format("a word is expected: {}", joined(key_.choices)));
    if (!key_.choices.empty() && std::ranges::find(key_.choices, v.text) == key_.choices.end())
      return problems_.add(v, fmt::format("\"{}\" is {}{} Allowed: {}.", key_.name, shown(v),
                                          suggestion(v.text, key_.choices), joined(key_.choices)));
    out = v.text;
    as_toml = toml_string(v.text);
  }

  void text(const Value& v) {
    if (v.type != Type::string) return wrong(v, "a text in quotes is expected");
    if (v.text.empty() && key_.fallback.empty()) return wrong(v, "it must not be empty");
    // It is printed to terminals and drawn into pictures.
    if (std::any_of(v.text.begin(), v.text.end(),
                    [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f; }))
      return wrong(v, "a text without control characters is expected");
    setting_.word = v.text;
    setting_.text = toml_string(v.text);
  }

  void list(const Value& v) {
    const bool words = key_.kind == ValueKind::words;
    if (v.type != Type::array)
      return wrong(v, words ? "a list of words is expected"
                            : fmt::format("a list is expected, for example [\"{}\"]", example_of(key_)));
    std::vector<std::string> texts;
    for (const Value& item : v.items) {
      std::string as_toml, content;
      if (words) {
        word(item, content, as_toml);
        setting_.words.push_back(content);
      } else {
        setting_.numbers.push_back(quantity(item, as_toml));
      }
      texts.push_back(as_toml);
    }
    setting_.text = fmt::format("[{}]", joined(texts));
  }

  const Key& key_;
  Problems& problems_;
  Setting setting_;
};

/// A default is written as the user would write the content of the key: no quotes, "" for an empty text, [] for an
/// empty list.
Value default_of(const Key& key) {
  Value v;
  v.place = "built-in default";
  switch (key.kind) {
    case ValueKind::quantity:
      if (key.unit == "1") return parse_set_value(key.fallback, v.place);
      break;
    case ValueKind::integer:
    case ValueKind::flag:
    case ValueKind::quantities:
    case ValueKind::words:
      return parse_set_value(key.fallback, v.place);
    default:
      break;
  }
  v.type = Type::string;
  v.text = key.fallback == "\"\"" ? std::string() : key.fallback;
  return v;
}

}  // namespace

const Setting& Settings::at(std::string_view key) const {
  for (const Setting& s : values)
    if (s.key == key) return s;
  core::expect(false, fmt::format("schema \"{}\" has no key \"{}\"", name, key));
  return values.front();
}

void Problems::add(const std::string& place, int line, std::string message) {
  found_.push_back({line, fmt::format("{}: {}", place, message)});
}

void Problems::raise_if_any() {
  if (found_.empty()) return;
  // Words of the command line carry line 0 and come first: they were typed last.
  std::stable_sort(found_.begin(), found_.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  std::string all;
  for (const Problem& p : found_) {
    if (!all.empty()) all += '\n';
    all += p.text;
  }
  throw core::ScenarioError(all);
}

Settings check_section(const Value& table, const core::Schema& schema, std::string_view header, Problems& problems,
                       std::string_view ignored) {
  Settings settings{schema.name, {}};
  std::vector<std::string> known;
  for (const Key& key : schema.keys) known.push_back(key.name);
  for (const Member& m : table.members)
    if (m.key != ignored && std::ranges::find(known, m.key) == known.end())
      problems.add(m.value, fmt::format("unknown key \"{}\" in {}{} Allowed: {}.", m.key, header,
                                        suggestion(m.key, known), joined(known)));
  for (const Key& key : schema.keys) {
    const Value* given = table.find(key.name);
    if (!given && key.fallback.empty()) {
      problems.add(table, fmt::format("{} needs \"{}\", for example {}.", header, key.name, example_line(key)));
      settings.values.emplace_back().key = key.name;
      continue;
    }
    settings.values.push_back(Checker(key, problems).run(given ? *given : default_of(key)));
    if (!given) settings.values.back().place = table.place;
  }
  return settings;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = core::nearest_name(word, known);
  return near.empty() ? "." : fmt::format("; did you mean \"{}\"?", near);
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string in_users_unit(const Key& key, double value) {
  if (key.kind == ValueKind::integer) return fmt::format("{}", static_cast<long long>(value));
  const auto calendar = [](std::string_view u) { return u == "year" || u == "month" || u == "week" || u == "day"; };
  std::string unit = users_unit(key);
  if (unit.ends_with('s') && calendar(std::string_view(unit).substr(0, unit.size() - 1))) unit.pop_back();
  double number = core::convert(value, key.unit, unit);
  constexpr double clumsy = 0.05;  // a day is no "0.0027 years"
  if (calendar(unit) && std::abs(number) < clumsy && number != 0) {
    unit = key.unit;
    number = value;
  }
  std::string digits = fmt::format("{:.6g}", number);
  if (unit == "1") return digits;
  return fmt::format("{} {}{}", digits, unit, calendar(unit) && digits != "1" ? "s" : "");
}

std::string range_text(const Key& key) {
  return fmt::format("{} to {}", in_users_unit(key, key.low), in_users_unit(key, key.high));
}

std::string example_line(const Key& key) {
  switch (key.kind) {
    case ValueKind::quantity:
      if (key.unit == "1") return fmt::format("{} = {}", key.name, example_of(key));
      return fmt::format("{} = {}", key.name, toml_string(example_of(key)));
    case ValueKind::integer:
      return fmt::format("{} = {}", key.name, key.fallback.empty() ? in_users_unit(key, key.low) : key.fallback);
    case ValueKind::flag:
      return fmt::format("{} = {}", key.name, key.fallback.empty() ? "true" : key.fallback);
    case ValueKind::word: {
      const std::string first = key.choices.empty() ? "name" : key.choices.front();
      return fmt::format("{} = {}", key.name, toml_string(key.fallback.empty() ? first : key.fallback));
    }
    case ValueKind::text:
      return fmt::format("{} = \"...\"", key.name);
    case ValueKind::quantities:
      return fmt::format("{} = [\"{}\"]", key.name, example_of(key));
    case ValueKind::words:
      return fmt::format("{} = [{}]", key.name, joined(key.choices));
    case ValueKind::table:
      break;
  }
  return key.name;
}

}  // namespace hari::scenario
