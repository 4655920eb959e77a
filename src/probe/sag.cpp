// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/sag.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "allowed.hpp"
#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mesh/layered_box.hpp"
#include "phases.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr mesh::Grading grading{.finest = 0.05, .growth = 0.2};

double at(const SagCurve& curve, double time) {
  return curve.sag_mm[sample_at("sag", curve.time_s, time)];
}

}  // namespace

Hanging Hanging::from(const core::ParameterSet& p) {
  const double density = p.value("sag.density", "kg/m3"), gravity = p.value("sag.gravity", "m/s2");
  return {core::convert(density * gravity, "N/m3", "mN/mm3"), p.value("sag.bed_stiffness", "kPa/mm")};
}

SagCurve measure(const SagProtocol& protocol, const mechanics::Skin& skin, const Hanging& hanging) {
  const core::Schema schema = sag_schema();
  allow(schema, "depth", protocol.depth_mm);
  allow(schema, "turn", protocol.turn.count());
  allow(schema, "first", protocol.first.count());
  allow(schema, "upright", protocol.upright.count());
  allow(schema, "lying", protocol.lying.count());
  if (!(protocol.turn < protocol.first && protocol.first < protocol.upright && protocol.turn < protocol.lying))
    throw core::ModelError(
        fmt::format("sag: turn {} s, first {} s and upright {} s must ascend, and lying {} s be longer than turn",
                    protocol.turn.count(), protocol.first.count(), protocol.upright.count(), protocol.lying.count()));
  const int direction = static_cast<int>(protocol.direction);

  const auto sheets = mesh::graded_sheets(skin.thickness, protocol.depth_mm, grading);
  mechanics::Problem problem;
  problem.mesh = mesh::layered_box({1, 1}, {1, 1}, sheets);
  problem.material = {skin.material.begin(), skin.material.end()};
  problem.material_of = mechanics::material_by_region(problem.mesh);
  problem.partner = mechanics::periodic_sides(problem.mesh, true, true);
  problem.fixed.assign(problem.mesh.n_nodes(), 0);
  if (protocol.base == Base::bed)
    problem.spring = mechanics::elastic_bed(problem.mesh, math::Vec3::Constant(hanging.bed_stiffness));
  else
    for (mesh::NodeIndex n : problem.mesh.bottom) problem.fixed[static_cast<std::size_t>(n)] = 7;
  const mesh::NodeIndex top = problem.mesh.apex, bottom = problem.mesh.bottom.front();
  const double depth = -problem.mesh.node[static_cast<std::size_t>(bottom)].z();

  // Lying, the weight acts along -z; upright, along the face.
  math::Vec3 change(0, 0, hanging.weight);
  change[direction] = hanging.weight;
  mechanics::EquilibriumOptions options;
  options.reference_force = hanging.weight * depth;  // of the whole column of one square millimetre
  mechanics::Equilibrium column(std::move(problem), options);

  SagCurve curve{protocol, {0}, {0}, {0}, {0}};
  const auto go = [&](double time, double upright) {
    column.advance({.weight = upright * change}, Seconds(time - curve.time_s.back()));
    curve.time_s.push_back(time);
    curve.upright.push_back(upright);
    curve.sag_mm.push_back(column.displacement(top)[direction]);
    curve.glide_mm.push_back(column.displacement(bottom)[direction]);
  };
  const double turn = protocol.turn.count(), up = protocol.upright.count();
  for (double t : phase_times({turn, protocol.first.count(), up})) go(t, std::min(1.0, t / turn));
  for (double t : phase_times({turn, protocol.lying.count()})) go(up + t, 1 - std::min(1.0, t / turn));
  return curve;
}

SagReadings readings(const SagCurve& curve) {
  const SagProtocol& p = curve.protocol;
  SagReadings r;
  r.first_mm = at(curve, p.first.count());
  r.last_mm = at(curve, p.upright.count());
  r.creep = r.last_mm / r.first_mm;
  r.remains_mm = at(curve, (p.upright + p.lying).count());
  r.recovery = 1 - r.remains_mm / r.last_mm;
  return r;
}

core::Schema sag_schema() {
  using core::ValueKind;
  core::Schema s{"sag", "Gravity: how far the skin's surface shears down between lying and upright.", {}};
  s.keys = {
      direction_key("Of the weight when upright, seen from the lines of skin tension."),
      {.name = "base",
       .kind = ValueKind::word,
       .fallback = "fixed",
       .choices = {"fixed", "bed"},
       .doc = "How the skin sits on the fascia: fixed, or gliding on a bed of stiffness sag.bed_stiffness."},
      {.name = "depth",
       .unit = "mm",
       .low = 0.5,
       .high = 50,
       .fallback = "5 mm",
       .doc = "From the surface to the fascia, at least; the subcutis is extended."},
      {.name = "turn", .unit = "s", .low = 0.1, .high = 60, .fallback = "1 s", .doc = "Getting up, or lying down."},
      {.name = "first",
       .unit = "s",
       .low = 0.2,
       .high = 3600,
       .fallback = "10 s",
       .doc = "First reading, after getting up began."},
      {.name = "upright",
       .unit = "s",
       .low = 0.3,
       .high = 86400,
       .fallback = "60 s",
       .doc = "Second reading, and the end of being upright."},
      {.name = "lying",
       .unit = "s",
       .low = 0.2,
       .high = 86400,
       .fallback = "60 s",
       .doc = "Last reading, after lying down began."}};
  s.keys.front().fallback = std::string(name(Direction::across));
  return s;
}

}  // namespace hari::probe
