// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "hari/core/error.hpp"
#include "hari/scenario/assemble.hpp"

namespace hari::scenario {
namespace {

/// Takes the fields of one record off the front of a CSV table; in quotes, a quote is doubled, and a line may end.
std::vector<std::string> take_record(std::string_view& table) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  std::size_t i = 0;
  for (; i < table.size() && (quoted || table[i] != '\n'); ++i) {
    const char c = table[i];
    if (c == '"' && quoted && i + 1 < table.size() && table[i + 1] == '"') {
      fields.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  table.remove_prefix(std::min(table.size(), i + 1));
  return fields;
}

double number(const std::string& text, std::string_view place) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size())
    throw core::IoError(fmt::format("{}: \"{}\" is no number", place, text));
  return value;
}

core::Status status(const std::string& word, std::string_view place) {
  for (const core::Status s : {core::Status::measured, core::Status::calibrated, core::Status::assumed})
    if (word == core::status_name(s)) return s;
  throw core::IoError(fmt::format("{}: \"{}\" is no status of a parameter", place, word));
}

}  // namespace

core::ParameterSet stored_parameters(std::string_view table, std::string_view place) {
  core::ParameterSet parameters;
  const std::string_view head = parameter_table_head;
  if (!table.starts_with(head)) throw core::IoError(fmt::format("{}: the table of parameters has another head", place));
  for (table.remove_prefix(head.size()); !table.empty();) {
    const std::vector<std::string> f = take_record(table);
    constexpr std::size_t columns = 8;
    if (f.size() != columns)
      throw core::IoError(fmt::format("{}: a parameter has {} fields; wanted: {}", place, f.size(), columns));
    parameters.add({.name = f[0],
                    .value = number(f[1], place),
                    .unit = f[2],
                    .low = number(f[3], place),
                    .high = number(f[4], place),
                    .status = status(f[5], place),
                    .source = f[6],
                    .doc = f[7],
                    .place = std::string(place)});
  }
  return parameters;
}

}  // namespace hari::scenario
