// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "hari/scenario/scenario.hpp"
#include "journal.hpp"

namespace hari::cli {

/// A treated block and the same block without the treatments: same seed, same clock.
struct Pair {
  Journal treated, untreated;
};

/// @brief True if the run of this scenario brings its untreated twin along, in the folder `twin` of its own.
bool has_twin(const scenario::Scenario& scenario);

/// Folder of the twin in that of a run.
std::filesystem::path twin_folder(const std::filesystem::path& run);

/// @brief Treated minus untreated by age: the mean over pairs of every column of the series, and its standard error
/// from two pairs on. Since both of a pair share seed and clock, what blocks differ in by chance falls out.
/// @throws IoError if not all readings are at the same ages
core::ColumnGroup paired_difference(const std::vector<Pair>& pairs);

/// @brief Writes series_difference.csv into `folder`, and returns the table a user sees.
std::string report_difference(const std::vector<Pair>& pairs, const std::filesystem::path& folder);

}  // namespace hari::cli
