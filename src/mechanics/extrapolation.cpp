// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "extrapolation.hpp"

#include <cmath>

namespace hari::mechanics {
namespace {

bool alike(double a, double b, double size) {
  return std::abs(a - b) <= 1e-6 * size;
}

}  // namespace

void Extrapolation::look_at(const Drive& from, const Drive& to, double dt) {
  const double by = dt > 0 ? 1 / dt : 1;
  const double suction = (to.suction - from.suction) * by, travel = (to.travel - from.travel) * by;
  const math::Vec3 weight = (to.weight - from.weight) * by;
  if (!alike(suction, suction_rate_, std::abs(suction) + std::abs(suction_rate_)) ||
      !alike(travel, travel_rate_, std::abs(travel) + std::abs(travel_rate_)) ||
      !alike((weight - weight_rate_).norm(), 0, weight.norm() + weight_rate_.norm()))
    count_ = 0;
  suction_rate_ = suction;
  travel_rate_ = travel;
  weight_rate_ = weight;
}

bool Extrapolation::add_to(Eigen::VectorXd& u, double dt) const {
  if (count_ == 0) return false;
  u += dt * speed1_;
  if (count_ > 1) u += dt * (dt + dt1_) / (dt1_ + dt2_) * (speed1_ - speed2_);
  return true;
}

void Extrapolation::take_back(Eigen::VectorXd& u, double dt) const {
  constexpr double doubtful = 0.5;
  if (count_ == 1 && (suction_rate_ != 0 || travel_rate_ != 0 || weight_rate_.norm() > 0)) u -= doubtful * dt * speed1_;
}

void Extrapolation::add(const Eigen::VectorXd& move, double dt) {
  if (!(dt > 0)) {
    count_ = 0;
    return;
  }
  speed2_.swap(speed1_);
  dt2_ = dt1_;
  speed1_ = move / dt;
  dt1_ = dt;
  ++count_;
}

}  // namespace hari::mechanics
