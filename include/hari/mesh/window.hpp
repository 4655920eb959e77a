// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/mesh/grid.hpp"

namespace hari::mesh {

/// @brief A rectangle of grid columns, through the whole depth: i0 <= i < i1 along x, j0 <= j < j1 along y.
struct Window {
  int i0 = 0, i1 = 0, j0 = 0, j1 = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// All columns.
Window whole(const Grid& grid);
/// Of the surface [mm2].
double area(const Grid& grid, const Window& window);

/// @brief Windows that share no column, found by element.
class Windows {
 public:
  /// @throws ModelError naming the window if it is empty, leaves the grid or covers part of another
  Windows(const Grid& grid, std::vector<Window> windows);

  std::size_t size() const { return window_.size(); }
  const Window& operator[](std::size_t w) const { return window_[w]; }
  /// Window that holds an element, -1: none.
  std::int32_t of(ElementIndex e) const { return of_column_[static_cast<std::size_t>(e) % of_column_.size()]; }

 private:
  std::vector<Window> window_;
  std::vector<std::int32_t> of_column_;
};

/// @brief The whole grid in n x n windows, x fastest, as equal as columns allow. @throws ModelError if n exceeds them
Windows tiles(const Grid& grid, int n);

}  // namespace hari::mesh
