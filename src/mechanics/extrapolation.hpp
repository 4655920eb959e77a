// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>

#include "hari/mechanics/problem.hpp"

namespace hari::mechanics {

/// @brief Where the next step will end, from the last two of the same phase: time in which the drive changes at one
/// rate. Its distance from where the step does end measures how fast things turn, and so how long a step may be.
class Extrapolation {
 public:
  /// Forgets everything if the step from `from` to `to` begins another phase.
  void look_at(const Drive& from, const Drive& to, double dt);
  /// Adds the move foretold for a step of `dt` [s] to `u`. @return false if nothing is known
  bool add_to(Eigen::VectorXd& u, double dt) const;
  /// Takes half of a move back that was foretold while the drive changes, if only one step is known: what is pulled
  /// becomes stiffer, and too long a move costs more corrections than one too short.
  void take_back(Eigen::VectorXd& u, double dt) const;
  /// A step of this phase that was taken.
  void add(const Eigen::VectorXd& move, double dt);
  void forget() { count_ = 0; }
  bool known() const { return count_ > 0; }
  /// Power of the step that the error of the last guess goes with.
  int order() const { return count_ > 2 ? 3 : 2; }

 private:
  int count_ = 0;
  double suction_rate_ = 0, travel_rate_ = 0;
  math::Vec3 weight_rate_ = math::Vec3::Zero();
  double dt1_ = 0, dt2_ = 0;         ///< of the last step and the one before [s]
  Eigen::VectorXd speed1_, speed2_;  ///< [mm/s]
};

}  // namespace hari::mechanics
