// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/view.hpp"

#include <algorithm>
#include <array>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::io {
namespace {

constexpr std::int32_t polyline_in_mixed = 2;  // XDMF's number for it

std::size_t as_size(int i) {
  return static_cast<std::size_t>(i);
}

std::vector<std::int32_t> hexahedra(const mesh::Grid& grid) {
  std::vector<std::int32_t> ids;
  ids.reserve(8 * grid.n_elements());
  const int nx = grid.nx() + 1, ny = grid.ny() + 1;
  const auto node = [&](int i, int j, int k) { return i + nx * (j + ny * k); };
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i)
        for (int up : {k, k + 1})
          for (std::int32_t id : {node(i, j, up), node(i + 1, j, up), node(i + 1, j + 1, up), node(i, j + 1, up)})
            ids.push_back(id);
  return ids;
}

core::Column fibre_lines(const fibre::Network& network) {
  const auto& ends = network.first_vertex;
  const std::size_t n = network.n_fibres();
  bool equal = n > 0;
  for (std::size_t f = 1; f < n; ++f) equal = equal && ends[f + 1] - ends[f] == ends[1] - ends[0];
  std::vector<std::int32_t> ids;
  ids.reserve(network.n_vertices() + (equal ? 0 : 2 * n));
  for (std::size_t f = 0; f < n; ++f) {
    const std::uint32_t count = ends[f + 1] - ends[f];
    if (!equal) ids.insert(ids.end(), {polyline_in_mixed, static_cast<std::int32_t>(count)});
    for (std::uint32_t v = 0; v < count; ++v)
      ids.push_back(static_cast<std::int32_t>(network.alive[f] ? ends[f] + v : ends[f]));
  }
  const int width = equal ? static_cast<int>(ends[1] - ends[0]) : 1;
  return {{"fibre_line", "1", "rows of fibre_point along each fibre", width}, std::move(ids)};
}

/// Positions now of `n` reference points.
template <class Point>
std::vector<float> moved(const GrownBlock& block, std::size_t n, Point&& point) {
  std::vector<float> now(3 * n);
  core::for_each_index(n, [&](std::size_t i) {
    const std::array<double, 3> p = point(i);
    now[3 * i] = static_cast<float>(p[0]);
    now[3 * i + 1] = static_cast<float>(p[1]);
    now[3 * i + 2] = static_cast<float>(block.height(p[0], p[1], p[2]));
  });
  return now;
}

}  // namespace

std::size_t GrownBlock::node(int i, int j, int k) const {
  return as_size(i) + grid_.x().size() * (as_size(j) + grid_.y().size() * as_size(k));
}

GrownBlock::GrownBlock(const mesh::Grid& grid, std::span<const double> growth) : grid_(grid), z_now_(grid.n_nodes()) {
  core::expect(growth.size() == grid.n_elements(), "growth has one row per element");
  for (int j = 0; j <= grid.ny(); ++j)
    for (int i = 0; i <= grid.nx(); ++i) {
      z_now_[node(i, j, 0)] = grid.z()[0];
      for (int k = 0; k < grid.nz(); ++k) {
        double sum = 0;
        int around = 0;
        for (int ej = std::max(j - 1, 0); ej <= std::min(j, grid.ny() - 1); ++ej)
          for (int ei = std::max(i - 1, 0); ei <= std::min(i, grid.nx() - 1); ++ei, ++around)
            sum += growth[as_size(grid.index(ei, ej, k))];
        z_now_[node(i, j, k + 1)] =
            z_now_[node(i, j, k)] + sum / around * (grid.z()[as_size(k) + 1] - grid.z()[as_size(k)]);
      }
    }
}

double GrownBlock::height(double x, double y, double z) const {
  const auto [i, j, k] = grid_.ijk(grid_.locate(x, y, z));
  const std::size_t corner = node(i, j, 0), row = node(i, j + 1, 0), sheet_size = node(0, 0, 1);
  const auto share = [](const std::vector<double>& planes, int at, double p) {
    return (p - planes[as_size(at)]) / (planes[as_size(at) + 1] - planes[as_size(at)]);
  };
  const double u = share(grid_.x(), i, x), v = share(grid_.y(), j, y), w = share(grid_.z(), k, z);
  const auto sheet = [&](int at) {
    const double* z_at = z_now_.data() + as_size(at) * sheet_size;
    return (1 - v) * ((1 - u) * z_at[corner] + u * z_at[corner + 1]) + v * ((1 - u) * z_at[row] + u * z_at[row + 1]);
  };
  return (1 - w) * sheet(k) + w * sheet(k + 1);
}

std::vector<float> GrownBlock::nodes() const {
  std::vector<float> positions;
  positions.reserve(3 * z_now_.size());
  for (int k = 0; k <= grid_.nz(); ++k)
    for (int j = 0; j <= grid_.ny(); ++j)
      for (int i = 0; i <= grid_.nx(); ++i)
        for (double p : {grid_.x()[as_size(i)], grid_.y()[as_size(j)], z_now_[node(i, j, k)]})
          positions.push_back(static_cast<float>(p));
  return positions;
}

std::vector<float> GrownBlock::displacement() const {
  std::vector<float> moved;
  moved.reserve(3 * z_now_.size());
  for (int k = 0; k <= grid_.nz(); ++k)
    for (int j = 0; j <= grid_.ny(); ++j)
      for (int i = 0; i <= grid_.nx(); ++i)
        moved.insert(moved.end(), {0.0f, 0.0f, static_cast<float>(z_now_[node(i, j, k)] - grid_.z()[as_size(k)])});
  return moved;
}

core::ColumnGroup view_of(const tissue::Tissue& t) {
  const GrownBlock block(t.grid, t.fields.growth);
  std::vector<std::uint8_t> layers(t.grid.n_elements());
  for (std::size_t e = 0; e < layers.size(); ++e)
    layers[e] = static_cast<std::uint8_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)));
  std::vector<std::int32_t> cell_vertex(t.cells.size());
  for (std::size_t c = 0; c < cell_vertex.size(); ++c) cell_vertex[c] = static_cast<std::int32_t>(c);

  core::ColumnGroup view{"view", {}};
  view.columns.push_back({{"node", "mm", "position now of each node", 3}, block.nodes()});
  view.columns.push_back(
      {{"displacement", "mm", "place of each node now minus that in the reference block", 3}, block.displacement()});
  view.columns.push_back({{"hexahedron", "1", "nodes of each element", 8}, hexahedra(t.grid)});
  view.columns.push_back({{"layer", "1", "0 hypodermis, 1 reticular, 2 papillary, 3 epidermis"}, std::move(layers)});
  view.columns.push_back({{"fibre_point", "mm", "position now of each fibre vertex", 3},
                          moved(block, t.network.n_vertices(), [&](std::size_t v) {
                            const math::Vec3 p = t.network.point(v);
                            return std::array<double, 3>{p[0], p[1], p[2]};
                          })});
  view.columns.push_back(fibre_lines(t.network));
  view.columns.push_back(
      {{"cell_point", "mm", "position now of each cell", 3}, moved(block, t.cells.size(), [&](std::size_t c) {
         const double* p = t.cells.position.data() + 3 * c;
         return std::array<double, 3>{p[0], p[1], p[2]};
       })});
  view.columns.push_back({{"cell_vertex", "1", "row of cell_point"}, std::move(cell_vertex)});
  return view;
}

}  // namespace hari::io
