// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
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

int write_all(int fd, std::span<const std::string_view> pieces) {
  int cause = 0;
  for (std::string_view piece : pieces)
    if (cause == 0) cause = write_all(fd, piece);
  return cause;
}

/// @return standard output or error if that is the file, else -1
int printed_to(const struct stat& file) {
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat own {};
    if (::fstat(fd, &own) == 0 && own.st_dev == file.st_dev && own.st_ino == file.st_ino) return fd;
  }
  return -1;
}

void write_in_place(const std::filesystem::path& path, std::span<const std::string_view> pieces) {
  struct stat there {};
  const int own = ::stat(path.c_str(), &there) == 0 ? printed_to(there) : -1;
  if (own == STDOUT_FILENO) static_cast<void>(std::fflush(stdout));  // what was printed before comes before
  Descriptor file(own >= 0 ? ::dup(own) : ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (file.get() < 0) refuse(path, "write", errno);
  int cause = write_all(file.get(), pieces);
  if (file.close() != 0 && cause == 0) cause = errno;
  if (cause != 0) refuse(path, "write", cause);
}

}  // namespace

bool only_in_place(const std::filesystem::path& path) {
  struct stat there {};
  if (::stat(path.c_str(), &there) != 0) return false;
  if (S_ISDIR(there.st_mode)) refuse(path, "write", EISDIR);
  return !S_ISREG(there.st_mode) || printed_to(there) >= 0;
}

void write_whole(const std::filesystem::path& path, std::span<const std::string_view> pieces) {
  if (only_in_place(path)) return write_in_place(path, pieces);
  const std::string part = path.string() + ".part";
  Descriptor file(::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666));
  if (file.get() < 0) refuse(part, "write", errno);
  int cause = write_all(file.get(), pieces);
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
