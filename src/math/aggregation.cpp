// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "aggregation.hpp"

namespace hari::math {

Aggregates aggregate(const BlockView& a) {
  const std::size_t n = a.n_rows();
  Aggregates result;
  std::vector<std::int32_t>& of = result.of;
  of.assign(n, -1);
  const auto for_neighbours = [&](std::size_t r, auto&& visit) {
    for (std::size_t k = a.begin(r); k < a.end(r); ++k)
      if (a.at(k) != r && a.coupled(k)) visit(k);
  };
  const auto found = [&](std::size_t r) {
    const auto id = static_cast<std::int32_t>(result.n++);
    of[r] = id;
    for_neighbours(r, [&](std::size_t k) {
      if (of[a.at(k)] < 0) of[a.at(k)] = id;
    });
  };
  // First around nodes none of whose neighbours is taken,
  for (std::size_t r = 0; r < n; ++r) {
    bool alone = true, free = of[r] < 0;
    for_neighbours(r, [&](std::size_t k) {
      alone = false;
      free = free && of[a.at(k)] < 0;
    });
    if (free && !alone) found(r);
  }
  // then the others join the neighbour they hang on most,
  const std::vector<std::int32_t> first = of;
  for (std::size_t r = 0; r < n; ++r) {
    if (first[r] >= 0) continue;
    double best = 0;
    for_neighbours(r, [&](std::size_t k) {
      const double hold = a.norm2(k);
      if (first[a.at(k)] < 0 || hold <= best) return;
      best = hold;
      of[r] = first[a.at(k)];
    });
  }
  // and what is left makes aggregates of its own.
  for (std::size_t r = 0; r < n; ++r) {
    bool alone = true;
    for_neighbours(r, [&](std::size_t) { alone = false; });
    if (of[r] < 0 && !alone) found(r);
  }
  return result;
}

std::vector<Vec3> middles(const Aggregates& aggregates, const std::vector<Vec3>& position) {
  std::vector<Vec3> middle(aggregates.n, Vec3::Zero());
  std::vector<double> members(aggregates.n, 0.0);
  for (std::size_t r = 0; r < position.size(); ++r)
    if (aggregates.of[r] >= 0) {
      middle[static_cast<std::size_t>(aggregates.of[r])] += position[r];
      ++members[static_cast<std::size_t>(aggregates.of[r])];
    }
  for (std::size_t c = 0; c < aggregates.n; ++c) middle[c] /= members[c];
  return middle;
}

}  // namespace hari::math
