// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <functional>

namespace hari::cli {

/// @brief Calls `work(i)` for every i below `n`, up to `at_once` at a time, each on its share of the threads: small
/// blocks use one thread far better than many. A failure asks those that run to stop (as Ctrl-C would) and no other is
/// begun; once all have ended, the failure of the lowest index is rethrown.
void side_by_side(std::size_t n, std::size_t at_once, const std::function<void(std::size_t)>& work);

}  // namespace hari::cli
