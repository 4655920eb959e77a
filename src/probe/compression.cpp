// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/compression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "allowed.hpp"
#include "hari/core/error.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/layered_box.hpp"
#include "phases.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr int along_half_wave = 12;  ///< elements from ridge to furrow
/// Longer strides may step over the birth of a furrow and go on along the flat state, which is unstable from there.
constexpr double longest_stride = 0.01;
constexpr int fewest_strides = 6;

/// Half a furrow: from a ridge to the next trough, mirrors at both, one element wide with rollers aside.
mechanics::Problem strip(const CompressionProtocol& p, const mechanics::Skin& skin, double wavelength) {
  const int push = static_cast<int>(p.direction), aside = 1 - push;
  const double half = wavelength / 2, element = half / along_half_wave;
  const double outer = skin.thickness[static_cast<std::size_t>(mesh::Layer::epidermis)];
  // Bending of the outermost layer wants a few elements through it.
  constexpr double through_outer = 3;
  const double finest = outer > 0 ? std::min(element, outer / through_outer) : element;
  const auto sheets = mesh::graded_sheets(skin.thickness, p.depth_mm, {.finest = finest, .growth = 0.25});
  std::array<double, 2> size{};
  std::array<int, 2> divisions{};
  size[static_cast<std::size_t>(push)] = half;
  size[static_cast<std::size_t>(aside)] = element;
  divisions[static_cast<std::size_t>(push)] = along_half_wave;
  divisions[static_cast<std::size_t>(aside)] = 1;

  mechanics::Problem problem;
  problem.mesh = mesh::layered_box(size, divisions, sheets);
  mesh::HexMesh& mesh = problem.mesh;
  problem.material = {skin.material.begin(), skin.material.end()};
  problem.material_of = mechanics::material_by_region(mesh);
  problem.fixed.assign(mesh.n_nodes(), static_cast<std::uint8_t>(1 << aside));
  problem.prescribed.assign(mesh.n_nodes(), math::Vec3::Zero());
  for (mesh::NodeIndex n : mesh.bottom) problem.fixed[static_cast<std::size_t>(n)] |= 4;
  for (mesh::NodeIndex n : push == 0 ? mesh.side_x : mesh.side_y) {
    const auto i = static_cast<std::size_t>(n);
    problem.fixed[i] |= static_cast<std::uint8_t>(1 << push);
    problem.prescribed[i][push] = -mesh.node[i][push];  // travel is the shortening
  }
  // The wave fades with depth as a wave on an elastic half-space does.
  const double k = 2 * std::numbers::pi / wavelength;
  const double depth = -mesh.node[static_cast<std::size_t>(mesh.bottom.front())].z();
  for (math::Vec3& x : mesh.node) {
    const double fade = (std::exp(k * x.z()) - std::exp(-k * depth)) / (1 - std::exp(-k * depth));
    x.z() += p.imperfection_mm * fade * std::cos(k * x[push]);
  }
  return problem;
}

/// Amplitude of the surface's wave: its first harmonic over half a wave.
class Surface {
 public:
  Surface(const mesh::HexMesh& mesh, int push) {
    const auto per_level = mesh.bottom.size();
    for (std::size_t n = mesh.n_nodes() - per_level; n < mesh.n_nodes(); ++n)
      if (mesh.node[n][1 - push] == 0) node_.push_back(static_cast<mesh::NodeIndex>(n));
  }
  double amplitude(const mechanics::Equilibrium& e) const {
    double sum = 0;
    const std::size_t last = node_.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
      const double z = e.mesh().node[static_cast<std::size_t>(node_[i])].z() + e.displacement(node_[i]).z();
      const double weight = i == 0 || i == last ? 1 : 2;  // trapezoids
      sum += weight * z * std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(last));
    }
    return sum / static_cast<double>(last);
  }

 private:
  std::vector<mesh::NodeIndex> node_;
};

}  // namespace

