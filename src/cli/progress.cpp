// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

#include "tell.hpp"

namespace hari::cli {

using Clock = std::chrono::steady_clock;

namespace {
std::mutex one_line;
std::vector<const Progress*> running;  // under `one_line`
}  // namespace

Progress::Progress(core::Days from, core::Days to)
    : from_(from), to_(to), start_(Clock::now()), shown_(start_ - std::chrono::seconds(1)), terminal_(isatty(2) == 1) {
  const std::lock_guard held(one_line);
  running.push_back(this);
}

Progress::~Progress() {
  const std::lock_guard held(one_line);
  std::erase(running, this);
  if (any_) tell("\r\033[K");
}

void Progress::show(core::Days age, double r2, double r7) {
  const std::lock_guard held(one_line);
  const auto now = Clock::now();
  done_ = to_ > from_ ? (age - from_) / (to_ - from_) : 1.0;
  if (!terminal_ || now - shown_ < std::chrono::milliseconds(200)) return;
  const auto behind = [](const Progress* a, const Progress* b) { return a->done_ < b->done_; };
  if (*std::min_element(running.begin(), running.end(), behind) != this) return;
  shown_ = now;
  any_ = true;
  const double spent = std::chrono::duration<double>(now - start_).count();
  const auto left = static_cast<long>(done_ > 0.01 ? spent * (1 - done_) / done_ : 0.0);
  const std::string read = std::isnan(r2) ? "" : fmt::format("  R2 {:.3f}  R7 {:.3f}", r2, r7);
  const std::string wait = done_ > 0.01 ? fmt::format("  {}:{:02} left", left / 60, left % 60) : "";
  const std::string beside = running.size() > 1 ? fmt::format("  ({} blocks side by side)", running.size()) : "";
  tell(fmt::format("\r\033[Kage {:5.1f} of {:.0f} years  {:3.0f} %{}{}{}", core::in_years(age), core::in_years(to_),
                   100 * done_, read, wait, beside));
}

Percent::Percent(std::string what) : what_(std::move(what)), terminal_(isatty(2) == 1) {}

Percent::~Percent() {
  if (any_) tell("\r\033[K");
}

void Percent::show(double done) {
  if (!terminal_) return;
  any_ = true;
  tell(fmt::format("\r\033[K{}  {:3.0f} %", what_, 100 * done));
}

}  // namespace hari::cli
