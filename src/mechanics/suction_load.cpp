// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "suction_load.hpp"

#include <Eigen/Geometry>
#include <cmath>

namespace hari::mechanics {
namespace {

/// The matrix of v x (.).
math::Mat3 cross(const math::Vec3& v) {
  math::Mat3 m;
  m << 0, -v.z(), v.y(), v.z(), 0, -v.x(), -v.y(), v.x(), 0;
  return m;
}

}  // namespace

FaceLoad suction_load(const mesh::HexMesh& mesh, std::size_t f, const Eigen::VectorXd& u, double suction) {
  constexpr double corner[4][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
  Eigen::Matrix<double, 3, 4> x;
  for (int a = 0; a < 4; ++a) {
    const mesh::NodeIndex n = mesh.aperture[f][static_cast<std::size_t>(a)];
    x.col(a) = mesh.node[static_cast<std::size_t>(n)] + u.segment<3>(3 * n);
  }
  FaceLoad load;
  load.force.setZero();
  load.stiffness.setZero();
  const double g = 1 / std::sqrt(3.0);
  for (const auto& p : corner) {
    Eigen::Vector4d N, Nr, Ns;
    for (int a = 0; a < 4; ++a) {
      const double r = 1 + corner[a][0] * g * p[0], s = 1 + corner[a][1] * g * p[1];
      N[a] = r * s / 4;
      Nr[a] = corner[a][0] * s / 4;
      Ns[a] = corner[a][1] * r / 4;
    }
    const math::Vec3 xr = x * Nr, xs = x * Ns, area = xr.cross(xs);
    const math::Mat3 by_r = cross(xr), by_s = cross(xs);
    for (int a = 0; a < 4; ++a) {
      load.force.segment<3>(3 * a) += suction * N[a] * area;
      for (int b = 0; b < 4; ++b)
        load.stiffness.block<3, 3>(3 * a, 3 * b) += suction * N[a] * (Ns[b] * by_r - Nr[b] * by_s);
    }
  }
  load.stiffness = (0.5 * (load.stiffness + load.stiffness.transpose())).eval();
  return load;
}

}  // namespace hari::mechanics
