// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "encoder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include "hari/core/error.hpp"

extern char** environ;

namespace hari::picture {
namespace {

std::string reason(int code) {
  return std::generic_category().message(code);
}

std::vector<std::string> command(const std::filesystem::path& file, const std::string& format, int width, int height,
                                 int rate) {
  const std::string size = fmt::format("{}x{}", width, height), fps = fmt::format("{}", rate);
  std::vector<std::string> line{"ffmpeg",
                                "-hide_banner",
                                "-loglevel",
                                "error",
                                "-xerror",  // a film cut short by a full disk is none
                                "-y",
                                "-f",
                                "rawvideo",
                                "-pix_fmt",
                                "rgb24",
                                "-s",
                                size,
                                "-framerate",
                                fps,
                                "-i",
                                "pipe:0",
                                "-an",
                                "-vf",
                                "scale=out_color_matrix=bt709:out_range=tv",
                                "-pix_fmt",
                                "yuv420p",
                                "-colorspace",
                                "bt709",
                                "-color_primaries",
                                "bt709",
                                "-color_trc",
                                "bt709",
                                "-color_range",
                                "tv",
                                "-fflags",
                                "+bitexact"};
  const std::vector<std::string> codec =
      format == "webm"
          ? std::vector<std::string>{"-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-row-mt", "1", "-cpu-used", "4"}
          : std::vector<std::string>{"-c:v", "libx264", "-crf", "18", "-preset", "medium", "-movflags", "+faststart"};
  line.insert(line.end(), codec.begin(), codec.end());
  // A name that begins with a dash is no option.
  line.insert(line.end(), {"-f", format, "file:" + file.string()});
  return line;
}

}  // namespace

Encoder::Encoder(const std::filesystem::path& file, const std::string& format, int width, int height, int rate) {
  // A socket, since one can be written to without a signal when the reader is gone.
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw core::IoError("no channel to ffmpeg can be made: " + reason(errno));
  frames_ = ends[0];
  words_ = ::memfd_create("ffmpeg", MFD_CLOEXEC);

  const std::vector<std::string> words = command(file, format, width, height, rate);
  std::vector<char*> argv;
  for (const std::string& w : words) argv.push_back(const_cast<char*>(w.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  if (words_ >= 0)
    posix_spawn_file_actions_adddup2(&actions, words_, 2);
  else
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  const int failed = ::posix_spawnp(&child_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    child_ = -1;
    hang_up();
    if (words_ >= 0) ::close(words_);
    throw core::IoError("ffmpeg cannot be started: " + reason(failed));
  }
}

Encoder::~Encoder() {
  if (child_ > 0) ::kill(child_, SIGTERM);
  hang_up();
  wait();
  if (words_ >= 0) ::close(words_);
}

void Encoder::hang_up() {
  if (frames_ >= 0) ::close(std::exchange(frames_, -1));
}

int Encoder::wait() {
  int status = 0;
  while (child_ > 0 && ::waitpid(child_, &status, 0) < 0)
    if (errno != EINTR) return -1;
  child_ = -1;
  return status;
}

void Encoder::fail() {
  hang_up();
  wait();
  std::string said(4096, '\0');
  const ssize_t n = words_ >= 0 ? ::pread(words_, said.data(), said.size(), 0) : 0;
  said.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  while (!said.empty() && said.back() == '\n') said.pop_back();
  throw core::IoError("ffmpeg made no film; it said: " + (said.empty() ? "nothing" : said));
}

void Encoder::add(const Image& image) {
  const std::uint8_t* at = image.rgb.data();
  for (std::size_t left = image.rgb.size(); left > 0;) {
    const ssize_t n = ::send(frames_, at, left, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail();
    at += n;
    left -= static_cast<std::size_t>(n);
  }
}

void Encoder::finish() {
  hang_up();
  const int status = wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail();
}

}  // namespace hari::picture
