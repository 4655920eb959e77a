// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <span>

#include "hari/core/column.hpp"

namespace hari::io {

/// @brief No file of a run holds a number that is none: what computed it has failed, however well the rest looks.
/// @throws SolverError naming column and row of the first that is infinite or NaN, and the file that was not written
void refuse_unless_finite(const std::filesystem::path& path, std::span<const core::ColumnGroup> groups);

}  // namespace hari::io
