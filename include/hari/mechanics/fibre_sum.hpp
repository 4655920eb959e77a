// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/response.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::mechanics {

/// @brief The fibres of one layer summed segment by segment, each with its own direction and mirror images, and where
/// they slip fibril by fibril: slow, the reference that FibreFan is held against. Starts rested. Keeps references to
/// network and law.
class FibreSum {
 public:
  /// @param growth  thickness now over reference thickness: turns segments, thins their density
  FibreSum(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, double growth,
           const FibreLaw& law);

  /// Stress and tangent at right Cauchy-Green tensor C after a step of dt.
  Response respond(const math::Mat3& C, core::Seconds dt) const;
  /// Goes to the end of the step that ended at C.
  void remember(const math::Mat3& C, core::Seconds dt);

 private:
  static constexpr std::size_t n_fibrils = 20;  ///< that stand for those of a bundle, equally many at each slack
  struct Strand {
    math::Vec3 direction;
    std::size_t fibre;
    double share;                          ///< of the layer's volume, over its four images [-]
    std::array<double, n_fibrils> slid{};  ///< as if nothing held: f of SlipLaw over 1 - g [-]
  };
  bool slips(std::size_t fibre) const;
  double onset(std::size_t fibre) const;
  /// What a fibril of a bundle at that stretch would slide by in the end, if nothing held.
  double goal(std::size_t fibre, double slack, double stretch) const;
  double pace(std::size_t fibre, core::Seconds dt) const;

  const fibre::Network* network_;
  const FibreLaw* law_;
  std::array<double, n_fibrils> slack_{};  ///< of the fibrils, beyond that of their bundle [-]
  std::vector<Strand> strand_;
};

}  // namespace hari::mechanics
