// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include "hari/core/error.hpp"

namespace hari::io {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view act, int cause) {
  throw core::IoError(fmt::format("cannot {} {}: {}", act, path.string(), std::generic_category().message(cause)));
}

/// @return 0 or the errno of what failed
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

}  // namespace

void write_whole(const std::filesystem::path& path, std::span<const std::string_view> pieces) {
  const std::string part = path.string() + ".part";
  Descriptor file(::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666));
  if (file.get() < 0) refuse(part, "write", errno);
  int cause = 0;
  for (std::string_view piece : pieces)
    if (cause == 0) cause = write_all(file.get(), piece);
  if (cause == 0 && ::fsync(file.get()) != 0) cause = errno;
  if (file.close() != 0 && cause == 0) cause = errno;
  if (cause == 0 && std::rename(part.c_str(), path.c_str()) != 0) cause = errno;
  if (cause != 0) {
    ::unlink(part.c_str());
    refuse(path, "write", cause);
  }
  // The new name itself is on the disk only once the folder is.
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  Descriptor entry(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (entry.get() < 0) refuse(folder, "flush", errno);
  if (::fsync(entry.get()) != 0 && errno != EINVAL)
    refuse(folder, "flush", errno);  // EINVAL: this file system has no need
}

void write_text(const std::filesystem::path& path, std::string_view text) {
  write_whole(path, std::span(&text, 1));
}

}  // namespace hari::io
