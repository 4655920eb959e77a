// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/fibre/network.hpp"

#include "hari/core/parallel.hpp"

namespace hari::fibre {

SegmentsByElement segments_by_element(const Network& network, std::size_t n_elements) {
  SegmentsByElement by;
  by.first.assign(n_elements + 1, 0);
  for (std::size_t f = 0; f < network.n_fibres(); ++f)
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s)
      ++by.first[static_cast<std::size_t>(network.host[s]) + 1];
  for (std::size_t e = 0; e < n_elements; ++e) by.first[e + 1] += by.first[e];
  by.segment.resize(by.first.back());
  by.fibre.resize(by.first.back());
  by.length.resize(by.first.back());
  by.in_plane.resize(by.first.back());
  std::vector<std::uint32_t> next(by.first.begin(), by.first.end() - 1);
  for (std::size_t f = 0; f < network.n_fibres(); ++f)
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
      const std::uint32_t row = next[static_cast<std::size_t>(network.host[s])]++;
      by.segment[row] = s;
      by.fibre[row] = static_cast<std::uint32_t>(f);
    }
  core::for_each_index(by.segment.size(), [&](std::size_t row) {
    const math::Vec3 d = segment(network, by.segment[row]);
    const double length = d.norm();
    by.length[row] = static_cast<float>(length);
    by.in_plane[row] = length > 0 ? static_cast<float>(d.head<2>().squaredNorm() / (length * length)) : 0.0F;
  });
  return by;
}

void place(Network& network, std::size_t f, const mesh::Grid& grid) {
  const std::uint32_t begin = network.first_vertex[f], last = network.first_vertex[f + 1] - 1;
  double length = 0;
  for (std::uint32_t s = begin; s < last; ++s) {
    const math::Vec3 middle = 0.5 * (network.point(s) + network.point(s + 1));
    network.host[s] = grid.locate(middle.x(), middle.y(), middle.z());
    length += segment(network, s).norm();
  }
  network.host[last] = -1;
  network.length[f] = length;
}

}  // namespace hari::fibre
