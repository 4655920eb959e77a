// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/skin_map.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace hari::mechanics {
namespace {

// Numerical resolution of a map.
constexpr std::size_t fibres_per_patch = 400;
constexpr int most_patches = 7, least_patches = 3;  ///< along one side

// What an even block may show, in standard deviations of as many independent fibres or cells as a patch has. Fibres are
// spread more evenly than that. Cells are not: lineages grow and die out side by side, and hyaluronan follows them, to
// eight deviations in quick blocks of 75 years.
constexpr double fibre_bound = 3, cell_bound = 10;

/// The dermis of one patch, or of all together.
struct Dermis {
  double volume = 0, thickened = 0;           ///< reference, now [mm3]
  double hyaluronan = 0, fibroblasts = 0;     ///< [ug], simulated ones [-]
  double carrying = 0, carrying_squared = 0;  ///< [mm3], [mm6]

  void add(const Contents& c) {
    for (mesh::Layer l : mesh::all_layers) {
      if (!mesh::is_dermis(l)) continue;
      const LayerContents& layer = c[static_cast<std::size_t>(l)];
      volume += layer.volume;
      thickened += layer.volume * layer.growth;
      hyaluronan += layer.volume * layer.hyaluronan;
      fibroblasts += layer.fibroblasts;
      carrying += layer.carrying;
      carrying_squared += layer.carrying_squared;
    }
  }
};

/// Of a density from its mean; 0 where there is nothing anywhere.
double deviation(double amount, double volume, double all, double all_volume) {
  return all > 0 ? std::abs(amount / volume / (all / all_volume) - 1) : 0;
}

std::size_t interval(const std::vector<double>& borders, double at) {
  return static_cast<std::size_t>(std::upper_bound(borders.begin() + 1, borders.end() - 1, at) - borders.begin()) - 1;
}

/// Borders of the windows along one axis, counted from the middle.
std::vector<double> borders(const std::vector<double>& planes, const mesh::Windows& windows, std::size_t n,
                            std::size_t stride, int mesh::Window::*end) {
  const double middle = 0.5 * (planes.front() + planes.back());
  std::vector<double> b{planes.front() - middle};
  for (std::size_t a = 0; a < n; ++a) b.push_back(planes[static_cast<std::size_t>(windows[a * stride].*end)] - middle);
  return b;
}

}  // namespace

std::optional<std::size_t> SkinMap::patch_at(double at_x, double at_y) const {
  if (patch.empty() || at_x < x.front() || at_x > x.back() || at_y < y.front() || at_y > y.back()) return {};
  return interval(x, at_x) + (x.size() - 1) * interval(y, at_y);
}

int patches_across(const tissue::Tissue& t) {
  const auto living = std::count_if(t.network.alive.begin(), t.network.alive.end(), [](auto a) { return a != 0; });
  int n = static_cast<int>(std::sqrt(double(living) / fibres_per_patch));
  n = std::min({std::clamp(n, least_patches, most_patches), t.grid.nx(), t.grid.ny()});
  return n % 2 == 0 ? n - 1 : n;
}

SkinMap skin_map(const tissue::Tissue& t, const Laws& laws) {
  const auto n = static_cast<std::size_t>(patches_across(t));
  const mesh::Windows windows = mesh::tiles(t.grid, static_cast<int>(n));
  return {.mean = average_skin(t, laws),
          .x = borders(t.grid.x(), windows, n, 1, &mesh::Window::i1),
          .y = borders(t.grid.y(), windows, n, n, &mesh::Window::j1),
          .patch = average_skins(t, laws, windows)};
}

double unevenness(const tissue::Tissue& t, const FibreLaw& law) {
  const mesh::Windows windows = mesh::tiles(t.grid, patches_across(t));
  std::vector<Dermis> patch(windows.size());
  Dermis all;
  const std::vector<Contents> held = contents(t, windows, law);
  for (std::size_t w = 0; w < windows.size(); ++w) {
    patch[w].add(held[w]);
    all.add(held[w]);
  }
  double most = 0;
  for (const Dermis& d : patch) {
    if (!(d.volume > 0)) continue;
    const double share = d.volume / all.volume;
    const double fibres = all.carrying > 0 ? std::sqrt(all.carrying_squared / share) / all.carrying : 0;
    const double cells = all.fibroblasts > 0 ? 1 / std::sqrt(all.fibroblasts * share) : 0;
    most = std::max({most, deviation(d.thickened, d.volume, all.thickened, all.volume),
                     deviation(d.hyaluronan, d.volume, all.hyaluronan, all.volume) - cell_bound * cells,
                     deviation(d.carrying, d.volume, all.carrying, all.volume) - fibre_bound * fibres});
  }
  return most;
}

Problem suction_problem(mesh::HexMesh mesh, const SkinMap& skin, Contact contact) {
  Problem p = suction_problem(std::move(mesh), {skin.mean.material.begin(), skin.mean.material.end()}, contact);
  if (skin.patch.empty()) return p;
  for (const Skin& s : skin.patch) p.material.insert(p.material.end(), s.material.begin(), s.material.end());
  p.growth.assign(p.mesh.n_elements(), math::Mat3::Identity());
  // Below the block the mesh goes on in fat of which nothing is known but the mean.
  const double depth = std::accumulate(skin.mean.thickness.begin(), skin.mean.thickness.end(), 0.0);
  for (std::size_t e = 0; e < p.mesh.n_elements(); ++e) {
    const math::Vec3 centre = mesh::corners(p.mesh, e).rowwise().mean();
    const auto at = skin.patch_at(centre.x(), centre.y());
    if (!at || centre.z() < -depth) continue;
    const auto layer = static_cast<std::size_t>(p.mesh.region[e]);
    p.material_of[e] = static_cast<std::uint16_t>((*at + 1) * mesh::n_layers + layer);
    p.growth[e](2, 2) = skin.patch[*at].thickness[layer] / skin.mean.thickness[layer];
  }
  return p;
}

}  // namespace hari::mechanics
