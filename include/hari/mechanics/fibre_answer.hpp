// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>
#include <span>

#include "hari/mechanics/layer_material.hpp"

namespace hari::mechanics {

/// @brief What the fibres of a point answered at one strain of a time step, carried along the tangent to strains near
/// it. What is lost goes with the square of how far the strain has moved.
class FibreAnswer {
 public:
  /// What fibres with this memory answer at right Cauchy-Green tensor C: stress and tangent, energy if it is wanted.
  /// They are asked, unless only stress is wanted and no component of Green's strain (shears twice) is farther than
  /// `near` from where they were asked last.
  Response at(const math::Mat3& C, const MaterialStep& material, std::span<const double> memory, Wanted wanted,
              double near);
  /// At the end of a step: from now on the fibres remember something else.
  void forget() { strain_.setConstant(std::numeric_limits<double>::infinity()); }

 private:
  math::Vec6 strain_ = math::Vec6::Constant(std::numeric_limits<double>::infinity());  ///< where they were asked
  Response there_;
};

}  // namespace hari::mechanics
