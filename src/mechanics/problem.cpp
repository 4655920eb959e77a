// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/problem.hpp"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <map>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

void sized(const char* what, std::size_t size, std::size_t wanted) {
  if (size != wanted) throw core::ModelError(fmt::format("problem: {} has {} rows; wanted: {}", what, size, wanted));
}

void sized_or_empty(const char* what, std::size_t size, std::size_t wanted) {
  if (size != 0) sized(what, size, wanted);
}

void indexed(const char* what, mesh::NodeIndex node, std::size_t n_nodes) {
  if (node < 0 || static_cast<std::size_t>(node) >= n_nodes)
    throw core::ModelError(fmt::format("problem: {} names node {}; there are {} nodes", what, node, n_nodes));
}

/// Index of a face's nodes in an element: the lower one clockwise, the upper one counter-clockwise seen from +z.
constexpr std::array<int, 4> lower{0, 3, 2, 1}, upper{4, 5, 6, 7};

}  // namespace

void Problem::check() const {
  sized("region", mesh.region.size(), mesh.n_elements());
  mesh::check(mesh);
  for (const mesh::Quadrilateral& face : mesh.aperture)
    for (mesh::NodeIndex n : face) indexed("a face of the aperture", n, mesh.n_nodes());
  sized("material_of", material_of.size(), mesh.n_elements());
  for (std::uint16_t m : material_of)
    if (m >= material.size())
      throw core::ModelError(fmt::format("problem: an element is of material {}; there are {}", m, material.size()));
  sized_or_empty("growth", growth.size(), mesh.n_elements());
  for (const math::Mat3& g : growth)
    if (!(g.determinant() > 0))
      throw core::ModelError(fmt::format("problem: growth turns an element inside out, J = {:.3g}", g.determinant()));
  sized_or_empty("fixed", fixed.size(), mesh.n_nodes());
  sized_or_empty("prescribed", prescribed.size(), mesh.n_nodes());
  for (const math::Vec3& u : prescribed)
    if (!u.allFinite()) throw core::ModelError("problem: a prescribed displacement is no number");
  sized_or_empty("partner", partner.size(), mesh.n_nodes());
  for (std::size_t n = 0; n < partner.size(); ++n) {
    const auto p = static_cast<std::size_t>(partner[n]);
    if (p >= partner.size() || static_cast<std::size_t>(partner[p]) != p)
      throw core::ModelError(fmt::format("problem: node {} shares the motion of {}, which is not its own", n, p));
  }
  sized_or_empty("spring", spring.size(), mesh.n_nodes());
  for (const math::Vec3& k : spring)
    if (!(k.minCoeff() >= 0 && k.allFinite()))
      throw core::ModelError(
          fmt::format("problem: a spring of stiffness ({}, {}, {}) mN/mm; allowed: 0 and above", k.x(), k.y(), k.z()));
  if (ball) {
    sized("nodes of the ball", ball->node.size(), ball->area.size());
    for (mesh::NodeIndex n : ball->node) indexed("the ball", n, mesh.n_nodes());
    if (!(ball->radius > 0 && ball->penalty > 0))
      throw core::ModelError(fmt::format("problem: ball of radius {} mm, penalty {} kPa/mm; both must be positive",
                                         ball->radius, ball->penalty));
  }
  for (const LayerMaterial& m : material) m.matrix.check();
}

Supports suction_supports(const mesh::HexMesh& mesh, Contact contact) {
  Supports fixed(mesh.n_nodes(), 0);
  const auto hold = [&](const std::vector<mesh::NodeIndex>& nodes, std::uint8_t axes) {
    for (mesh::NodeIndex n : nodes) fixed[static_cast<std::size_t>(n)] |= axes;
  };
  hold(mesh.side_x, 1);
  hold(mesh.side_y, 2);
  hold(mesh.bottom, 7);
  hold(mesh.probe, contact == Contact::bonded ? 7 : 4);
  return fixed;
}

