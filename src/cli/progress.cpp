// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

#include "tell.hpp"

namespace hari::cli {

using Clock = std::chrono::steady_clock;

Progress::Progress(core::Days from, core::Days to)
    : from_(from), to_(to), start_(Clock::now()), shown_(start_ - std::chrono::seconds(1)), terminal_(isatty(2) == 1) {}

Progress::~Progress() {
  if (any_) tell("\r\033[K");
}

void Progress::show(core::Days age, double r2, double r7) {
  const auto now = Clock::now();
  if (!terminal_ || now - shown_ < std::chrono::milliseconds(200)) return;
  shown_ = now;
  any_ = true;
  const double done = to_ > from_ ? (age - from_) / (to_ - from_) : 1.0;
  const double spent = std::chrono::duration<double>(now - start_).count();
  const auto left = static_cast<long>(done > 0.01 ? spent * (1 - done) / done : 0.0);
  const std::string read = std::isnan(r2) ? "" : fmt::format("  R2 {:.3f}  R7 {:.3f}", r2, r7);
  const std::string wait = done > 0.01 ? fmt::format("  {}:{:02} left", left / 60, left % 60) : "";
  tell(fmt::format("\r\033[Kage {:5.1f} of {:.0f} years  {:3.0f} %{}{}", core::in_years(age), core::in_years(to_),
                   100 * done, read, wait));
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
