// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "hari/tissue/cells.hpp"

namespace hari::cells {

/// @brief Who lives where: cells by host element, in the order of their rows. Built in time linear in the cells, so
/// that whoever asks for neighbours looks at a few elements instead of at everybody.
struct CellLists {
  std::vector<std::uint32_t> first;  ///< n_elements + 1
  std::vector<std::uint32_t> cell;

  std::span<const std::uint32_t> in(std::size_t element) const {
    return {cell.data() + first[element], cell.data() + first[element + 1]};
  }
};
CellLists cells_by_element(const tissue::CellPopulation& cells, std::size_t n_elements);

}  // namespace hari::cells
