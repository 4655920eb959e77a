// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "hari/mechanics/equilibrium.hpp"

/// Small bodies and loads that the verification problems share.
namespace hari::mechanics {

/// W = mu/2 (tr C - 3) - mu ln J + lambda/2 (ln J)^2 by Young's modulus [kPa] and Poisson's ratio.
inline LayerMaterial neo_hookean(double E, double nu) {
  LayerMaterial m;
  m.matrix = {.form = MatrixForm::coupled, .shear = E / (2 * (1 + nu)), .bulk = E * nu / ((1 + nu) * (1 - 2 * nu))};
  return m;
}

/// A body of one material, nothing held.
inline Problem body(mesh::HexMesh mesh, const LayerMaterial& material) {
  Problem p;
  p.material = {material};
  p.material_of.assign(mesh.n_elements(), 0);
  p.fixed.assign(mesh.n_nodes(), 0);
  p.mesh = std::move(mesh);
  return p;
}

inline mesh::HexMesh box(const math::Vec3& low, const math::Vec3& high, std::array<int, 3> divisions) {
  return mesh::box_mesh(low, high, divisions, mesh::Layer::reticular);
}

/// Holds `axes` (bits 1 x, 2 y, 4 z) of every node for which `where` holds.
inline void hold(Problem& p, std::uint8_t axes, const std::function<bool(const math::Vec3&)>& where) {
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    if (where(p.mesh.node[n])) p.fixed[n] |= axes;
}

/// Holds `axes` of every node for which `where` holds, and moves them by `u` at Drive::travel 1.
inline void drive(Problem& p, std::uint8_t axes, const std::function<bool(const math::Vec3&)>& where,
                  const std::function<math::Vec3(const math::Vec3&)>& u) {
  hold(p, axes, where);
  p.prescribed.resize(p.mesh.n_nodes(), math::Vec3::Zero());
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    if (where(p.mesh.node[n])) p.prescribed[n] = u(p.mesh.node[n]);
}

inline bool near(double a, double b) {
  return std::abs(a - b) < 1e-9;
}

/// On the surface of the box?
inline bool outside(const math::Vec3& x, const math::Vec3& low, const math::Vec3& high) {
  return (x - low).minCoeff() < 1e-9 || (high - x).minCoeff() < 1e-9;
}

/// @brief A dead traction at Drive::travel 1: a ball so large and so deep that neither its normal nor its depth
/// notices the motion of the body, to 1e-5.
/// @param share  area of each node [mm2], in the order of `node`
inline Ball dead_load(const math::Vec3& traction, std::vector<mesh::NodeIndex> node, std::vector<double> share) {
  constexpr double radius = 1e8, depth = 1e7;  // [mm]
  const math::Vec3 out = traction.normalized();
  return {.centre = -radius * out,
          .way = depth * out,
          .radius = radius,
          .penalty = traction.norm() / depth,
          .node = std::move(node),
          .area = std::move(share)};
}

/// Sum of the reactions of all nodes for which `where` holds [mN].
inline math::Vec3 reaction(const Equilibrium& e, const std::function<bool(const math::Vec3&)>& where) {
  math::Vec3 sum = math::Vec3::Zero();
  for (std::size_t n = 0; n < e.mesh().n_nodes(); ++n)
    if (where(e.mesh().node[n])) sum += e.reaction(static_cast<mesh::NodeIndex>(n));
  return sum;
}

/// Node at a place. @pre there is one
inline mesh::NodeIndex node_at(const mesh::HexMesh& mesh, const math::Vec3& x) {
  const auto at = std::min_element(mesh.node.begin(), mesh.node.end(), [&](const math::Vec3& a, const math::Vec3& b) {
    return (a - x).squaredNorm() < (b - x).squaredNorm();
  });
  return static_cast<mesh::NodeIndex>(at - mesh.node.begin());
}

}  // namespace hari::mechanics
