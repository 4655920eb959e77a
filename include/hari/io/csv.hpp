// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "hari/core/column.hpp"

namespace hari::io {

/// @brief One header row of column names, then one line per row. Numbers are the shortest text that reads back as the
/// same bits; NaN, a reading that there is none of, leaves its field empty. A column of width n > 1 becomes n columns:
/// name_0, name_1, ...
/// @throws BugError if the columns differ in rows
std::string csv_text(const core::ColumnGroup& table);

/// @brief A text as a field: quoted where a comma, quote or line break would tear it.
std::string csv_field(const std::string& text);

/// @brief csv_text to a file, whole or not at all.
void write_csv(const std::filesystem::path& path, const core::ColumnGroup& table);

/// @brief The same with a first column of texts, one per row.
void write_csv(const std::filesystem::path& path, const core::ColumnGroup& table, const std::string& name,
               std::span<const std::string> texts);

}  // namespace hari::io