CompressionCurve measure(const CompressionProtocol& p, const mechanics::Skin& skin, const Progress& progress) {
  const core::Schema schema = compression_schema();
  if (p.wavelength_mm.empty()) throw core::ModelError("compression: at least one wavelength is needed");
  for (double w : p.wavelength_mm) {
    allow(schema, "wavelengths", w);
    if (std::count(p.wavelength_mm.begin(), p.wavelength_mm.end(), w) > 1)
      throw core::ModelError(fmt::format("compression: wavelength {} mm is given twice", w));
  }
  allow(schema, "strain", p.strain);
  allow(schema, "imperfection", p.imperfection_mm);
  allow(schema, "depth", p.depth_mm);
  allow(schema, "push", p.push.count());
  allow(schema, "hold", p.hold.count());
  allow(schema, "rest", p.rest.count());
  double softest = std::numeric_limits<double>::infinity();
  for (mesh::Layer l : mesh::all_layers)
    if (skin.thickness[static_cast<std::size_t>(l)] > 0)
      softest = std::min(softest, skin.material[static_cast<std::size_t>(l)].matrix.shear);

  const int strides = std::max(fewest_strides, static_cast<int>(std::ceil(p.strain / longest_stride - 1e-9)));
  CompressionCurve curve;
  curve.protocol = p;
  std::size_t folded_at_once = 0;
  std::string refusal;
  for (std::size_t w = 0; w < p.wavelength_mm.size(); ++w) {
    const double wavelength = p.wavelength_mm[w];
    mechanics::Problem problem = strip(p, skin, wavelength);
    const double width = wavelength / 2 / along_half_wave;
    mechanics::EquilibriumOptions options;
    options.reference_force = softest * width * std::min(wavelength, p.depth_mm) * p.strain;
    mechanics::Equilibrium skin_at(std::move(problem), options);
    const Surface surface(skin_at.mesh(), static_cast<int>(p.direction));
    const auto sample = [&](double time, double strain) {
      curve.wavelength_mm.push_back(wavelength);
      curve.time_s.push_back(time);
      curve.strain.push_back(strain);
      curve.amplitude_mm.push_back(surface.amplitude(skin_at));
    };
    sample(0, 0);
    double now = 0;
    const auto go = [&](double time, double strain) {
      skin_at.advance({.travel = strain}, Seconds(time - now));
      now = time;
      sample(time, strain);
    };
    try {
      const double push = p.push.count(), hold = p.hold.count();
      for (int i = 1; i <= strides; ++i) go(push * i / strides, p.strain * i / strides);
      for (double t : phase_times({std::min(push, hold / 4), hold})) go(push + t, p.strain);
      for (int i = 1; i <= strides; ++i) go(push + hold + push * i / strides, p.strain * (strides - i) / strides);
      for (double t : phase_times({std::min(push, p.rest.count() / 4), p.rest.count()})) go(2 * push + hold + t, 0);
    } catch (const core::SolverError& e) {
      // Past its limit the smooth wave is no equilibrium any more: this wavelength ends here.
      refusal = e.what();
      folded_at_once += now == 0;
    }
    if (progress) progress(double(w + 1) / static_cast<double>(p.wavelength_mm.size()));
  }
  if (folded_at_once == p.wavelength_mm.size())
    throw core::SolverError(
        fmt::format("compression: no wavelength bears {:.3g} of shortening: {}", p.strain / strides, refusal));
  return curve;
}

CompressionReadings readings(const CompressionCurve& c) {
  if (c.time_s.empty()) throw core::ModelError("compression: the curve is empty");
  const CompressionProtocol& p = c.protocol;
  const double held = (p.push + p.hold).count(), end = (2 * p.push + p.hold + p.rest).count();
  CompressionReadings r;
  for (std::size_t from = 0; from < c.time_s.size();) {
    std::size_t to = from, peak = from;
    for (; to < c.time_s.size() && c.wavelength_mm[to] == c.wavelength_mm[from]; ++to)
      if (c.time_s[to] <= held * (1 + 1e-12)) peak = to;
    Furrow f;
    f.wavelength_mm = c.wavelength_mm[from];
    f.strain_reached = c.strain[peak];
    f.amplitude_mm = c.amplitude_mm[peak];
    f.amplification = f.amplitude_mm / c.amplitude_mm[from];
    f.persistence = std::numeric_limits<double>::quiet_NaN();
    if (c.time_s[to - 1] >= end * (1 - 1e-12))
      f.persistence = (c.amplitude_mm[to - 1] - c.amplitude_mm[from]) / (c.amplitude_mm[peak] - c.amplitude_mm[from]);
    r.furrows.push_back(f);
    from = to;
  }
  const auto order = [&](const Furrow& f) {
    return std::pair(f.strain_reached < p.strain * (1 - 1e-12), f.amplification);
  };
  for (std::size_t i = 1; i < r.furrows.size(); ++i)
    if (order(r.furrows[i]) > order(r.furrows[r.largest])) r.largest = i;
  return r;
}

core::Schema compression_schema() {
  using core::ValueKind;
  core::Schema s{
      "compression", "Fine wrinkles: growth of a small wave of the surface when skin is pushed together.", {}};
  s.keys = {
      direction_key("Of the push, seen from the lines of skin tension; furrows form at right angles to it."),
      {.name = "wavelengths",
       .kind = ValueKind::quantities,
       .unit = "mm",
       .low = 0.02,
       .high = 20,
       .fallback = R"(["0.1 mm", "0.2 mm", "0.4 mm", "0.8 mm", "1.5 mm", "3 mm"])",
       .doc = "Of the furrows that are tried, one at a time."},
      {.name = "strain", .low = 0.001, .high = 0.4, .fallback = "0.1", .doc = "Shortening over the living length."},
      {.name = "imperfection",
       .unit = "mm",
       .low = 0,
       .high = 0.1,
       .fallback = "0.001 mm",
       .doc = "Amplitude of the wave on the resting surface."},
      {.name = "depth",
       .unit = "mm",
       .low = 0.5,
       .high = 50,
       .fallback = "5 mm",
       .doc = "From the surface to the fascia, at least; the subcutis is extended."},
      {.name = "push",
       .unit = "s",
       .low = 1e-3,
       .high = 60,
       .fallback = "0.5 s",
       .doc = "Time that shortening takes, and letting go."},
      {.name = "hold", .unit = "s", .low = 0.01, .high = 86400, .fallback = "10 s", .doc = "Time shortened."},
      {.name = "rest", .unit = "s", .low = 0.01, .high = 86400, .fallback = "60 s", .doc = "Time after letting go."}};
  s.keys.front().fallback = std::string(name(Direction::across));
  return s;
}

}  // namespace hari::probe
