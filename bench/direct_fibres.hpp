// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <vector>

#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/hex_element.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/mesh/hex_mesh.hpp"

namespace hari::bench {

/// @brief Finds the element of one layer that holds a point, on a mesh whose elements stand upright in columns, as
/// those of mesh::suction_mesh do: by the plan of its corners first, then by depth.
class ColumnSearch {
 public:
  ColumnSearch(const mesh::HexMesh& mesh, mesh::Layer layer) : mesh_(&mesh) {
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
      if (mesh.region[e] != layer) continue;
      const auto x = mesh::corners(mesh, e);
      low_ = std::min(low_, x.row(2).minCoeff());
      high_ = std::max(high_, x.row(2).maxCoeff());
      width_ = std::max(width_, x.topRows<2>().maxCoeff());
      elements_.push_back(e);
    }
    cells_.resize(per_side * per_side);
    for (std::size_t e : elements_) {
      const auto x = mesh::corners(mesh, e);
      const auto [i0, j0] = cell(x.row(0).minCoeff(), x.row(1).minCoeff());
      const auto [i1, j1] = cell(x.row(0).maxCoeff(), x.row(1).maxCoeff());
      for (std::size_t j = j0; j <= j1; ++j)
        for (std::size_t i = i0; i <= i1; ++i) cells_[i + per_side * j].push_back(e);
    }
  }
  double low() const { return low_; }
  double high() const { return high_; }
  double width() const { return width_; }
  const std::vector<std::size_t>& elements() const { return elements_; }

  /// The element at p; n_elements of the mesh if there is none.
  std::size_t find(const math::Vec3& p) const {
    const auto [i, j] = cell(p.x(), p.y());
    for (std::size_t e : cells_[i + per_side * j]) {
      const auto x = mesh::corners(*mesh_, e);
      if (p.z() < x(2, 0) || p.z() > x(2, 4)) continue;
      bool in = true;
      for (int a = 0; a < 4; ++a) {
        const int b = (a + 1) % 4;
        in = in && (x(0, b) - x(0, a)) * (p.y() - x(1, a)) >= (x(1, b) - x(1, a)) * (p.x() - x(0, a)) - 1e-12;
      }
      if (in) return e;
    }
    return mesh_->n_elements();
  }

 private:
  static constexpr std::size_t per_side = 64;
  std::pair<std::size_t, std::size_t> cell(double x, double y) const {
    const auto along = [this](double a) {
      return std::min(per_side - 1, static_cast<std::size_t>(std::max(0.0, a / width_ * per_side)));
    };
    return {along(x), along(y)};
  }

  const mesh::HexMesh* mesh_;
  double low_ = 1e9, high_ = -1e9, width_ = 0;
  std::vector<std::size_t> elements_;
  std::vector<std::vector<std::size_t>> cells_;
};

/// @brief Every segment of one layer's fibres in the element that hosts it: the evaluator that the averaged one stands
/// in for.
///
/// The layer of the network's grid is laid over that of the mesh: places are stretched to fit, directions and volume
/// fractions are kept.
class DirectFibres {
 public:
  DirectFibres(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, const mechanics::FibreLaw& law,
               const mesh::HexMesh& mesh, const ColumnSearch& search)
      : network_(&network), law_(law) {
    const mesh::Slab slab = grid.slab(layer);
    const double block = grid.area() * slab.thickness();
    const double here = search.width() * search.width() * (search.high() - search.low());
    std::vector<std::size_t> host;
    std::vector<Segment> all;
    for (std::size_t f = 0; f < network.n_fibres(); ++f) {
      if (!network.alive[f]) continue;
      const double volume = law.carrying_volume(network, f) * here / block;
      for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
        if (grid.layer(network.host[s]) != layer) continue;
        math::Vec3 p = 0.5 * (network.point(s) + network.point(s + 1));
        const math::Vec3 d = fibre::segment(network, s);
        p.x() *= search.width() / grid.x().back();
        p.y() *= search.width() / grid.y().back();
        p.z() = search.low() + (p.z() - slab.bottom) / slab.thickness() * (search.high() - search.low());
        const std::size_t e = search.find(p);
        if (e == mesh.n_elements()) {
          ++lost_;
          continue;
        }
        host.push_back(e);
        all.push_back({d.normalized(), volume * d.norm() / network.length[f], static_cast<std::uint32_t>(f)});
      }
    }
    first_.assign(mesh.n_elements() + 1, 0);
    for (std::size_t e : host) ++first_[e + 1];
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) first_[e + 1] += first_[e];
    segments_.resize(all.size());
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t i = 0; i < all.size(); ++i) segments_[next[host[i]]++] = all[i];
  }

  std::size_t size() const { return segments_.size(); }
  std::size_t lost() const { return lost_; }  ///< segments for which the mesh has no element

  /// @brief Adds what the segments of element `e` carry at C, times their volumes: stress [kPa mm3], and its derivative
  /// by Green's strain if wanted.
  void add(std::size_t e, const math::Mat3& C, bool tangent, math::Vec6& stress, math::Mat6& moduli) const {
    for (std::size_t i = first_[e]; i < first_[e + 1]; ++i) {
      const Segment& s = segments_[i];
      const double stretch = std::sqrt(s.direction.dot(C * s.direction));
      const fibre::Recruited r = law_.respond(*network_, s.fibre, stretch);
      const math::Vec3& m = s.direction;
      math::Vec6 M;
      M << m.x() * m.x(), m.y() * m.y(), m.z() * m.z(), m.x() * m.y(), m.y() * m.z(), m.x() * m.z();
      const double S = s.volume * r.strain / stretch;
      stress += S * M;
      if (tangent) moduli.noalias() += (s.volume * r.stiffness - S) / (stretch * stretch) * M * M.transpose();
    }
  }

 private:
  struct Segment {
    math::Vec3 direction;  ///< unit
    double volume;         ///< load-bearing [mm3]
    std::uint32_t fibre;
  };
  const fibre::Network* network_;
  mechanics::FibreLaw law_;
  std::vector<std::size_t> first_;  ///< per element, n + 1
  std::vector<Segment> segments_;
  std::size_t lost_ = 0;
};

/// Gradients of the shape functions [1/mm] at the middle of an element, and its volume [mm3].
struct ElementMiddle {
  mechanics::Nodal gradient;
  double volume;

  explicit ElementMiddle(const mechanics::Nodal& corners) {
    const auto d = mesh::shape_derivative(0, 0, 0);
    const math::Mat3 jacobian = corners * d;
    gradient = jacobian.transpose().inverse() * d.transpose();
    volume = 8 * jacobian.determinant();
  }
  math::Mat3 deformation(const mechanics::Nodal& u) const { return math::Mat3::Identity() + u * gradient.transpose(); }
  /// Rows of Green's strain by displacements, shears twice, in the order of math::Vec6.
  Eigen::Matrix<double, 6, 24> strain_rows(const math::Mat3& F) const {
    Eigen::Matrix<double, 6, 24> B;
    for (int a = 0; a < 8; ++a)
      for (int i = 0; i < 3; ++i) {
        const auto g = gradient.col(a);
        const auto f = F.row(i);
        B.col(3 * a + i) << f[0] * g[0], f[1] * g[1], f[2] * g[2], f[0] * g[1] + f[1] * g[0], f[1] * g[2] + f[2] * g[1],
            f[0] * g[2] + f[2] * g[0];
      }
    return B;
  }
};

}  // namespace hari::bench