Problem suction_problem(mesh::HexMesh mesh, std::vector<LayerMaterial> material, Contact contact) {
  Problem p;
  p.material_of = material_by_region(mesh);
  p.fixed = suction_supports(mesh, contact);
  p.material = std::move(material);
  p.mesh = std::move(mesh);
  return p;
}

std::vector<std::uint16_t> material_by_region(const mesh::HexMesh& mesh) {
  std::vector<std::uint16_t> rows(mesh.n_elements());
  for (std::size_t e = 0; e < rows.size(); ++e) rows[e] = static_cast<std::uint16_t>(mesh.region[e]);
  return rows;
}

std::vector<mesh::NodeIndex> periodic_sides(const mesh::HexMesh& mesh, bool in_x, bool in_y) {
  math::Vec3 low = mesh.node.at(0), high = low;
  for (const math::Vec3& x : mesh.node) {
    low = low.cwiseMin(x);
    high = high.cwiseMax(x);
  }
  const math::Vec3 size = high - low;
  const double near = 1e-9 * size.maxCoeff();
  // Far sides fold back onto the near ones; nodes that then coincide are partners.
  const auto key = [&](math::Vec3 x) {
    if (in_x && x.x() > high.x() - near) x.x() = low.x();
    if (in_y && x.y() > high.y() - near) x.y() = low.y();
    std::array<long long, 3> k;
    for (int i = 0; i < 3; ++i) k[static_cast<std::size_t>(i)] = std::llround((x[i] - low[i]) / (1e3 * near));
    return k;
  };
  std::map<std::array<long long, 3>, mesh::NodeIndex> first;
  std::vector<mesh::NodeIndex> partner(mesh.n_nodes());
  std::vector<mesh::NodeIndex> far;
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n) {
    const math::Vec3& x = mesh.node[n];
    partner[n] = static_cast<mesh::NodeIndex>(n);
    if ((in_x && x.x() > high.x() - near) || (in_y && x.y() > high.y() - near))
      far.push_back(partner[n]);
    else
      first.emplace(key(x), partner[n]);
  }
  for (mesh::NodeIndex n : far) {
    const math::Vec3& x = mesh.node[static_cast<std::size_t>(n)];
    const auto found = first.find(key(x));
    if (found == first.end())
      throw core::ModelError(
          fmt::format("periodic sides: no node across from ({:.6g}, {:.6g}, {:.6g}) mm", x.x(), x.y(), x.z()));
    partner[static_cast<std::size_t>(n)] = found->second;
  }
  return partner;
}

std::vector<double> surface_area(const mesh::HexMesh& mesh, bool up) {
  double edge = up ? -INFINITY : INFINITY, extent = 0;
  for (const math::Vec3& x : mesh.node) {
    edge = up ? std::max(edge, x.z()) : std::min(edge, x.z());
    extent = std::max(extent, x.cwiseAbs().maxCoeff());
  }
  std::vector<double> area(mesh.n_nodes(), 0.0);
  for (const auto& e : mesh.element) {
    const auto& face = up ? upper : lower;
    std::array<math::Vec3, 4> x;
    bool at_edge = true;
    for (std::size_t i = 0; i < 4; ++i) {
      x[i] = mesh.node[static_cast<std::size_t>(e[static_cast<std::size_t>(face[i])])];
      at_edge = at_edge && std::abs(x[i].z() - edge) < 1e-9 * extent;
    }
    if (!at_edge) continue;
    const double quarter = 0.125 * (x[2] - x[0]).cross(x[3] - x[1]).norm();
    for (int i : face) area[static_cast<std::size_t>(e[static_cast<std::size_t>(i)])] += quarter;
  }
  return area;
}

std::vector<math::Vec3> elastic_bed(const mesh::HexMesh& mesh, const math::Vec3& stiffness) {
  const std::vector<double> area = surface_area(mesh, false);
  std::vector<math::Vec3> spring(mesh.n_nodes());
  for (std::size_t n = 0; n < spring.size(); ++n) spring[n] = area[n] * stiffness;
  return spring;
}

}  // namespace hari::mechanics
