// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/hex_mesh.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

constexpr std::array<std::array<int, 3>, 8> sign{
    {{-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}, {-1, -1, 1}, {1, -1, 1}, {1, 1, 1}, {-1, 1, 1}}};

}  // namespace

Eigen::Matrix<double, 3, 8> corners(const HexMesh& mesh, std::size_t e) {
  Eigen::Matrix<double, 3, 8> x;
  for (int i = 0; i < 8; ++i)
    x.col(i) = mesh.node[static_cast<std::size_t>(mesh.element[e][static_cast<std::size_t>(i)])];
  return x;
}

Eigen::Matrix<double, 8, 1> shape(double a, double b, double c) {
  Eigen::Matrix<double, 8, 1> n;
  for (int i = 0; i < 8; ++i) {
    const auto& s = sign[static_cast<std::size_t>(i)];
    n[i] = (1 + s[0] * a) * (1 + s[1] * b) * (1 + s[2] * c) / 8;
  }
  return n;
}

Eigen::Matrix<double, 8, 3> shape_derivative(double a, double b, double c) {
  Eigen::Matrix<double, 8, 3> d;
  for (int i = 0; i < 8; ++i) {
    const auto& s = sign[static_cast<std::size_t>(i)];
    const double fa = 1 + s[0] * a, fb = 1 + s[1] * b, fc = 1 + s[2] * c;
    d.row(i) << s[0] * fb * fc / 8, s[1] * fa * fc / 8, s[2] * fa * fb / 8;
  }
  return d;
}

double volume(const HexMesh& mesh, std::size_t e) {
  const double g = 1 / std::sqrt(3.0);
  const auto x = corners(mesh, e);
  double v = 0;
  for (const auto& s : sign) v += (x * shape_derivative(s[0] * g, s[1] * g, s[2] * g)).determinant();
  return v;
}

void check(const HexMesh& mesh) {
  const double g = 1 / std::sqrt(3.0);
  core::expect(mesh.region.size() == mesh.element.size(), "every element of a mesh has a region");
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
    for (NodeIndex n : mesh.element[e])
      if (n < 0 || static_cast<std::size_t>(n) >= mesh.n_nodes())
        throw core::ModelError(
            fmt::format("mesh element {} names node {}, but there are {} nodes", e, n, mesh.n_nodes()));
    const auto x = corners(mesh, e);
    for (const auto& s : sign) {
      const double j = (x * shape_derivative(s[0] * g, s[1] * g, s[2] * g)).determinant();
      if (!(j > 0))
        throw core::ModelError(fmt::format("mesh element {} is turned inside out: Jacobian {:.3g} mm3", e, j));
    }
  }
}

HexMesh unfolded(const HexMesh& quarter) {
  HexMesh whole;
  double width = 0;
  for (const math::Vec3& x : quarter.node) width = std::max({width, x.x(), x.y()});
  const double near = 1e-9 * width;
  // Images of a node: on a mirror plane it is its own.
  std::array<std::vector<NodeIndex>, 4> image;
  for (int m = 0; m < 4; ++m) {
    const bool in_x = m & 1, in_y = m & 2;
    auto& to = image[static_cast<std::size_t>(m)];
    for (std::size_t n = 0; n < quarter.n_nodes(); ++n) {
      const math::Vec3& x = quarter.node[n];
      const int plain = (in_x && x.x() > near ? 1 : 0) | (in_y && x.y() > near ? 2 : 0);
      if (plain != m) {
        to.push_back(image[static_cast<std::size_t>(plain)][n]);
        continue;
      }
      to.push_back(static_cast<NodeIndex>(whole.node.size()));
      whole.node.emplace_back(in_x ? -x.x() : x.x(), in_y ? -x.y() : x.y(), x.z());
    }
    // One mirror turns an element inside out: its rings of nodes are walked the other way round.
    const bool turned = in_x != in_y;
    const auto at = [&](NodeIndex n) { return to[static_cast<std::size_t>(n)]; };
    for (std::size_t e = 0; e < quarter.n_elements(); ++e) {
      const Hexahedron& h = quarter.element[e];
      if (turned)
        whole.element.push_back({at(h[0]), at(h[3]), at(h[2]), at(h[1]), at(h[4]), at(h[7]), at(h[6]), at(h[5])});
      else
        whole.element.push_back({at(h[0]), at(h[1]), at(h[2]), at(h[3]), at(h[4]), at(h[5]), at(h[6]), at(h[7])});
      whole.region.push_back(quarter.region[e]);
    }
    for (const Quadrilateral& q : quarter.aperture)
      if (turned)
        whole.aperture.push_back({at(q[0]), at(q[3]), at(q[2]), at(q[1])});
      else
        whole.aperture.push_back({at(q[0]), at(q[1]), at(q[2]), at(q[3])});
    const auto gather = [&](const std::vector<NodeIndex>& from, std::vector<NodeIndex>& set, int axis) {
      for (NodeIndex n : from)
        if (axis < 0 || quarter.node[static_cast<std::size_t>(n)][axis] > near) set.push_back(at(n));
    };
    gather(quarter.bottom, whole.bottom, -1);
    gather(quarter.probe, whole.probe, -1);
    gather(quarter.side_x, whole.side_x, 0);
    gather(quarter.side_y, whole.side_y, 1);
  }
  for (auto* set : {&whole.bottom, &whole.probe, &whole.side_x, &whole.side_y}) {
    std::sort(set->begin(), set->end());
    set->erase(std::unique(set->begin(), set->end()), set->end());
  }
  whole.apex = image[0][static_cast<std::size_t>(quarter.apex)];
  return whole;
}

HexMesh box_mesh(const math::Vec3& low, const math::Vec3& high, std::array<int, 3> n, Layer layer) {
  HexMesh mesh;
  const int nx = n[0] + 1, ny = n[1] + 1;
  for (int k = 0; k <= n[2]; ++k)
    for (int j = 0; j <= n[1]; ++j)
      for (int i = 0; i <= n[0]; ++i) {
        const math::Vec3 s(double(i) / n[0], double(j) / n[1], double(k) / n[2]);
        const auto id = static_cast<NodeIndex>(mesh.node.size());
        mesh.node.push_back(low + s.cwiseProduct(high - low));
        if (k == 0) mesh.bottom.push_back(id);
        if (i == 0 || i == n[0]) mesh.side_x.push_back(id);
        if (j == 0 || j == n[1]) mesh.side_y.push_back(id);
      }
  for (int k = 0; k < n[2]; ++k)
    for (int j = 0; j < n[1]; ++j)
      for (int i = 0; i < n[0]; ++i) {
        const int a = i + nx * (j + ny * k), up = nx * ny;
        mesh.element.push_back({a, a + 1, a + nx + 1, a + nx, a + up, a + up + 1, a + up + nx + 1, a + up + nx});
        mesh.region.push_back(layer);
      }
  mesh.apex = static_cast<NodeIndex>(mesh.node.size() - static_cast<std::size_t>(nx * ny));
  return mesh;
}

}  // namespace hari::mesh
