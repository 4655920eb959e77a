// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// @brief What every target of this folder defines: it is given any bytes, and may refuse them with the error that
/// belongs to them, but must not crash, hang or throw anything else. Called by libFuzzer, or by replay.cpp on the files
/// of the corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace hari::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Nothing that a terminal would obey.
inline bool harmless(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f; });
}

/// A broken promise: libFuzzer keeps the input, replay.cpp names its file.
inline void insist(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace hari::fuzz
