// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "warp.hpp"

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::picture {

Warp make_warp(const tissue::Tissue& tissue, const BlockPicture& options) {
  const auto& grid = tissue.grid;
  if (grid.n_elements() == 0 || !grid.has(mesh::Layer::reticular))
    throw core::ModelError("a picture needs a block with a reticular dermis");
  Warp warp;
  const double width = grid.x().back() - grid.x().front(), depth = grid.y().back() - grid.y().front();
  const double shown_width = std::min(width, options.shown_width), shown_depth = std::min(depth, options.shown_depth);
  warp.x0 = 0.5 * (grid.x().front() + grid.x().back() - shown_width);
  warp.x1 = warp.x0 + shown_width;
  warp.y0 = std::min(0.5 * (grid.y().front() + grid.y().back()), grid.y().back() - shown_depth);
  warp.y1 = warp.y0 + shown_depth;
  warp.share = shown_width * shown_depth / (width * depth);
  double below = 0, below_now = 0;
  for (const auto layer : mesh::all_layers) {
    const auto l = static_cast<std::size_t>(layer);
    if (!grid.has(layer)) {
      // Layers are one unbroken run, so only fat below or epidermis above can be missing.
      if (layer == mesh::Layer::hypodermis) below = below_now = grid.slab(mesh::Layer::reticular).bottom;
      warp.bottom[l] = warp.top[l] = below;
      warp.bottom_now[l] = warp.top_now[l] = below_now;
      if (layer == mesh::Layer::hypodermis) warp.floor = below;
      continue;
    }
    const auto slab = grid.slab(layer);
    double growth = tissue::layer_growth(tissue, layer);
    warp.bottom[l] = slab.bottom;
    if (layer == mesh::Layer::hypodermis) {
      warp.bottom[l] = std::max(slab.bottom, slab.top - options.fat_shown);
      warp.floor = warp.bottom[l];
      growth = 1;  // only the uppermost fat is drawn, and it is the ruler against which the dermis thins
      below_now = warp.floor;
    } else if (layer == mesh::Layer::reticular && !grid.has(mesh::Layer::hypodermis)) {
      below_now = slab.bottom;
    }
    warp.top[l] = slab.top;
    warp.bottom_now[l] = below_now;
    warp.top_now[l] = below_now + growth * (warp.top[l] - warp.bottom[l]);
    below = warp.top[l];
    below_now = warp.top_now[l];
  }
  return warp;
}

double Warp::z(double reference) const {
  std::size_t l = 0;
  while (l + 1 < mesh::n_layers && (reference > top[l] || top[l] == bottom[l])) ++l;
  while (l > 0 && top[l] == bottom[l]) --l;
  const double t = (reference - bottom[l]) / (top[l] - bottom[l]);
  return bottom_now[l] + t * (top_now[l] - bottom_now[l]);
}

double chance(std::uint64_t id, std::uint32_t purpose) {
  std::uint64_t h = id * 0x9e3779b97f4a7c15ULL + (purpose + 1) * 0xd1b54a32d192ed03ULL;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  h ^= h >> 31;
  return static_cast<double>(h >> 11) * 0x1.0p-53;
}

}  // namespace hari::picture
