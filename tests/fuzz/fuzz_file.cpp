// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "hari/core/error.hpp"
#include "hari/io/column_file.hpp"
#include "hari/io/run_folder.hpp"
#include "target.hpp"

/// Any bytes in the place of a checkpoint. A seal made by chance would take 2^64 tries, so nothing is accepted.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("hari_fuzz_" + std::to_string(::getpid()) + ".h5");
  std::FILE* out = std::fopen(file.c_str(), "wb");
  fuzz::insist(out && std::fwrite(data, 1, size, out) == size && std::fclose(out) == 0);
  bool refused = false;
  try {
    io::read_groups(file, io::checkpoint_kind);
  } catch (const core::IoError&) {
    refused = true;
  }
  std::filesystem::remove(file);
  fuzz::insist(refused);
  return 0;
}
