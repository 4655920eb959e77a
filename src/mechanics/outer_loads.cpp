// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "outer_loads.hpp"

#include <Eigen/LU>
#include <cmath>

#include "suction_load.hpp"

namespace hari::mechanics {
namespace {

/// Depth of a node in the ball and the way out.
struct Touch {
  double depth, distance;
  math::Vec3 out;
};

Touch touch(const Ball& ball, const math::Vec3& x, double travel) {
  const math::Vec3 d = x - ball.centre - travel * ball.way;
  const double distance = d.norm();
  return {ball.radius - distance, distance, d / distance};
}

}  // namespace

OuterLoads::OuterLoads(const Problem& problem) : problem_(&problem), volume_(problem.mesh.n_nodes(), 0.0) {
  const double p = 1 / std::sqrt(3.0);
  for (std::size_t e = 0; e < problem.mesh.n_elements(); ++e) {
    const auto x = mesh::corners(problem.mesh, e);
    for (int q = 0; q < 8; ++q) {
      const double a = q & 1 ? p : -p, b = q & 2 ? p : -p, c = q & 4 ? p : -p;
      const double v = (x * mesh::shape_derivative(a, b, c)).determinant();
      const auto n = mesh::shape(a, b, c);
      for (int i = 0; i < 8; ++i)
        volume_[static_cast<std::size_t>(problem.mesh.element[e][static_cast<std::size_t>(i)])] += v * n[i];
    }
  }
}

void OuterLoads::apply(const Eigen::VectorXd& at, const Drive& drive, Eigen::VectorXd& force, math::BlockMatrix* k,
                       const BlockAssembly& assembly) const {
  const mesh::HexMesh& mesh = problem_->mesh;
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n)
    force.segment<3>(static_cast<Eigen::Index>(3 * n)) = volume_[n] * drive.weight;
  for (std::size_t f = 0; f < mesh.aperture.size(); ++f) {
    const FaceLoad load = suction_load(mesh, f, at, drive.suction);
    for (int a = 0; a < 4; ++a)
      force.segment<3>(3 * mesh.aperture[f][static_cast<std::size_t>(a)]) += load.force.segment<3>(3 * a);
    if (k) assembly.add_face(f, load.stiffness, -1, *k);
  }
  for (std::size_t n = 0; n < problem_->spring.size(); ++n) {
    const math::Vec3& s = problem_->spring[n];
    if (s.isZero(0)) continue;
    const auto i = static_cast<Eigen::Index>(3 * n);
    force.segment<3>(i) -= s.cwiseProduct(at.segment<3>(i));
    if (k) assembly.add_node(static_cast<mesh::NodeIndex>(n), s.asDiagonal(), *k);
  }
  if (!problem_->ball) return;
  const Ball& ball = *problem_->ball;
  for (std::size_t i = 0; i < ball.node.size(); ++i) {
    const mesh::NodeIndex n = ball.node[i];
    const Touch t = touch(ball, mesh.node[static_cast<std::size_t>(n)] + at.segment<3>(3 * n), drive.travel);
    if (!(t.depth > 0)) continue;
    const double stiffness = ball.penalty * ball.area[i];
    force.segment<3>(3 * n) += stiffness * t.depth * t.out;
    if (!k) continue;
    const math::Mat3 along = t.out * t.out.transpose();
    assembly.add_node(n, stiffness * (along - t.depth / t.distance * (math::Mat3::Identity() - along)), *k);
  }
}

math::Vec3 OuterLoads::ball_force(const Eigen::VectorXd& at, const Drive& drive) const {
  math::Vec3 sum = math::Vec3::Zero();
  if (!problem_->ball) return sum;
  const Ball& ball = *problem_->ball;
  for (std::size_t i = 0; i < ball.node.size(); ++i) {
    const mesh::NodeIndex n = ball.node[i];
    const Touch t = touch(ball, problem_->mesh.node[static_cast<std::size_t>(n)] + at.segment<3>(3 * n), drive.travel);
    if (t.depth > 0) sum += ball.penalty * ball.area[i] * t.depth * t.out;
  }
  return sum;
}

}  // namespace hari::mechanics
