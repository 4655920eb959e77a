// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "lumped_skin.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace hari::lumped {
namespace {

/// Where the dashpots stand [mm].
struct Dashpots {
  double gel = 0, slider = 0;
  Dashpots operator+(const Dashpots& d) const { return {gel + d.gel, slider + d.slider}; }
  Dashpots operator*(double f) const { return {f * gel, f * slider}; }
};

/// Height that balances pressure p: the one root, linear below the heel's start and quadratic beyond.
double height(const LumpedSkin& k, const Dashpots& d, double p) {
  const double stiffness = k.toe + k.gel + k.friction, force = p + k.gel * d.gel + k.friction * d.slider;
  const double beyond = force / stiffness - k.heel_start;
  if (beyond <= 0) return force / stiffness;
  return k.heel_start + 2 * beyond / (1 + std::sqrt(1 + 4 * k.heel * beyond / stiffness));
}

Dashpots rate(const LumpedSkin& k, const Dashpots& d, double p) {
  const double u = height(k, d, p), q = k.friction * (u - d.slider);
  return {(u - d.gel) / k.gel_time, std::copysign(std::max(0.0, std::abs(q) - k.threshold) / k.viscosity, q)};
}

double stored(const LumpedSkin& k, const Dashpots& d, double u) {
  const double x = std::max(0.0, u - k.heel_start), a = u - d.gel, s = u - d.slider;
  return (k.toe * u * u + k.gel * a * a + k.friction * s * s) / 2 + k.heel * x * x * x / 3;
}

double dissipated_per_second(const LumpedSkin& k, const Dashpots& d, double p) {
  const double u = height(k, d, p);
  const Dashpots v = rate(k, d, p);
  return k.gel * (u - d.gel) * v.gel + k.friction * (u - d.slider) * v.slider;
}

/// The point in time, and the energy that went in and was lost.
class Point {
 public:
  Point(const LumpedSkin& skin, double step) : skin_(skin), step_(std::min(step, skin.gel_time / 10)) {
    if (skin.friction > 0) step_ = std::min(step_, skin.viscosity / skin.friction / 10);
  }

  double u() const { return height(skin_, at_, pressure_); }
  double work() const { return work_; }
  double imbalance() const { return work_ - stored(skin_, at_, u()) - lost_; }

  /// At once: no dashpot moves, all work is stored.
  void jump(double pressure) {
    const double before = stored(skin_, at_, u());
    pressure_ = pressure;
    work_ += stored(skin_, at_, u()) - before;
  }
  /// Over `time`, the pressure going straight to `pressure`.
  void go(double time, double pressure) {
    constexpr int least = 20;  // a short ramp moves far
    const int n = time > 0 ? std::max(least, static_cast<int>(std::ceil(time / step_))) : 0;
    const double from = pressure_;
    for (int i = 1; i <= n; ++i) advance(time / n, from + (pressure - from) * i / n);
  }

 private:
  void advance(double dt, double p1) {
    const double p0 = pressure_, p = (p0 + p1) / 2, u0 = u(), l0 = dissipated_per_second(skin_, at_, p0);
    const Dashpots k1 = rate(skin_, at_, p0), k2 = rate(skin_, at_ + k1 * (dt / 2), p),
                   k3 = rate(skin_, at_ + k2 * (dt / 2), p), k4 = rate(skin_, at_ + k3 * dt, p1);
    at_ = at_ + (k1 + (k2 + k3) * 2 + k4) * (dt / 6);
    pressure_ = p1;
    work_ += p * (u() - u0);
    lost_ += (l0 + dissipated_per_second(skin_, at_, p1)) * dt / 2;
  }

  LumpedSkin skin_;
  double step_, pressure_ = 0, work_ = 0, lost_ = 0;
  Dashpots at_;
};

}  // namespace

LumpedReading read(const LumpedSkin& skin, const LumpedProtocol& protocol, double step) {
  const double immediate = probe::immediate.count();
  Point point(skin, step);
  probe::CutometerCurve curve;
  curve.protocol.on = core::Seconds(protocol.on);
  curve.protocol.off = core::Seconds(protocol.off);
  curve.protocol.cycles = protocol.cycles;
  // From one switch to the next: at once or along the ramp, noting the height where the instrument reads it.
  const auto phase = [&](double start, double length, double pressure) {
    const double before = protocol.pressure - pressure, ramp = protocol.ramp;
    if (ramp == 0) point.jump(pressure);
    double now = 0;
    for (double t : std::set{std::min(ramp, length), immediate, length}) {
      point.go(t - now, t < ramp ? before + (pressure - before) * t / ramp : pressure);
      now = t;
      curve.time_s.push_back(start + t);
      curve.height_mm.push_back(point.u());
    }
  };
  double suction_work = 0, cycle_work = 0;
  for (int c = 0; c < protocol.cycles; ++c) {
    const double start = c * (protocol.on + protocol.off);
    phase(start, protocol.on, protocol.pressure);
    if (c == 0) suction_work = point.work();
    phase(start + protocol.on, protocol.off, 0);
    if (c == 0) cycle_work = point.work();
  }
  point.go(protocol.free, 0);
  LumpedReading r{probe::r_parameters(curve), point.u()};
  r.hysteresis = cycle_work / suction_work;
  r.imbalance = point.imbalance() / suction_work;
  return r;
}

}  // namespace hari::lumped
