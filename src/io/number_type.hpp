// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <hdf5.h>

#include <array>
#include <cstddef>
#include <optional>

#include "hari/io/column_file.hpp"

namespace hari::io {

inline constexpr std::array<std::size_t, 6> number_sizes{8, 4, 4, 1, 4, 8};
inline std::size_t size_of(NumberType type) {
  return number_sizes[static_cast<std::size_t>(type)];
}

/// As numbers lie in files, on any machine.
inline hid_t file_type(NumberType type) {
  const std::array<hid_t, 6> types{H5T_IEEE_F64LE, H5T_IEEE_F32LE, H5T_STD_I32LE,
                                   H5T_STD_U8LE,   H5T_STD_U32LE,  H5T_STD_U64LE};
  return types[static_cast<std::size_t>(type)];
}
inline hid_t memory_type(NumberType type) {
  const std::array<hid_t, 6> types{H5T_NATIVE_DOUBLE, H5T_NATIVE_FLOAT,  H5T_NATIVE_INT32,
                                   H5T_NATIVE_UINT8,  H5T_NATIVE_UINT32, H5T_NATIVE_UINT64};
  return types[static_cast<std::size_t>(type)];
}
inline std::optional<NumberType> number_type(hid_t type) {
  for (std::size_t i = 0; i < number_sizes.size(); ++i)
    if (H5Tequal(type, file_type(static_cast<NumberType>(i))) > 0) return static_cast<NumberType>(i);
  return std::nullopt;
}

}  // namespace hari::io
