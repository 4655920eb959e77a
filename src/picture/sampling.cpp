// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "sampling.hpp"

namespace hari::picture {

Sampling sampling_of(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options) {
  const std::array<int, 3> wanted{options.collagen, options.elastic, options.retinacula};
  std::array<double, 3> slots{};
  for (const auto kind : tissue.network.kind) slots[kind] += 1;
  Sampling s;
  for (std::size_t k = 0; k < slots.size(); ++k) s.fibres[k] = slots[k] > 0 ? wanted[k] / (slots[k] * warp.share) : 0;
  const auto cells = static_cast<double>(tissue.cells.size());
  s.cells = cells > 0 ? options.cells / (cells * warp.share) : 0;
  return s;
}

}  // namespace hari::picture
