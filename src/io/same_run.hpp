// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "hari/core/time.hpp"
#include "hari/io/column_file.hpp"

namespace hari::io {

/// @brief What tells a frame or checkpoint of one run from those of others, which may lie in its folder by mistake.
struct Head {
  std::uint64_t seed = 0;
  core::Days age{0};
};
/// @throws IoError as read_groups, or if the file has no age or seed
Head head_of(const std::filesystem::path& file, const FileKind& kind);

/// Ages [day] of the frames that run.h5 lists; none where it is missing or damaged, since it is made anew.
std::vector<double> listed_ages(const std::filesystem::path& folder);

/// @param listed  age [day] at which run.h5 lists the frame, where it does
/// @throws IoError if it is of another run than the one with this seed, or not the frame that is listed
void refuse_strange(const std::filesystem::path& file, const Head& head, std::uint64_t seed,
                    std::optional<double> listed);

}  // namespace hari::io
