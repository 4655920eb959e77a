// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/column.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"

namespace hari::core {

const Column& find_column(const ColumnGroup& group, const std::string& name) {
  for (const Column& c : group.columns)
    if (c.info.name == name) return c;
  throw IoError(fmt::format("group \"{}\" has no column \"{}\"", group.name, name));
}

void column_type_differs(const ColumnGroup& group, const std::string& name) {
  throw IoError(fmt::format("column \"{}\" of group \"{}\" has another number type than this version of hari stores",
                            name, group.name));
}

}  // namespace hari::core
