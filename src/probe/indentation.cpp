// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/indentation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "allowed.hpp"
#include "hari/core/error.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/layered_box.hpp"
#include "phases.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr int press_steps = 8;

/// Radius of the contact that the mesh is made for.
double contact_radius(const IndentationProtocol& p) {
  return p.tip == Tip::punch ? p.radius_mm : std::sqrt(p.radius_mm * p.depth_mm);  // Hertz
}

mesh::HexMesh indentation_mesh(const IndentationProtocol& p, const std::array<double, mesh::n_layers>& thickness) {
  const double contact = contact_radius(p);
  const bool coarse = p.mesh == mesh::Resolution::coarse;
  // The pressure under a punch is singular at its rim: elements shrink towards it from both sides.
  const bool rim = p.tip == Tip::punch;
  const double growth = coarse ? (rim ? 0.35 : 0.6) : 0.3;
  constexpr double least_depth = 5, least_radii = 8, near = 3;
  mesh::SuctionSpec spec;
  spec.aperture_radius = contact;
  spec.probe_radius = near * contact;
  spec.core = coarse ? 2 : 3;
  spec.sheets = mesh::graded_sheets(thickness, std::max(least_depth, least_radii * contact),
                                    {.finest = (coarse ? 0.2 : 0.1) * (rim ? 0.5 : 1) * contact, .growth = growth});
  double depth = 0;
  for (const mesh::Sheet& s : spec.sheets) depth += s.thickness;
  spec.half_width = depth;
  const double beyond = std::log(depth / spec.probe_radius);
  const int outer = static_cast<int>(std::lround(beyond / std::log1p(growth)));
  spec.rings = {coarse ? 2 : 4, rim ? 8 : (coarse ? 4 : 6), std::max(2, outer)};
  spec.grading = {rim ? -3.0 : -0.8, rim ? 4.0 : 2.0, beyond};
  return mesh::suction_mesh(spec);
}

/// Nodes of the surface up to `rim` from the axis.
std::vector<mesh::NodeIndex> surface_within(const mesh::HexMesh& mesh, double rim) {
  std::vector<mesh::NodeIndex> nodes;
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n)
    if (mesh.node[n].z() == 0 && mesh.node[n].head<2>().norm() <= rim * (1 + 1e-9))
      nodes.push_back(static_cast<mesh::NodeIndex>(n));
  return nodes;
}

/// A quarter of the skin under the tip: bottom fixed, sides on rollers; Drive::travel 1 is the full depth.
mechanics::Problem problem_of(const IndentationProtocol& p, const mechanics::Skin& skin) {
  const double contact = contact_radius(p);
  mechanics::Problem problem;
  problem.mesh = indentation_mesh(p, skin.thickness);
  mesh::HexMesh& mesh = problem.mesh;
  problem.material = {skin.material.begin(), skin.material.end()};
  problem.material_of = mechanics::material_by_region(mesh);
  mesh.probe.clear();  // the surface is free
  problem.fixed = mechanics::suction_supports(mesh, mechanics::Contact::frictionless);

  if (p.tip == Tip::punch) {
    problem.prescribed.assign(mesh.n_nodes(), math::Vec3::Zero());
    for (mesh::NodeIndex n : surface_within(mesh, contact)) {
      problem.fixed[static_cast<std::size_t>(n)] |= 4;
      problem.prescribed[static_cast<std::size_t>(n)].z() = -p.depth_mm;
    }
    return problem;
  }
  // Stiff enough that the skin enters the ball by a hundredth or two of the depth; were it much stiffer, nodes coming
  // into touch would stop Newton's method.
  constexpr double stiffer = 100;
  double shear = 0;
  for (mesh::Layer l : mesh::all_layers)
    if (skin.thickness[static_cast<std::size_t>(l)] > 0)
      shear = std::max(shear, skin.material[static_cast<std::size_t>(l)].matrix.shear);
  const std::vector<double> area = mechanics::surface_area(mesh, true);
  mechanics::Ball ball{.centre = {0, 0, p.radius_mm},
                       .way = {0, 0, -p.depth_mm},
                       .radius = p.radius_mm,
                       .penalty = stiffer * shear / contact,
                       .node = surface_within(mesh, std::min(3 * contact, p.radius_mm)),
                       .area = {}};
  for (mesh::NodeIndex n : ball.node) ball.area.push_back(area[static_cast<std::size_t>(n)]);
  problem.ball = std::move(ball);
  return problem;
}

