// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/tension.hpp"

#include <algorithm>

#include "allowed.hpp"
#include "excised.hpp"
#include "hari/core/error.hpp"

namespace hari::probe {
namespace {

using core::Seconds;
using mechanics::Equilibrium;

constexpr int strain_steps = 40;
/// A unit cube of the living layer, rollers on its three near faces, its far face along `pull` held and moved.
mechanics::Problem gripped_cube(const mechanics::LayerMaterial& material, int pull) {
  mechanics::Problem p = living_cube(material);
  p.prescribed.assign(p.mesh.n_nodes(), math::Vec3::Zero());
  for (std::size_t n = 0; n < p.mesh.n_nodes(); ++n)
    for (int i = 0; i < 3; ++i) {
      const bool far = p.mesh.node[n][i] != p.mesh.node[0][i];
      if (!far || i == pull) p.fixed[n] |= static_cast<std::uint8_t>(1 << i);
      if (far && i == pull) p.prescribed[n][i] = 1;
    }
  return p;
}

/// Pull on the far face [mN].
double pull_of(const Equilibrium& strip, int axis) {
  double force = 0;
  for (std::size_t n = 0; n < strip.mesh().n_nodes(); ++n)
    if (strip.mesh().node[n][axis] > 0.5) force += strip.reaction(static_cast<mesh::NodeIndex>(n))[axis];
  return force;
}

struct Line {
  double slope, at_zero;
};
/// Least squares over samples [from, to).
Line line(const std::vector<double>& x, const std::vector<double>& y, std::size_t from, std::size_t to) {
  double mx = 0, my = 0, xx = 0, xy = 0;
  const auto n = static_cast<double>(to - from);
  for (std::size_t i = from; i < to; ++i) {
    mx += x[i] / n;
    my += y[i] / n;
  }
  for (std::size_t i = from; i < to; ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return {xy / xx, my - xy / xx * mx};
}

}  // namespace

TensionCurve measure(const TensionProtocol& protocol, const mechanics::Skin& skin) {
  const core::Schema schema = tension_schema();
  allow(schema, "strain", protocol.strain);
  allow(schema, "rate", protocol.rate);
  allow(schema, "width", protocol.width_mm);
  const mechanics::LayerMaterial& material = dermis_of(skin, protocol.layer, schema.name);
  const int pull = static_cast<int>(protocol.direction), aside = 1 - pull;

  const math::Vec3 excised = excised_stretch(material);
  TensionCurve curve;
  curve.protocol = protocol;
  curve.retraction = 1 - excised[pull];
  curve.retraction_aside = 1 - excised[aside];
  curve.thickness_mm = excised.z() * skin.thickness[static_cast<std::size_t>(protocol.layer)];

  // The gripped strip retracts as the loose one did and is then stretched from there.
  Equilibrium strip = small_equilibrium(gripped_cube(material, pull));
  strip.advance({.travel = excised[pull] - 1}, left_to_retract);
  const double section = excised[aside] * excised.z();
  const double strip_section = protocol.width_mm * curve.thickness_mm;
  const auto sample = [&](double time, double strain) {
    curve.time_s.push_back(time);
    curve.strain.push_back(strain);
    curve.stress_kpa.push_back(pull_of(strip, pull) / section);
    curve.force_mn.push_back(curve.stress_kpa.back() * strip_section);
  };
  sample(0, 0);
  const Seconds dt(protocol.strain / protocol.rate / strain_steps);
  for (int i = 1; i <= (protocol.unload ? 2 : 1) * strain_steps; ++i) {
    const double strain = protocol.strain * std::min(i, 2 * strain_steps - i) / strain_steps;
    strip.advance({.travel = excised[pull] * (1 + strain) - 1}, dt);
    sample(i * dt.count(), strain);
  }
  return curve;
}

TensionReadings readings(const TensionCurve& curve) {
  const auto peak =
      static_cast<std::size_t>(std::max_element(curve.strain.begin(), curve.strain.end()) - curve.strain.begin());
  constexpr std::size_t fewest = 10;
  if (peak < fewest) throw core::ModelError("tension: the curve has too few samples of stretching");
  TensionReadings r;
  r.toe_modulus = line(curve.strain, curve.stress_kpa, 0, peak / 10 + 1).slope;
  const Line straight = line(curve.strain, curve.stress_kpa, peak - peak / 5, peak + 1);
  r.linear_modulus = straight.slope;
  r.ratio = r.linear_modulus / r.toe_modulus;
  r.heel = -straight.at_zero / straight.slope;
  r.peak_stress = curve.stress_kpa[peak];
  double out = 0, back = 0;
  for (std::size_t i = 1; i < curve.strain.size(); ++i) {
    // A strip does not push: what is slack on the way back gives no work.
    const double mean = 0.5 * (std::max(0.0, curve.stress_kpa[i]) + std::max(0.0, curve.stress_kpa[i - 1]));
    (i <= peak ? out : back) += mean * (curve.strain[i] - curve.strain[i - 1]);
  }
  if (peak + 1 < curve.strain.size()) r.hysteresis = 1 + back / out;
  return r;
}

core::Schema tension_schema() {
  using core::ValueKind;
  core::Schema s{"tension", "Uniaxial tension of an excised strip of dermis: retraction, then stress over strain.", {}};
  s.keys = {direction_key("Of the pull, seen from the lines of skin tension."),
            dermis_key("What the strip is cut from."),
            {.name = "strain",
             .low = 0.02,
             .high = 1,
             .fallback = "0.4",
             .doc = "To which it is stretched, of its excised length."},
            {.name = "rate",
             .unit = "1/s",
             .low = 1e-5,
             .high = 10,
             .fallback = "0.01 1/s",
             .doc = "Of strain, out and back."},
            {.name = "width",
             .unit = "mm",
             .low = 0.5,
             .high = 50,
             .fallback = "5 mm",
             .doc = "Of the excised strip; the force is proportional to it."},
            {.name = "unload",
             .kind = ValueKind::flag,
             .fallback = "true",
             .doc = "Back to the excised length, for the hysteresis."}};
  return s;
}

}  // namespace hari::probe
