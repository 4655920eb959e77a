// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/plane_modes.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace hari::transport {

PlaneModes PlaneModes::of(const std::vector<double>& width) {
  const auto n = static_cast<Eigen::Index>(width.size());
  // A copy, since Eigen's order of sums follows the alignment of memory and a vector's differs from run to run.
  const Eigen::VectorXd h = Eigen::Map<const Eigen::VectorXd>(width.data(), n);
  const Eigen::VectorXd root = h.cwiseSqrt();
  Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(n), off = Eigen::VectorXd::Zero(std::max<Eigen::Index>(n - 1, 1));
  for (Eigen::Index i = 0; i + 1 < n; ++i) {
    const double link = 2 / (h[i] + h[i + 1]);
    diagonal[i] += link / h[i];
    diagonal[i + 1] += link / h[i + 1];
    off[i] = -link / (root[i] * root[i + 1]);
  }
  Eigen::MatrixXd modes = Eigen::MatrixXd::Ones(n, n);
  Eigen::VectorXd eigenvalue = Eigen::VectorXd::Zero(n);
  if (n > 1) {
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(diagonal, off.head(n - 1), Eigen::ComputeEigenvectors);
    eigenvalue = solver.eigenvalues();
    modes = root.cwiseInverse().asDiagonal() * solver.eigenvectors();
  }
  // The first mode carries the mass: it is known exactly, and the others are kept clear of it.
  eigenvalue[0] = 0;
  modes.col(0).setConstant(1 / std::sqrt(h.sum()));
  for (Eigen::Index m = 1; m < n; ++m) modes.col(m).array() -= h.dot(modes.col(m)) / h.sum();
  const Eigen::MatrixXd to = modes.transpose() * h.asDiagonal();
  return {.to_modes = {to.data(), to.data() + to.size()},
          .from_modes = {modes.data(), modes.data() + modes.size()},
          .eigenvalue = {eigenvalue.data(), eigenvalue.data() + n}};
}

}  // namespace hari::transport
