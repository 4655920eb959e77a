// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/window.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

void check(const Grid& grid, const Window& w) {
  if (!(0 <= w.i0 && w.i0 < w.i1 && w.i1 <= grid.nx() && 0 <= w.j0 && w.j0 < w.j1 && w.j1 <= grid.ny()))
    throw core::ModelError(fmt::format("window: columns {} to {} by {} to {}; the grid has {} by {}", w.i0, w.i1, w.j0,
                                       w.j1, grid.nx(), grid.ny()));
}

}  // namespace

Window whole(const Grid& grid) {
  return {0, grid.nx(), 0, grid.ny()};
}

double area(const Grid& grid, const Window& w) {
  check(grid, w);
  const auto extent = [](const std::vector<double>& planes, int a, int b) {
    return planes[static_cast<std::size_t>(b)] - planes[static_cast<std::size_t>(a)];
  };
  return extent(grid.x(), w.i0, w.i1) * extent(grid.y(), w.j0, w.j1);
}

Windows::Windows(const Grid& grid, std::vector<Window> windows)
    : window_(std::move(windows)),
      of_column_(static_cast<std::size_t>(grid.nx()) * static_cast<std::size_t>(grid.ny()), -1) {
  for (std::size_t n = 0; n < window_.size(); ++n) {
    const Window& w = window_[n];
    check(grid, w);
    for (int j = w.j0; j < w.j1; ++j)
      for (int i = w.i0; i < w.i1; ++i) {
        std::int32_t& owner = of_column_[static_cast<std::size_t>(i + grid.nx() * j)];
        if (owner >= 0) throw core::ModelError(fmt::format("window {} covers part of window {}", n, owner));
        owner = static_cast<std::int32_t>(n);
      }
  }
}

Windows tiles(const Grid& grid, int n) {
  const auto border = [n](int columns, int a) { return (2 * a * columns + n) / (2 * n); };  // rounded: symmetric
  std::vector<Window> all;
  for (int b = 0; b < n; ++b)
    for (int a = 0; a < n; ++a)
      all.push_back({border(grid.nx(), a), border(grid.nx(), a + 1), border(grid.ny(), b), border(grid.ny(), b + 1)});
  return {grid, std::move(all)};
}

}  // namespace hari::mesh
