// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "multigrid.hpp"

#include "aggregation.hpp"
#include "galerkin.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::math {
namespace {

/// Unknowns that a dense factor takes: about as much work as one relaxation of the level above.
constexpr std::size_t dense = 900;

/// Translations and rotations of every node, zero where it is held.
RigidModes rigid_modes(const BlockMatrix& a, const std::vector<Vec3>& position) {
  Vec3 middle = Vec3::Zero();
  for (const Vec3& x : position) middle += x / double(position.size());
  RigidModes modes(18 * position.size(), 0.0);
  core::for_each_index(position.size(), [&](std::size_t r) {
    const Vec3 x = position[r] - middle;
    const double motion[3][6] = {{1, 0, 0, 0, x.z(), -x.y()}, {0, 1, 0, -x.z(), 0, x.x()}, {0, 0, 1, x.y(), -x.x(), 0}};
    for (std::size_t i = 0; i < 3; ++i) {
      bool held = true;
      for (auto k = static_cast<std::size_t>(a.row[r]); k < static_cast<std::size_t>(a.row[r + 1]); ++k)
        for (std::size_t j = 0; j < 3; ++j)
          held = held && (a.value[9 * k + 3 * i + j] == 0 || (a.column[k] == static_cast<std::int32_t>(r) && i == j));
      if (!held) std::copy(motion[i], motion[i] + 6, &modes[18 * r + 6 * i]);
    }
  });
  return modes;
}

}  // namespace

Multigrid::Multigrid(const BlockMatrix& a, std::vector<Vec3> position) {
  RigidModes modes = rigid_modes(a, position);
  BlockRows<double> owned;
  BlockView view{a.row, a.column, a.value, 3};
  while (static_cast<std::size_t>(view.size) * view.n_rows() > dense) {
    const Aggregates aggregates = aggregate(view);
    core::expect(aggregates.n < view.n_rows(), "aggregates are fewer than nodes");
    std::optional<Prolongation> p = smoothed_prolongation(view, aggregates, modes);
    if (!p) {
      usable_ = false;
      return;
    }
    BlockRows<double> coarse = galerkin_product(view, *p);
    level_.push_back({LineSmoother(view, closest_lines(view, position)), std::move(*p), {}, {}, {}});
    Level& l = level_.back();
    if (!l.smoother.usable()) {
      usable_ = false;
      return;
    }
    l.b.assign(static_cast<std::size_t>(view.size) * view.n_rows() + overhang, 0.0F);
    l.x = l.r = l.b;
    position = middles(aggregates, position);
    owned = std::move(coarse);
    view = {owned.row, owned.column, owned.value, rigid};
  }
  factorise_coarsest(view);
}

void Multigrid::factorise_coarsest(const BlockView& a) {
  const auto n = static_cast<std::size_t>(a.size);
  const auto unknowns = static_cast<Eigen::Index>(n * a.n_rows());
  Eigen::MatrixXd full = Eigen::MatrixXd::Zero(unknowns, unknowns);
  for (std::size_t r = 0; r < a.n_rows(); ++r)
    for (std::size_t k = a.begin(r); k < a.end(r); ++k)
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
          full(static_cast<Eigen::Index>(n * r + i), static_cast<Eigen::Index>(n * a.at(k) + j)) =
              a.block(k)[n * i + j];
  coarsest_.compute(full);
  usable_ = coarsest_.info() == Eigen::Success;
  coarsest_b_.assign(n * a.n_rows() + overhang, 0.0F);
  coarsest_x_ = coarsest_b_;
}

void Multigrid::solve_coarsest() {
  Eigen::VectorXd v(coarsest_.rows());
  for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = coarsest_b_[static_cast<std::size_t>(i)];
  coarsest_.solveInPlace(v);
  for (Eigen::Index i = 0; i < v.size(); ++i) coarsest_x_[static_cast<std::size_t>(i)] = static_cast<float>(v[i]);
}

void Multigrid::cycle(std::size_t l) {
  if (l == level_.size()) return solve_coarsest();
  Level& at = level_[l];
  const bool last = l + 1 == level_.size();
  std::vector<float>& below_b = last ? coarsest_b_ : level_[l + 1].b;
  std::vector<float>& below_x = last ? coarsest_x_ : level_[l + 1].x;
  at.smoother.forward_from_zero(at.b, at.x, at.r);
  at.from_below.restrict_to(at.r, below_b);
  cycle(l + 1);
  at.from_below.add_prolonged(below_x, at.x);
  at.smoother.backward(at.b, at.x);
}

void Multigrid::apply(const Eigen::VectorXd& r, Eigen::VectorXd& z) {
  std::vector<float>& b = level_.empty() ? coarsest_b_ : level_[0].b;
  // Scaled to one: the range of single precision is narrow.
  const double size = r.lpNorm<Eigen::Infinity>(), scale = size > 0 ? 1 / size : 1;
  for (Eigen::Index i = 0; i < r.size(); ++i) b[static_cast<std::size_t>(i)] = static_cast<float>(scale * r[i]);
  cycle(0);
  const std::vector<float>& x = level_.empty() ? coarsest_x_ : level_[0].x;
  z.resize(r.size());
  for (Eigen::Index i = 0; i < r.size(); ++i) z[i] = x[static_cast<std::size_t>(i)] / scale;
}

std::size_t Multigrid::bytes() const {
  std::size_t n = sizeof(double) * static_cast<std::size_t>(coarsest_.rows() * coarsest_.rows());
  for (const Level& l : level_) n += l.smoother.bytes() + l.from_below.bytes() + 3 * l.b.capacity() * sizeof(float);
  return n;
}

}  // namespace hari::math
