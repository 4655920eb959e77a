// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <chrono>
#include <string>

#include "hari/core/time.hpp"

namespace hari::cli {

/// @brief One line on standard error that tells how far a run is; silent when that is no terminal. Of several side by
/// side, the line tells of the one with most years before it.
class Progress {
 public:
  /// @param from,to ages between which the run lives
  Progress(core::Days from, core::Days to);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  /// @param r2,r7 last readings, NaN before the first
  void show(core::Days age, double r2, double r7);

 private:
  core::Days from_, to_;
  std::chrono::steady_clock::time_point start_, shown_;
  double done_ = 0;  ///< share
  bool terminal_, any_ = false;
};

/// @brief The same for work that knows its share done.
class Percent {
 public:
  /// @param what  is being done
  explicit Percent(std::string what);
  ~Percent();
  /// @param done  share, 0 to 1
  void show(double done);

 private:
  std::string what_;
  bool terminal_, any_ = false;
};

}  // namespace hari::cli
