// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "side_by_side.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

#include "hari/core/parallel.hpp"
#include "interruption.hpp"

namespace hari::cli {

void side_by_side(std::size_t n, std::size_t at_once, const std::function<void(std::size_t)>& work) {
  const std::size_t lanes = std::min(n, std::max<std::size_t>(1, at_once));
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failed(n);
  const auto take_turns = [&] {
    for (std::size_t i = next++; i < n && !wanted_to_stop(); i = next++) try {
        work(i);
      } catch (...) {
        failed[i] = std::current_exception();
        if (lanes > 1) ask_to_stop();
        return;
      }
  };
  if (lanes <= 1) {
    take_turns();
  } else {
    const auto threads = static_cast<std::size_t>(core::threads());
    std::vector<std::jthread> others;
    for (std::size_t lane = 0; lane < lanes; ++lane)
      others.emplace_back([&, share = threads / lanes + (lane < threads % lanes)] {
        core::set_threads(static_cast<int>(share));  // of this thread alone
        take_turns();
      });
  }
  for (const std::exception_ptr& e : failed)
    if (e) std::rethrow_exception(e);
}

}  // namespace hari::cli
