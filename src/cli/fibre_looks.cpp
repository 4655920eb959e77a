// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "fibre_looks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/core/parallel.hpp"

namespace hari::cli {

core::ColumnGroup fibre_looks(const fibre::Network& n, const mechanics::FibreLaw& law) {
  std::vector<float> radius(n.n_fibres()), strain(n.n_fibres()), free_length(n.n_fibres()), crimp(n.n_fibres());
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    if (!n.alive[f]) return;
    const bool elastic = n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
    const double volume =
        (n.labile[f] + n.mature[f] + n.cleaved[f]) / (elastic ? law.elastin_packing : law.collagen_packing);
    radius[f] = static_cast<float>(std::sqrt(volume / (std::numbers::pi * n.length[f])));
    // At rest every fibre has the stretch 1, however much the block has grown or thinned (mechanics/rest.cpp).
    strain[f] = static_cast<float>(1 / n.slack[f] - 1);
    free_length[f] = static_cast<float>(n.length[f] / (1 + n.cuts[f]));
    crimp[f] = static_cast<float>(std::max(0.0, n.slack[f] - 1));
  });
  core::ColumnGroup looks{"looks", {}};
  looks.columns.push_back({{"radius", "mm", "of the fibre as a round rod of its mass"}, std::move(radius)});
  looks.columns.push_back({{"strain", "1", "at rest, beyond the length at which it carries"}, std::move(strain)});
  looks.columns.push_back({{"free_length", "mm", "between open cuts"}, std::move(free_length)});
  looks.columns.push_back({{"crimp", "1", "slack strain, 0 if taut"}, std::move(crimp)});
  return looks;
}

}  // namespace hari::cli
