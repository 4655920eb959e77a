// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "lines.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "hari/core/parallel.hpp"

namespace hari::math {
namespace {

using Link = std::array<std::int32_t, 2>;  // neighbours along the line, -1: none

std::vector<Link> wishes(const BlockView& a, const std::vector<Vec3>& position) {
  std::vector<Link> wish(a.n_rows(), Link{-1, -1});
  core::for_each_index(a.n_rows(), [&](std::size_t r) {
    // Nearer by less than this counts as equally near; the first of them is taken.
    constexpr double nearer = 0.99;
    // Cosine between the two directions along a line.
    constexpr double straight = -0.7;
    Vec3 along = Vec3::Zero();
    for (std::size_t side = 0; side < 2; ++side) {
      double nearest = std::numeric_limits<double>::max();
      for (std::size_t k = a.begin(r); k < a.end(r); ++k) {
        const std::size_t c = a.at(k);
        if (c == r || !a.coupled(k)) continue;
        const Vec3 d = position[c] - position[r];
        const double length = d.norm();
        if (length >= nearer * nearest) continue;
        if (side == 1 && d.dot(along) > straight * length) continue;
        nearest = length;
        wish[r][side] = a.column[k];
      }
      if (wish[r][0] < 0) return;
      along = (position[static_cast<std::size_t>(wish[r][0])] - position[r]).normalized();
    }
  });
  return wish;
}

bool touches(const BlockView& a, std::size_t r, const std::vector<std::int32_t>& line, std::int32_t number,
             std::int32_t last) {
  for (std::size_t k = a.begin(r); k < a.end(r); ++k)
    if (line[a.at(k)] == number && a.column[k] != last && a.at(k) != r) return true;
  return false;
}

}  // namespace

Lines closest_lines(const BlockView& a, const std::vector<Vec3>& position) {
  const std::size_t n = a.n_rows();
  std::vector<Link> link = wishes(a, position);
  const std::vector<Link> wish = link;
  for (std::size_t r = 0; r < n; ++r)
    for (std::int32_t& to : link[r])
      if (to >= 0) {
        const Link& back = wish[static_cast<std::size_t>(to)];
        if (back[0] != static_cast<std::int32_t>(r) && back[1] != static_cast<std::int32_t>(r)) to = -1;
      }
  // Walk the chains: first from their ends, then what closes on itself.
  std::vector<std::int32_t> line(n, -1), chained;
  std::vector<std::size_t> begin;
  const auto walk = [&](std::size_t from) {
    auto number = static_cast<std::int32_t>(begin.size());
    begin.push_back(chained.size());
    for (std::int32_t at = static_cast<std::int32_t>(from), last = -1; at >= 0;) {
      const auto r = static_cast<std::size_t>(at);
      if (last >= 0 && touches(a, r, line, number, last)) {
        number = static_cast<std::int32_t>(begin.size());
        begin.push_back(chained.size());
      }
      line[r] = number;
      chained.push_back(at);
      std::int32_t next = -1;
      for (const std::int32_t to : link[r])
        if (to >= 0 && line[static_cast<std::size_t>(to)] < 0) next = to;
      last = at;
      at = next;
    }
  };
  for (std::size_t r = 0; r < n; ++r)
    if (line[r] < 0 && (link[r][0] < 0 || link[r][1] < 0)) walk(r);
  for (std::size_t r = 0; r < n; ++r)
    if (line[r] < 0) walk(r);
  begin.push_back(n);

  // Colours, greedily in order of the lines.
  const std::size_t n_lines = begin.size() - 1;
  std::vector<std::size_t> colour(n_lines, n_lines), taken, count;
  for (std::size_t l = 0; l < n_lines; ++l) {
    for (std::size_t m = begin[l]; m < begin[l + 1]; ++m) {
      const auto r = static_cast<std::size_t>(chained[m]);
      for (std::size_t k = a.begin(r); k < a.end(r); ++k)
        if (const std::size_t c = colour[static_cast<std::size_t>(line[a.at(k)])]; c < n_lines) taken[c] = l;
    }
    std::size_t c = 0;
    while (c < taken.size() && taken[c] == l) ++c;
    if (c == taken.size()) {
      taken.push_back(n_lines);
      count.push_back(0);
    }
    colour[l] = c;
    ++count[c];
  }
  Lines lines;
  lines.colour_begin.assign(count.size() + 1, 0);
  for (std::size_t c = 0; c < count.size(); ++c) lines.colour_begin[c + 1] = lines.colour_begin[c] + count[c];
  std::vector<std::size_t> order(n_lines), next(lines.colour_begin.begin(), lines.colour_begin.end() - 1);
  for (std::size_t l = 0; l < n_lines; ++l) order[next[colour[l]]++] = l;
  lines.begin.push_back(0);
  lines.node.reserve(n);
  for (const std::size_t l : order) {
    lines.node.insert(lines.node.end(), chained.begin() + static_cast<std::ptrdiff_t>(begin[l]),
                      chained.begin() + static_cast<std::ptrdiff_t>(begin[l + 1]));
    lines.begin.push_back(lines.node.size());
  }
  return lines;
}

}  // namespace hari::math
