// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hari::io {

/// @brief The last bytes of every HDF5 file of hari: a mark, the length of what precedes and its checksum.
///
/// HDF5 itself passes over bytes behind its end, so any reader opens a sealed file. hari looks at the seal first: a
/// file that is cut or changed in any byte never reaches the HDF5 library, which is known to crash on some of those.
inline constexpr std::size_t seal_size = 32;
std::string seal_of(std::string_view body);

/// @return bytes before the seal
/// @throws IoError if the file cannot be read, is not of hari, is cut or differs from what was written
std::uint64_t check_seal(const std::filesystem::path& path);

}  // namespace hari::io
