// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <vector>

#include "hari/core/time.hpp"

namespace hari::treatment {

/// Ages at which something is done, in order.
class Sessions {
 public:
  explicit Sessions(std::vector<core::Days> at) : at_(std::move(at)) { std::ranges::sort(at_); }

  const std::vector<core::Days>& all() const { return at_; }
  /// Those in [from, to).
  std::vector<core::Days> within(core::Days from, core::Days to) const {
    return {std::ranges::lower_bound(at_, from), std::ranges::lower_bound(at_, to)};
  }
  /// Those in (from, to].
  std::vector<core::Days> events(core::Days from, core::Days to) const {
    return {std::ranges::upper_bound(at_, from), std::ranges::upper_bound(at_, to)};
  }

 private:
  std::vector<core::Days> at_;
};

}  // namespace hari::treatment
