// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Geometry>
#include <algorithm>
#include <functional>
#include <stdexcept>

#include "hari/math/block_matrix.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mechanics/volume_stiffness.hpp"
#include "hari/mesh/hex_mesh.hpp"

namespace hari::mechanics {

/// A linear system as Newton's method meets it: the stiffness of a mesh and a load on it.
struct Stiffness {
  math::BlockMatrix matrix;
  std::vector<math::VolumeTerm> volumes;
  Eigen::VectorXd load;  ///< pressure on the aperture if the mesh has one, weight otherwise; zero where held
};

/// Blocks between the nodes of each element, all zero.
inline math::BlockMatrix block_pattern(const mesh::HexMesh& mesh) {
  std::vector<std::vector<std::int32_t>> neighbours(mesh.n_nodes());
  for (const auto& e : mesh.element)
    for (const auto a : e) {
      auto& n = neighbours[static_cast<std::size_t>(a)];
      n.insert(n.end(), e.begin(), e.end());
    }
  math::BlockMatrix m;
  m.row.push_back(0);
  for (auto& n : neighbours) {
    std::sort(n.begin(), n.end());
    n.erase(std::unique(n.begin(), n.end()), n.end());
    m.column.insert(m.column.end(), n.begin(), n.end());
    m.row.push_back(static_cast<std::int64_t>(m.column.size()));
  }
  m.value.assign(9 * m.column.size(), 0.0);
  return m;
}

/// Rows and columns of held directions become those of the identity.
inline void hold(const Supports& fixed, math::BlockMatrix& m, Eigen::VectorXd& load) {
  for (std::size_t r = 0; r < m.n_rows(); ++r)
    for (auto k = static_cast<std::size_t>(m.row[r]); k < static_cast<std::size_t>(m.row[r + 1]); ++k) {
      const auto c = static_cast<std::size_t>(m.column[k]);
      for (unsigned i = 0; i < 3; ++i)
        for (unsigned j = 0; j < 3; ++j)
          if ((fixed[r] >> i & 1) || (fixed[c] >> j & 1)) m.value[9 * k + 3 * i + j] = r == c && i == j ? 1 : 0;
    }
  for (std::size_t r = 0; r < m.n_rows(); ++r)
    for (unsigned i = 0; i < 3; ++i)
      if (fixed[r] >> i & 1) load[static_cast<Eigen::Index>(3 * r + i)] = 0;
}

/// @brief The stiffness of a mesh displaced by `displacement(x)` [mm].
inline Stiffness stiffness_of(const mesh::HexMesh& mesh, const LayerMaterials& material, const Supports& fixed,
                              Formulation formulation,
                              const std::function<math::Vec3(const math::Vec3&)>& displacement) {
  Stiffness s{block_pattern(mesh), {}, Eigen::VectorXd::Zero(static_cast<Eigen::Index>(3 * mesh.n_nodes()))};
  std::vector<MaterialStep> now;
  for (const LayerMaterial& l : material) now.emplace_back(l, core::Seconds(0));
  std::array<std::vector<double>, mesh::n_layers> rested;  // of the eight points of an element
  for (std::size_t l = 0; l < mesh::n_layers; ++l) {
    const std::size_t each = material[l].memory_size();
    rested[l].resize(n_points * each);
    for (std::size_t q = 0; q < n_points; ++q) material[l].rest(std::span(rested[l]).subspan(q * each, each));
  }
  ElementResponse response;
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
    const auto& node = mesh.element[e];
    const Nodal x = mesh::corners(mesh, e);
    Nodal u;
    for (int a = 0; a < 8; ++a) u.col(a) = displacement(x.col(a));
    const bool upright =
        respond(ElementGeometry(x), u, now[static_cast<std::size_t>(mesh.region[e])],
                rested[static_cast<std::size_t>(mesh.region[e])], formulation, Wanted::tangent, response);
    if (!upright) throw std::runtime_error("element turned inside out");
    const Mat24 k24 = response.stiffness;
    math::VolumeTerm volume = volume_stiffness(response.volume, material[static_cast<std::size_t>(mesh.region[e])]);
    volume.row = node;
    for (unsigned i = 0; i < 24; ++i)
      if (fixed[static_cast<std::size_t>(node[i / 3])] >> i % 3 & 1) volume.gradient[i] = 0;
    s.volumes.push_back(volume);
    for (int a = 0; a < 8; ++a) {
      const auto r = static_cast<std::size_t>(node[static_cast<std::size_t>(a)]);
      for (int b = 0; b < 8; ++b) {
        const auto begin = s.matrix.column.begin();
        const auto k = static_cast<std::size_t>(
            std::lower_bound(begin + s.matrix.row[r], begin + s.matrix.row[r + 1], node[static_cast<std::size_t>(b)]) -
            begin);
        for (int i = 0; i < 3; ++i)
          for (int j = 0; j < 3; ++j)
            s.matrix.value[9 * k + static_cast<std::size_t>(3 * i + j)] += k24(3 * a + i, 3 * b + j);
      }
      if (mesh.aperture.empty()) s.load[static_cast<Eigen::Index>(3 * r + 2)] -= mesh::volume(mesh, e) / 8;
    }
  }
  for (const auto& f : mesh.aperture) {
    const auto at = [&](std::size_t a) { return mesh.node[static_cast<std::size_t>(f[a])]; };
    const math::Vec3 force = (at(2) - at(0)).cross(at(3) - at(1)) / 8;
    for (const auto a : f) s.load.segment<3>(3 * a) += force;
  }
  hold(fixed, s.matrix, s.load);
  return s;
}

}  // namespace hari::mechanics
