// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/csv.hpp"

#include <fmt/format.h>

#include <variant>

#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/column_file.hpp"

namespace hari::io {

std::string csv_text(const core::ColumnGroup& table) {
  std::string text;
  std::size_t rows = 0;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const core::Column& column = table.columns[c];
    const std::size_t here = shape_of(table.name, column).rows;
    core::expect(c == 0 || here == rows, "the columns of a table have equal rows");
    rows = here;
    const std::string comma = c == 0 ? "" : ",";
    if (column.info.width == 1) text += comma + column.info.name;
    for (int w = 0; column.info.width > 1 && w < column.info.width; ++w)
      text += fmt::format("{}{}_{}", w == 0 ? comma : ",", column.info.name, w);
  }
  text += '\n';
  for (std::size_t r = 0; r < rows; ++r) {
    bool first = true;
    for (const core::Column& column : table.columns) {
      const auto width = static_cast<std::size_t>(column.info.width);
      std::visit(
          [&](const auto& v) {
            for (std::size_t w = 0; w < width; ++w) {
              if (!first) text += ',';
              const auto number = v[r * width + w];
              if (number == number) text += fmt::to_string(number);  // a reading that is none leaves its field empty
              first = false;
            }
          },
          column.values);
    }
    text += '\n';
  }
  return text;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void write_csv(const std::filesystem::path& path, const core::ColumnGroup& table) {
  write_text(path, csv_text(table));
}

void write_csv(const std::filesystem::path& path, const core::ColumnGroup& table, const std::string& name,
               std::span<const std::string> texts) {
  const std::string numbers = csv_text(table);
  std::string text;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < numbers.size(); ++line) {
    const std::size_t end = numbers.find('\n', begin) + 1;
    core::expect(line <= texts.size(), "there is a text for every row");
    text += csv_field(line == 0 ? name : texts[line - 1]) + "," + numbers.substr(begin, end - begin);
    begin = end;
  }
  write_text(path, text);
}

}  // namespace hari::io
