// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "hari/core/time.hpp"
#include "hari/mesh/layer.hpp"

namespace hari::treatment {

/// For stimulus::Source::layers.
inline constexpr std::array<bool, mesh::n_layers> dermis_only = [] {
  std::array<bool, mesh::n_layers> layers{};
  for (mesh::Layer l : mesh::all_layers) layers[static_cast<std::size_t>(l)] = mesh::is_dermis(l);
  return layers;
}();

/// Share of [begin, end] that lies in [from, to] [-].
inline double overlap(core::Days from, core::Days to, core::Days begin, core::Days end) {
  return std::max(0.0, (std::min(to, end) - std::max(from, begin)) / (end - begin));
}

/// Mean over [begin, end] of what is 1 at `since` and fades with the time constant tau; 0 before [-].
inline double mean_fading(core::Days since, core::Days tau, core::Days begin, core::Days end) {
  const core::Days b = std::max(begin, since);
  if (b >= end) return 0;
  return (tau / (end - begin)) * std::exp(-(b - since) / tau) * -std::expm1(-(end - b) / tau);
}

/// Mean over [begin, end] of what rises towards 1 from `from` on and fades from `to` on, both with tau [-].
inline double mean_presence(core::Days from, core::Days to, core::Days tau, core::Days begin, core::Days end) {
  const auto risen = [&](core::Days since) {
    return overlap(since, std::max(since, end), begin, end) - mean_fading(since, tau, begin, end);
  };
  return std::max(0.0, risen(from) - risen(to));
}

}  // namespace hari::treatment
