// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/response.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::mechanics {

/// @brief The fibres of one layer summed segment by segment, each with its own direction, mirror images, law and slip:
/// slow, the reference that FibreFan is held against. Starts rested. Keeps references to network and law.
class FibreSum {
 public:
  /// @param growth  thickness now over reference thickness: turns segments, thins their density
  FibreSum(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, double growth,
           const FibreLaw& law);

  /// Response at right Cauchy-Green tensor C after a step of dt, without the energy of what has slipped.
  Response respond(const math::Mat3& C, core::Seconds dt) const;
  /// Goes to the end of the step that ended at C.
  void remember(const math::Mat3& C, core::Seconds dt);

 private:
  struct Strand {
    math::Vec3 direction;
    std::size_t fibre;
    double share;        ///< of the layer's volume, over its four images [-]
    double relaxed = 0;  ///< stress lost to slip, per share [kPa]
  };
  bool slips(std::size_t fibre) const;
  /// Second Piola-Kirchhoff stress along the fibre of what has passed the onset, and its derivative by Green's strain.
  struct Goal {
    double stress, slope;
  };
  Goal goal(std::size_t fibre, double stretch) const;
  double reach(std::size_t fibre, core::Seconds dt) const;

  const fibre::Network* network_;
  const FibreLaw* law_;
  std::vector<Strand> strand_;
};

}  // namespace hari::mechanics
