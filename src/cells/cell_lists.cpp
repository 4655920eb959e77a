// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/cell_lists.hpp"

namespace hari::cells {

CellLists cells_by_element(const tissue::CellPopulation& cells, std::size_t n_elements) {
  CellLists lists;
  lists.first.assign(n_elements + 1, 0);
  for (std::int32_t e : cells.element) ++lists.first[static_cast<std::size_t>(e) + 1];
  for (std::size_t e = 0; e < n_elements; ++e) lists.first[e + 1] += lists.first[e];
  lists.cell.resize(cells.size());
  std::vector<std::uint32_t> next(lists.first.begin(), lists.first.end() - 1);
  for (std::size_t i = 0; i < cells.size(); ++i)
    lists.cell[next[static_cast<std::size_t>(cells.element[i])]++] = static_cast<std::uint32_t>(i);
  return lists;
}

}  // namespace hari::cells
