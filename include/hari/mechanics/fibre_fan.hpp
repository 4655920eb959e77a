// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/matrix_law.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::mechanics {

/// @brief The fibres of one layer as a few directions, each with one recruitment curve: cost per evaluation does not
/// know how many fibres there were.
///
/// A direction stands for its four mirror images in x and y (the block's sides are mirror planes and a probe reads a
/// quarter of the skin). Its components are root mean squares over its fibres, so that the second moment of the layer,
/// and with it the stress at rest, is that of the fibres themselves. Curves are cubic between equally spaced stretches,
/// straight beyond; stress, slope and energy are those of the interpolant, exactly consistent.
class FibreFan {
 public:
  FibreFan() = default;

  /// Adds the response at right Cauchy-Green tensor C to `out`.
  void add(const math::Mat3& C, Wanted wanted, Response& out) const;
  /// Nominal stress [kPa] of direction `d` at a stretch, its derivative and its energy.
  fibre::Recruited curve(std::size_t d, double stretch) const;
  std::size_t size() const { return direction_.size(); }
  const std::vector<math::Vec3>& directions() const { return direction_; }

 private:
  friend class FanBuilder;
  static constexpr int most = 40;                                       ///< directions
  using Column = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, most, 1>;  ///< a number per direction
  template <int n>
  using Columns = Eigen::Matrix<double, Eigen::Dynamic, n, 0, most, n>;

  /// Derived numbers: products of the components of every direction.
  void prepare();
  template <Wanted wanted>
  void add_images(const math::Mat3& C, Response& out) const;

  std::vector<math::Vec3> direction_;  ///< unit, all components >= 0
  std::vector<double> piece_;          ///< stress of each interval as a cubic of the way through it: four rows [kPa]
  std::vector<double> energy_;         ///< at the start of each interval [kPa]
  Columns<3> squares_;                 ///< x2 y2 z2
  Columns<3> products_;                ///< xy yz zx
  Columns<6> fourths_;                 ///< x4 y4 z4 x2y2 y2z2 z2x2
  Columns<9> mixed_;                   ///< products of squares_ and products_: x3y y3x xyz2, x2yz y3z z3y, x3z xy2z z3x
};

/// @brief Fans of all layers, from one pass over the segments of a network.
/// @param growth  thickness now over reference thickness, per Layer: turns segments, thins their density
std::array<FibreFan, mesh::n_layers> fibre_fans(const fibre::Network& network, const mesh::Grid& grid,
                                                const std::array<double, mesh::n_layers>& growth, const FibreLaw& law);

/// @brief The same response by summing every segment of the layer with its own direction and law: slow, for reference.
Response sum_fibres(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, double growth,
                    const FibreLaw& law, const math::Mat3& C);

}  // namespace hari::mechanics
