// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/cutometer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"
#include "hari/mechanics/equilibrium.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr double least_aperture = 2, most_aperture = 8;  // [mm]
constexpr double least_suction = 2, most_suction = 50;   // [kPa]
constexpr double least_phase = 0.2, most_phase = 60;     // [s]
constexpr int most_cycles = 10;

/// A moment the computation lands on.
struct Instant {
  double time, suction;
};

/// Steps of one phase, counted from its switch: through the change of pressure, to the immediate reading, to the end,
/// growing geometrically because creep is about as fast per decade of time.
std::vector<double> phase_times(double ramp, double length) {
  constexpr int in_ramp = 3, to_immediate = 2, to_end = 6;
  std::vector<double> t;
  for (int i = 1; i <= in_ramp; ++i) t.push_back(ramp * i / in_ramp);
  const auto geometric = [&t](double to, int n) {
    const double from = t.back();
    for (int i = 1; i < n; ++i) t.push_back(from * std::pow(to / from, double(i) / n));
    t.push_back(to);
  };
  geometric(immediate.count(), to_immediate);
  geometric(length, to_end);
  return t;
}

std::vector<Instant> program(const CutometerProtocol& p, Seconds ramp) {
  std::vector<Instant> all;
  const double period = (p.on + p.off).count();
  for (int c = 0; c < p.cycles; ++c) {
    const auto rise = [&](double t) { return std::min(1.0, t / ramp.count()); };
    for (double t : phase_times(ramp.count(), p.on.count())) all.push_back({c * period + t, p.suction_kpa * rise(t)});
    for (double t : phase_times(ramp.count(), p.off.count()))
      all.push_back({c * period + p.on.count() + t, p.suction_kpa * (1 - rise(t))});
  }
  return all;
}

double height_at(const CutometerCurve& curve, double time) {
  const auto next = std::lower_bound(curve.time_s.begin(), curve.time_s.end(), time - 1e-9);
  if (next == curve.time_s.end() || std::abs(*next - time) > 1e-6)
    throw core::ModelError(fmt::format("the curve has no sample at {} s", time));
  return curve.height_mm[static_cast<std::size_t>(next - curve.time_s.begin())];
}

void require(std::string_view what, double value, double low, double high, std::string_view unit) {
  if (!(value >= low && value <= high))
    throw core::ModelError(
        fmt::format("cutometer: {} is {} {}; allowed: {} to {} {}", what, value, unit, low, high, unit));
}

}  // namespace

void check(const CutometerProtocol& p) {
  require("aperture", p.aperture_mm, least_aperture, most_aperture, "mm");
  require("suction", p.suction_kpa, least_suction, most_suction, "kPa");
  require("on", p.on.count(), least_phase, most_phase, "s");
  require("off", p.off.count(), least_phase, most_phase, "s");
  require("cycles", p.cycles, 1, most_cycles, "");
}

CutometerCurve measure(const CutometerProtocol& protocol, const tissue::Tissue& tissue, const mechanics::Laws& laws,
                       CutometerEffort* effort) {
  return measure(protocol, mechanics::average_skin(tissue, laws), laws.instrument, effort);
}

CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::Skin& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort) {
  check(protocol);
  require("vacuum ramp", instrument.vacuum_ramp.count(), 1e-3, 0.9 * immediate.count(), "s");
  const double radius = protocol.aperture_mm / 2;
  mesh::HexMesh mesh =
      mesh::suction_mesh(mesh::skin_spec(radius, instrument.face_ratio * radius, skin.thickness, protocol.mesh));
  const auto apex = mesh.apex;
  const std::size_t elements = mesh.n_elements();
  mechanics::EquilibriumOptions options;
  options.reference_force = protocol.suction_kpa * std::numbers::pi * radius * radius / 4;
  mechanics::Equilibrium skin_at(
      mechanics::suction_problem(std::move(mesh), {skin.material.begin(), skin.material.end()},
                                 mechanics::Contact::frictionless),
      options);

  CutometerCurve curve{protocol, {0}, {0}, {0}};
  for (const Instant& i : program(protocol, instrument.vacuum_ramp)) {
    const auto reports = skin_at.advance({.suction = i.suction}, Seconds(i.time - curve.time_s.back()));
    curve.time_s.push_back(i.time);
    curve.pressure_kpa.push_back(i.suction);
    curve.height_mm.push_back(skin_at.displacement(apex).z());
    if (!effort) continue;
    for (const auto& r : reports) {
      ++effort->steps;
      effort->corrections += r.iterations;
      effort->stiffnesses += r.assemblies;
      effort->setups += r.setups;
      effort->linear_iterations += r.linear_iterations;
    }
  }
  if (effort) {
    effort->elements = elements;
    effort->unknowns = skin_at.unknowns();
  }
  return curve;
}

RParameters r_parameters(const CutometerCurve& curve) {
  const double on = curve.protocol.on.count(), off = curve.protocol.off.count(), d = immediate.count();
  const double last = (curve.protocol.cycles - 1) * (on + off);
  RParameters r;
  r.Ue = height_at(curve, d);
  r.Uf = height_at(curve, on);
  r.Uv = r.Uf - r.Ue;
  r.Ur = r.Uf - height_at(curve, on + d);
  r.Ua = r.Uf - height_at(curve, on + off);
  r.R0 = r.Uf;
  r.R1 = r.Uf - r.Ua;
  r.R2 = r.Ua / r.Uf;
  r.R3 = height_at(curve, last + on);
  r.R4 = height_at(curve, last + on + off);
  r.R5 = r.Ur / r.Ue;
  r.R6 = r.Uv / r.Ue;
  r.R7 = r.Ur / r.Uf;
  r.R8 = r.Ua;
  r.R9 = r.R3 - r.R0;
  return r;
}

core::Schema cutometer_schema() {
  using core::ValueKind;
  core::Schema s{"cutometer",
                 "Suction through a round aperture, steep mode: height of the skin over time and the R parameters.",
                 {}};
  s.keys = {
      {.name = "aperture",
       .unit = "mm",
       .low = least_aperture,
       .high = most_aperture,
       .fallback = "2 mm",
       .doc = "Diameter of the opening."},
      {.name = "suction",
       .unit = "kPa",
       .low = least_suction,
       .high = most_suction,
       .fallback = "450 mbar",
       .doc = "Pressure below ambient."},
      {.name = "on",
       .unit = "s",
       .low = least_phase,
       .high = most_phase,
       .fallback = "3 s",
       .doc = "Time of suction in each cycle."},
      {.name = "off",
       .unit = "s",
       .low = least_phase,
       .high = most_phase,
       .fallback = "3 s",
       .doc = "Time of release in each cycle."},
      {.name = "cycles",
       .kind = ValueKind::integer,
       .low = 1,
       .high = most_cycles,
       .fallback = "3",
       .doc = "How often suction and release are repeated."},
      {.name = "mesh",
       .kind = ValueKind::word,
       .fallback = "default",
       .choices = {"default", "coarse"},
       .doc = "Finite-element mesh under the probe."},
  };
  return s;
}

}  // namespace hari::probe
