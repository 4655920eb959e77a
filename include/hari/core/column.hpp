// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace hari::core {

/// What a reader needs to know of a column of plain numbers.
struct ColumnInfo {
  std::string name;  ///< snake_case, unique in its group
  std::string unit;  ///< UDUNITS-2 text, "1" if none
  std::string doc;   ///< one line: long name
  int width = 1;     ///< numbers per row, row after row
};

/// The element types that hari stores.
using ColumnValues = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int32_t>,
                                  std::vector<std::uint8_t>, std::vector<std::uint32_t>, std::vector<std::uint64_t>>;

/// A column that owns its numbers, on its way to or from a file.
struct Column {
  ColumnInfo info;
  ColumnValues values;
};

/// Named columns that belong together (cells, fibres, a curve). A file's group, a table's header.
struct ColumnGroup {
  std::string name;
  std::vector<Column> columns;
};

/// States expose their columns by a member `template <class V> void columns(V&& visit)` that calls
/// `visit(ColumnInfo, std::vector<T>&)` for each. The two functions below move a state into groups and back.
template <class State>
ColumnGroup take_columns(std::string name, const State& state) {
  ColumnGroup group{std::move(name), {}};
  const_cast<State&>(state).columns([&](ColumnInfo info, const auto& values) {
    group.columns.push_back({std::move(info), ColumnValues(values)});
  });
  return group;
}

/// @brief Fills `state` from `group`, by name.
/// @throws IoError if a column is missing or of another type
template <class State>
void put_columns(const ColumnGroup& group, State& state);

/// @throws IoError if `name` is not in `group`
const Column& find_column(const ColumnGroup& group, const std::string& name);
[[noreturn]] void column_type_differs(const ColumnGroup& group, const std::string& name);

template <class State>
void put_columns(const ColumnGroup& group, State& state) {
  state.columns([&](const ColumnInfo& info, auto& values) {
    using Values = std::remove_reference_t<decltype(values)>;
    const Column& column = find_column(group, info.name);
    if (const auto* v = std::get_if<Values>(&column.values))
      values = *v;
    else
      column_type_differs(group, info.name);
  });
}

}  // namespace hari::core
