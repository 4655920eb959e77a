// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

#include "hari/core/error.hpp"

namespace hari::io {
namespace {

static_assert(std::endian::native == std::endian::little, "the seal is written as little-endian words");
constexpr std::string_view mark = "hari sealed file";
constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n";
static_assert(mark.size() + 2 * sizeof(std::uint64_t) == seal_size);

/// Four interleaved FNV-1a sums over 64-bit words. Each step is a bijection of its lane, so a change within any one
/// word always changes the sum.
class Checksum {
 public:
  static constexpr std::size_t block = 32;

  /// @param bytes  whole blocks, except at the end of the file
  void add(std::string_view bytes) {
    for (; bytes.size() >= block; bytes.remove_prefix(block)) add_block(bytes.data());
    if (bytes.empty()) return;
    std::array<char, block> last{};
    std::memcpy(last.data(), bytes.data(), bytes.size());
    add_block(last.data());
  }
  std::uint64_t value(std::uint64_t length) const {
    std::uint64_t sum = mix(basis, length);
    for (std::uint64_t lane : lanes_) sum = mix(std::rotl(sum, 23), lane);
    return sum;
  }

 private:
  static constexpr std::uint64_t basis = 0xcbf29ce484222325u, prime = 0x100000001b3u;
  static std::uint64_t mix(std::uint64_t sum, std::uint64_t word) { return (sum ^ word) * prime; }
  void add_block(const char* at) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), at, block);
    for (std::size_t i = 0; i < 4; ++i) lanes_[i] = std::rotl(mix(lanes_[i], words[i]), 29);
  }
  std::array<std::uint64_t, 4> lanes_{basis, basis + 1, basis + 2, basis + 3};
};

std::string seal_text(std::uint64_t length, std::uint64_t sum) {
  std::string seal(mark);
  seal.append(reinterpret_cast<const char*>(&length), sizeof length);
  seal.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  return seal;
}

struct Close {
  void operator()(std::FILE* f) const { std::fclose(f); }
};

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view cause) {
  throw core::IoError(fmt::format("cannot read {}: {}", path.string(), cause));
}

}  // namespace

std::string seal_of(std::string_view body) {
  Checksum sum;
  sum.add(body);
  return seal_text(body.size(), sum.value(body.size()));
}

std::uint64_t check_seal(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (is_directory(status)) refuse(path, "it is a folder");
  if (exists(status) && !is_regular_file(status)) refuse(path, "it is no regular file");  // a pipe would never open
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  if (!file) refuse(path, std::generic_category().message(errno));
  const std::uint64_t size = std::filesystem::file_size(path, error);
  if (error) refuse(path, error.message());
  if (size == 0) refuse(path, "it is empty");

  std::vector<char> buffer(std::size_t{1} << 20);
  static_assert((std::size_t{1} << 20) % Checksum::block == 0);
  Checksum sum;
  const std::uint64_t body = size > seal_size ? size - seal_size : 0;
  for (std::uint64_t done = 0; done < body;) {
    const std::size_t due = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), body - done));
    if (std::fread(buffer.data(), 1, due, file.get()) != due) refuse(path, "it cannot be read to its end");
    const std::string_view piece(buffer.data(), due);
    if (done == 0 && !piece.starts_with(hdf5_signature)) refuse(path, "it is not an HDF5 file");
    sum.add(piece);
    done += due;
  }
  std::array<char, seal_size> found{};
  if (body == 0 || std::fread(found.data(), 1, seal_size, file.get()) != seal_size) refuse(path, "it is too short");
  const std::string_view seal(found.data(), seal_size);
  if (!seal.starts_with(mark)) refuse(path, "it was cut short, changed, or not written by hari (no seal at its end)");
  if (seal != seal_text(body, sum.value(body))) refuse(path, "it is damaged (its checksum differs from its seal)");
  return body;
}

}  // namespace hari::io
