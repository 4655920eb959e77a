// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/rheometry.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <complex>
#include <numbers>
#include <span>

#include "allowed.hpp"
#include "excised.hpp"
#include "hari/core/error.hpp"

namespace hari::probe {
namespace {

using core::Seconds;
using Complex = std::complex<double>;

/// Between steps the strain is straight: an error of 2/n^2 of the modulus at infinite frequency.
constexpr int steps_per_period = 128;
constexpr int most_periods = 400;
constexpr double settled = 1e-4;  ///< of the modulus, from one period to the next

/// First harmonic of samples at equal steps of one whole period. A straight drift is fitted along and thrown away:
/// the slow branches are still settling.
Complex harmonic(std::span<const double> y, double omega, std::span<const double> time) {
  Eigen::Matrix4d normal = Eigen::Matrix4d::Zero();
  Eigen::Vector4d right = Eigen::Vector4d::Zero();
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double t = time[i] - time.front();
    const Eigen::Vector4d row(1, t * omega, std::cos(omega * time[i]), std::sin(omega * time[i]));
    normal += row * row.transpose();
    right += y[i] * row;
  }
  const Eigen::Vector4d a = normal.ldlt().solve(right);
  return {a[2], -a[3]};  // y = Re(Y exp(i omega t))
}

Complex modulus(std::span<const double> strain, std::span<const double> stress, std::span<const double> time,
                double frequency) {
  const double omega = 2 * std::numbers::pi * frequency;
  return harmonic(stress, omega, time) / harmonic(strain, omega, time);
}

/// The disc as one element: lower plate still, upper plate moved, everything at the height it has.
mechanics::Equilibrium disc(const mechanics::LayerMaterial& material, const math::Vec3& stretch, int direction) {
  mechanics::Problem p = living_cube(material);
  p.fixed.assign(p.mesh.n_nodes(), 7);
  p.prescribed.assign(p.mesh.n_nodes(), math::Vec3::Zero());
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    if (p.mesh.node[n].z() == 0) p.prescribed[n][direction] = 1;
  // The cube is the disc as it lies in the instrument; its living size is that over the stretch.
  p.growth = {stretch.cwiseInverse().asDiagonal()};
  mechanics::Equilibrium e = small_equilibrium(std::move(p));
  e.advance({}, left_to_retract);
  return e;
}

double shear_stress(const mechanics::Equilibrium& disc, int direction) {
  double force = 0;  // over one square millimetre
  for (std::size_t n = 0; n < disc.mesh().n_nodes(); ++n)
    if (disc.mesh().node[n].z() == 0) force += disc.reaction(static_cast<mesh::NodeIndex>(n))[direction];
  return force;
}

/// Oscillates until two periods agree and appends the last one.
void sweep(mechanics::Equilibrium disc, double frequency, RheometryCurve& curve) {
  const int direction = static_cast<int>(curve.protocol.direction);
  const Seconds dt(1 / (frequency * steps_per_period));
  std::vector<double> time(steps_per_period), strain(steps_per_period), stress(steps_per_period);
  Complex last = 0;
  for (int period = 0; period < most_periods; ++period) {
    for (int i = 0; i < steps_per_period; ++i) {
      const int step = period * steps_per_period + i + 1;
      const auto k = static_cast<std::size_t>(i);
      time[k] = step * dt.count();
      strain[k] = curve.protocol.amplitude * std::sin(2 * std::numbers::pi * (i + 1) / steps_per_period);
      disc.advance({.travel = strain[k]}, dt);
      stress[k] = shear_stress(disc, direction);
    }
    const Complex now = modulus(strain, stress, time, frequency);
    if (std::abs(now - last) <= settled * std::abs(now)) {
      curve.frequency_hz.insert(curve.frequency_hz.end(), steps_per_period, frequency);
      curve.time_s.insert(curve.time_s.end(), time.begin(), time.end());
      curve.strain.insert(curve.strain.end(), strain.begin(), strain.end());
      curve.stress_kpa.insert(curve.stress_kpa.end(), stress.begin(), stress.end());
      return;
    }
    last = now;
  }
  throw core::SolverError(
      fmt::format("rheometry: at {} Hz the stress has not settled after {} periods", frequency, most_periods));
}

}  // namespace

RheometryCurve measure(const RheometryProtocol& protocol, const mechanics::Skin& skin) {
  const core::Schema schema = rheometry_schema();
  if (protocol.frequency_hz.empty()) throw core::ModelError("rheometry: at least one frequency is needed");
  for (double f : protocol.frequency_hz) allow(schema, "frequencies", f);
  allow(schema, "amplitude", protocol.amplitude);
  const mechanics::LayerMaterial& material = dermis_of(skin, protocol.layer, schema.name);
  const math::Vec3 stretch = protocol.excised ? excised_stretch(material) : math::Vec3(math::Vec3::Ones());
  RheometryCurve curve;
  curve.protocol = protocol;
  for (double f : protocol.frequency_hz) sweep(disc(material, stretch, static_cast<int>(protocol.direction)), f, curve);
  return curve;
}

std::vector<DynamicModulus> readings(const RheometryCurve& curve) {
  std::vector<DynamicModulus> all;
  for (std::size_t from = 0; from < curve.time_s.size();) {
    const double f = curve.frequency_hz[from];
    std::size_t to = from;
    // A frequency that is asked for twice gives two rows: time then starts again.
    while (to < curve.time_s.size() && curve.frequency_hz[to] == f &&
           (to == from || curve.time_s[to] > curve.time_s[to - 1]))
      ++to;
    constexpr std::size_t fewest = 8;
    if (to - from < fewest) throw core::ModelError(fmt::format("rheometry: too few samples at {} Hz", f));
    const auto part = [&](const std::vector<double>& v) { return std::span(v).subspan(from, to - from); };
    const Complex g = modulus(part(curve.strain), part(curve.stress_kpa), part(curve.time_s), f);
    all.push_back({f, g.real(), g.imag(), g.imag() / g.real()});
    from = to;
  }
  return all;
}

core::Schema rheometry_schema() {
  using core::ValueKind;
  core::Schema s{"rheometry", "Oscillatory shear of a disc of dermis: storage and loss modulus over frequency.", {}};
  s.keys = {{.name = "frequencies",
             .kind = ValueKind::quantities,
             .unit = "Hz",
             .low = 1e-3,
             .high = 1e3,
             .fallback = R"(["0.1 Hz", "1 Hz", "10 Hz"])",
             .doc = "Of the oscillation, one reading each."},
            {.name = "amplitude",
             .low = 1e-5,
             .high = 0.1,
             .fallback = "0.005",
             .doc = "Of the shear strain; small, so that the modulus does not depend on it."},
            direction_key("In which the upper plate moves, seen from the lines of skin tension."),
            dermis_key("What the disc is cut from."),
            {.name = "excised",
             .kind = ValueKind::flag,
             .fallback = "true",
             .doc = "Cut out and retracted, as a biopsy is; false: as stretched as it lives."}};
  return s;
}

}  // namespace hari::probe