/// The skin under the tip, and what the tip feels.
class Pressed {
 public:
  Pressed(const IndentationProtocol& p, const mechanics::Skin& skin)
      : curve{p, {0}, {0}, {0}}, skin_(problem_of(p, skin), options(p, skin)) {
    if (p.tip == Tip::punch) under_ = surface_within(skin_.mesh(), p.radius_mm);
  }

  void to(double depth, double time) {
    skin_.advance({.travel = depth / curve.protocol.depth_mm}, Seconds(time - curve.time_s.back()));
    double quarter = skin_.ball_force().z();
    for (mesh::NodeIndex n : under_) quarter += skin_.reaction(n).z();
    curve.time_s.push_back(time);
    curve.depth_mm.push_back(depth);
    curve.force_mn.push_back(-4 * quarter);
  }

  IndentationCurve curve;

 private:
  static mechanics::EquilibriumOptions options(const IndentationProtocol& p, const mechanics::Skin& skin) {
    double softest = INFINITY;
    for (mesh::Layer l : mesh::all_layers)
      if (skin.thickness[static_cast<std::size_t>(l)] > 0)
        softest = std::min(softest, skin.material[static_cast<std::size_t>(l)].matrix.shear);
    mechanics::EquilibriumOptions o;
    o.reference_force = softest * contact_radius(p) * p.depth_mm;
    // Nodes come into touch and leave it: an old stiffness is of no use, a last bit of balance of no consequence.
    o.stale_ratio = 0;
    o.linear_tolerance = 1e-3;
    o.tolerance = 1e-4;
    return o;
  }

  mechanics::Equilibrium skin_;
  std::vector<mesh::NodeIndex> under_;
};

/// Depth at which the force will be `wanted` if it goes on as a power of the depth, as between the last two samples.
double depth_for(double wanted, const IndentationCurve& c) {
  const std::size_t n = c.depth_mm.size();
  if (n < 3 || !(c.force_mn[n - 1] > c.force_mn[n - 2] && c.force_mn[n - 2] > 0)) return INFINITY;
  const double power =
      std::log(c.force_mn[n - 1] / c.force_mn[n - 2]) / std::log(c.depth_mm[n - 1] / c.depth_mm[n - 2]);
  return c.depth_mm[n - 1] * std::pow(wanted / c.force_mn[n - 1], 1 / power);
}

/// The same, pressed to a smaller depth [mm] at most.
IndentationProtocol shallower(IndentationProtocol p, double depth) {
  constexpr double least = 1e-3;  // no skin is smooth to less
  if (depth < least)
    throw core::ModelError(fmt::format(
        "indentation: force is {} mN, which the skin reaches within {} mm of the touch; raise it", p.force_mn, least));
  p.depth_mm = depth;
  return p;
}

/// Press, hold and release.
/// @param tell  called after each stride
IndentationCurve pressed_by(const IndentationProtocol& p, const mechanics::Skin& skin,
                            const std::function<void()>& tell) {
  Pressed pressed(p, skin);
  const IndentationCurve& curve = pressed.curve;
  const double step = p.depth_mm / press_steps;
  for (int i = 1; i <= press_steps; ++i) {
    const double next = i * step;
    if (p.force_mn > 0) {
      // The last bit in two strides from below: to nine tenths, then to the force.
      constexpr double nearly = 0.9;
      const double last = depth_for(p.force_mn, curve);
      if (last <= next) {
        const double before = depth_for(nearly * p.force_mn, curve);
        if (before > curve.depth_mm.back()) pressed.to(before, before / p.speed_mm_s);
        const double stop = std::clamp(depth_for(p.force_mn, curve), curve.depth_mm.back(), p.depth_mm);
        if (stop > curve.depth_mm.back()) pressed.to(stop, stop / p.speed_mm_s);
        break;
      }
    }
    pressed.to(next, next / p.speed_mm_s);
    tell();
    // Nothing foresees a force that the first two strides pass: anew, in shorter ones, on a mesh made for them.
    if (i <= 2 && p.force_mn > 0 && curve.force_mn.back() > p.force_mn)
      return pressed_by(shallower(p, 2 * next), skin, tell);
  }
  const double depth = curve.depth_mm.back(), reached = curve.time_s.back(), ramp = depth / p.speed_mm_s;
  for (double t : phase_times({std::min(0.5 * p.hold.count(), ramp / press_steps), p.hold.count()})) {
    pressed.to(depth, reached + t);
    tell();
  }
  const double let_go = curve.time_s.back();
  for (int i = 1; i <= press_steps; ++i) {
    pressed.to(depth * (press_steps - i) / press_steps, let_go + ramp * i / press_steps);
    tell();
  }
  return pressed.curve;
}

}  // namespace

