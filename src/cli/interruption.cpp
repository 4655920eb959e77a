// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "interruption.hpp"

#include <atomic>
#include <csignal>

namespace hari::cli {
namespace {

std::atomic<bool> wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait");

extern "C" void hari_on_signal(int) {
  wanted = true;
}

}  // namespace

void heed_signals() {
  struct sigaction heed {};
  heed.sa_handler = hari_on_signal;
  heed.sa_flags = SA_RESTART | SA_RESETHAND;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction present {};
    sigaction(signal, nullptr, &present);
    if (present.sa_handler != SIG_IGN) sigaction(signal, &heed, nullptr);
  }
  std::signal(SIGPIPE, SIG_IGN);
}

void heed_file_limit() {
  std::signal(SIGXFSZ, SIG_IGN);
}

bool wanted_to_stop() {
  return wanted;
}

void ask_to_stop() {
  wanted = true;
}

}  // namespace hari::cli
