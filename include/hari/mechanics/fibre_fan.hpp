// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>
#include <vector>

#include "hari/mechanics/fibre_curves.hpp"
#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/response.hpp"
#include "hari/mesh/window.hpp"

namespace hari::mechanics {

/// @brief The fibres of one layer as a few directions, each with one recruitment curve: cost per evaluation does not
/// know how many fibres there were.
///
/// A direction stands for its four mirror images in x and y (the block's sides are mirror planes and a probe reads a
/// quarter of the skin). Its components are root mean squares over its fibres, so that the second moment of the layer,
/// and with it the stress at rest, is that of the fibres themselves. Every image has slipped in its own way (Slid);
/// onset, time and hold of a direction are means over its collagen, weighted by load-bearing volume.
class FibreFan {
 public:
  static constexpr std::size_t most = 30;  ///< directions

  FibreFan() = default;

  std::size_t size() const { return direction_.size(); }
  const std::vector<math::Vec3>& directions() const { return direction_; }
  /// Nominal stress [kPa] of direction `d` at a stretch, its derivative and its energy; nothing has slipped.
  fibre::Recruited curve(std::size_t d, double stretch) const;
  /// Can anything slip?
  bool slips() const { return !slide_.empty(); }
  /// Numbers that a quadrature point remembers: direction by direction stress, reach and share of Slid, each of four
  /// images; zero at rest.
  std::size_t memory_size() const { return slips() ? 12 * size() : 0; }

 private:
  friend class FanBuilder;
  friend class FanStep;
  /// Products of the components x y z of a direction, in the order in which they are used.
  struct Products {
    std::array<double, 4> squares;                    ///< x2 y2 z2 0
    std::array<double, 4> products;                   ///< 0 zx yz xy
    std::array<double, 4> fourths;                    ///< x4 y4 z4 0
    std::array<double, 4> crossed;                    ///< x2y2 y2z2 z2x2 0
    std::array<double, 4> with_xy, with_yz, with_zx;  ///< squares times one of the products
  };

  std::vector<math::Vec3> direction_;  ///< unit, all components >= 0
  struct Slide {
    double onset, time;  ///< [-], [s]
    double hold;         ///< of SlipLaw [-]
    double rested;       ///< stress of the collagen past its onset at rest [kPa]
  };
  std::vector<Slide> slide_;  ///< per direction; empty if nothing slips
  FibreCurves curves_;
  std::vector<Products> products_;
};

/// @brief A fan over one time step. Keeps a reference to the fan.
class FanStep {
 public:
  FanStep(const FibreFan& fan, core::Seconds dt);

  /// Adds the response at right Cauchy-Green tensor C to `out`; the energy is the potential of the step.
  void add(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const;
  /// Moves `memory` to the end of the step that ended at C.
  Energies remember(const math::Mat3& C, std::span<double> memory, Account account = Account::energies) const;
  double free_energy(const math::Mat3& C, std::span<const double> memory) const;

 private:
  template <bool slips, bool tangent>
  void add_images(const math::Mat3& C, const double* memory, Response& out) const;
  double potential(const math::Mat3& C, std::span<const double> memory) const;
  void slide(const math::Mat3& C, std::span<double> memory) const;
  struct Sliding {
    double onset = 0, rested = 0, pace = 0, hold = 0;
  };

  const FibreFan* fan_;
  std::array<Sliding, FibreFan::most> sliding_{};  ///< per direction
};

/// One per mesh::Layer.
using LayerFans = std::array<FibreFan, mesh::n_layers>;
using LayerGrowth = std::array<double, mesh::n_layers>;

/// @brief Fans of all layers, from one pass over the segments of a network.
/// @param growth  thickness now over reference thickness, per Layer: turns segments, thins their density
LayerFans fibre_fans(const fibre::Network& network, const mesh::Grid& grid, const LayerGrowth& growth,
                     const FibreLaw& law);

/// @brief The same of each window, from the segments it hosts; `growth` has one row per window.
std::vector<LayerFans> fibre_fans(const fibre::Network& network, const mesh::Grid& grid, const mesh::Windows& windows,
                                  const std::vector<LayerGrowth>& growth, const FibreLaw& law);

}  // namespace hari::mechanics