double apparent_modulus(Tip tip, double radius, double depth, double force) {
  constexpr double one_less_nu2 = 0.75;  // incompressible: Poisson's ratio one half
  if (tip == Tip::punch) return one_less_nu2 * force / (2 * radius * depth);
  return one_less_nu2 * 0.75 * force / (std::sqrt(radius) * std::pow(depth, 1.5));
}

IndentationCurve measure(const IndentationProtocol& p, const mechanics::Skin& skin, const Progress& progress) {
  const core::Schema schema = indentation_schema();
  allow(schema, "radius", p.radius_mm);
  allow(schema, "depth", p.depth_mm);
  allow(schema, "force", p.force_mn);
  allow(schema, "speed", p.speed_mm_s);
  allow(schema, "hold", p.hold.count());
  if (p.tip == Tip::ball && p.depth_mm > p.radius_mm / 2)
    throw core::ModelError(fmt::format("indentation: depth is {} mm; allowed: up to half of the ball's radius of {} mm",
                                       p.depth_mm, p.radius_mm));
  int done = 0;
  IndentationCurve curve = pressed_by(p, skin, [&] {
    constexpr double expected = 2 * press_steps + 10;
    if (progress) progress(std::min(1.0, ++done / expected));
  });
  curve.protocol = p;
  return curve;
}

IndentationReadings readings(const IndentationCurve& c) {
  const IndentationProtocol& p = c.protocol;
  const auto reached =
      static_cast<std::size_t>(std::max_element(c.depth_mm.begin(), c.depth_mm.end()) - c.depth_mm.begin());
  std::size_t held = reached;
  while (held + 1 < c.depth_mm.size() && c.depth_mm[held + 1] == c.depth_mm[reached]) ++held;
  if (reached == 0 || held == reached || held + 1 >= c.depth_mm.size())
    throw core::ModelError("indentation: the curve has no press, hold and release");
  IndentationReadings r;
  r.depth_mm = c.depth_mm[reached];
  r.force_mn = c.force_mn[reached];
  r.modulus_kpa = apparent_modulus(p.tip, p.radius_mm, r.depth_mm, r.force_mn);
  r.relaxation = c.force_mn[held] / r.force_mn;
  r.relaxed_modulus_kpa = r.relaxation * r.modulus_kpa;
  double in = 0, back = 0;
  for (std::size_t i = 1; i < c.depth_mm.size(); ++i) {
    // A tip that the skin does not follow feels nothing; a punch would have to be glued to be pulled back.
    const double mean = 0.5 * (std::max(0.0, c.force_mn[i]) + std::max(0.0, c.force_mn[i - 1]));
    (i <= reached ? in : back) += mean * (c.depth_mm[i] - c.depth_mm[i - 1]);
  }
  r.hysteresis = 1 + back / in;
  return r;
}

core::Schema indentation_schema() {
  using core::ValueKind;
  core::Schema s{"indentation", "A ball or a flat punch pressed into layered skin, held and taken back.", {}};
  s.keys = {{.name = "tip",
             .kind = ValueKind::word,
             .fallback = "ball",
             .choices = {"ball", "punch"},
             .doc = "Rigid and smooth."},
            {.name = "radius",
             .unit = "mm",
             .low = 0.1,
             .high = 10,
             .fallback = "2 mm",
             .doc = "Of the ball, or of the flat punch."},
            {.name = "depth",
             .unit = "mm",
             .low = 0.01,
             .high = 5,
             .fallback = "0.5 mm",
             .doc = "To which the tip is pressed; of a ball at most half its radius."},
            {.name = "force",
             .unit = "mN",
             .low = 0,
             .high = 1e5,
             .fallback = "0 mN",
             .doc = "At which pressing stops, if before the depth; 0 mN: the depth alone counts."},
            {.name = "speed",
             .unit = "mm/s",
             .low = 1e-3,
             .high = 100,
             .fallback = "1 mm/s",
             .doc = "Of the tip, in and out."},
            {.name = "hold", .unit = "s", .low = 0.1, .high = 3600, .fallback = "5 s", .doc = "Time at full depth."},
            {.name = "mesh",
             .kind = ValueKind::word,
             .fallback = "default",
             .choices = {"default", "coarse"},
             .doc = "Finite-element mesh under the tip."}};
  return s;
}

}  // namespace hari::probe
