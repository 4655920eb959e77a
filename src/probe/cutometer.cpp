// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/cutometer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>

#include "hari/core/error.hpp"
#include "hari/mechanics/equilibrium.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr double least_aperture = 2, most_aperture = 8;  // [mm]
constexpr double least_suction = 2, most_suction = 50;   // [kPa]
constexpr double least_phase = 0.2, most_phase = 300;    // [s]
constexpr int most_cycles = 10;
constexpr double most_preload = 20;  // [kPa]

// Numerical accuracy; what it does to readings: docs/mechanics.md.
constexpr double force_tolerance = 1e-3;     // forces out of balance over the load
constexpr double height_tolerance = 1.6e-2;  // error of one time step over the radius of the aperture

/// A stretch of time in which the suction changes evenly.
struct Phase {
  double until;    ///< [s]
  double suction;  ///< at its end [kPa]
  double first;    ///< step to begin with [s]
};

/// Phases end at every moment an R parameter needs.
std::vector<Phase> program(const CutometerProtocol& p, Seconds vacuum) {
  std::vector<Phase> phases;
  const double period = (p.on + p.off).count();
  for (int c = 0; c < p.cycles; ++c)
    for (const auto& [start, length, from, to] :
         {std::tuple{c * period, p.on.count(), 0.0, p.suction_kpa},
          std::tuple{c * period + p.on.count(), p.off.count(), p.suction_kpa, 0.0}}) {
      const double change = p.mode == SuctionMode::ramp ? length : vacuum.count();
      double last = 0;
      for (double t : {vacuum.count(), immediate.count(), length}) {
        // Creep is about as fast per decade of time, so steps may grow with the time since the switch.
        phases.push_back({start + t, from + (to - from) * std::min(1.0, t / change), last > 0 ? 0.7 * last : t / 2});
        last = t;
      }
    }
  return phases;
}

/// Lets the face of the probe travel: a millimetre down per unit.
void push_face(mechanics::Problem& problem) {
  problem.prescribed.assign(problem.mesh.n_nodes(), math::Vec3::Zero());
  for (mesh::NodeIndex n : problem.mesh.probe) problem.prescribed[static_cast<std::size_t>(n)].z() = -1;
}

/// Presses the face on until it carries `force` [mN]; it stays there for the rest of the reading.
void preload(mechanics::Equilibrium& skin, double force, const mechanics::Pace& pace) {
  const auto carried = [&] {
    double sum = 0;
    for (mesh::NodeIndex n : skin.mesh().probe) sum -= skin.reaction(n).z();
    return sum;
  };
  double travel = 0.01, last_travel = 0, last = 0;
  for (int i = 0; i < 12; ++i) {
    skin.advance({.travel = travel}, Seconds(1), pace);
    const double now = carried();
    if (std::abs(now - force) < 1e-3 * force) return;
    const double slope = (now - last) / (travel - last_travel);
    last_travel = std::exchange(travel, travel + std::clamp((force - now) / slope, -0.1, 0.1));
    last = now;
  }
  throw core::SolverError(fmt::format("cutometer: the probe's face carries {:.4g} mN, wanted {:.4g} mN", last, force));
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
  require("preload", p.preload_kpa, 0, most_preload, "kPa");
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
  const double radius = protocol.aperture_mm / 2, face = instrument.face_ratio * radius;
  mesh::HexMesh mesh = mesh::suction_mesh(mesh::skin_spec(radius, face, skin.thickness, protocol.mesh));
  const auto apex = mesh.apex;
  mechanics::EquilibriumOptions options;
  options.reference_force = protocol.suction_kpa * std::numbers::pi * radius * radius / 4;
  options.tolerance = force_tolerance;
  options.linear_tolerance = 5e-2;
  options.account = effort ? mechanics::Account::energies : mechanics::Account::none;
  mechanics::Problem problem =
      mechanics::suction_problem(std::move(mesh), {skin.material.begin(), skin.material.end()}, protocol.contact);
  if (protocol.preload_kpa > 0) push_face(problem);
  mechanics::Equilibrium skin_at(std::move(problem), options);

  const mechanics::Pace pace{.tolerance = height_tolerance * radius};
  if (protocol.preload_kpa > 0)
    preload(skin_at, 0.25 * protocol.preload_kpa * std::numbers::pi * (face * face - radius * radius), pace);
  const double zero = skin_at.displacement(apex).z(), travel = skin_at.drive().travel, start = skin_at.time().count();

  CutometerCurve curve{protocol, {0}, {0}, {0}};
  for (const Phase& phase : program(protocol, instrument.vacuum_ramp)) {
    const double now = curve.time_s.back();
    mechanics::Pace pace_of = pace;
    pace_of.first = Seconds(phase.first);
    const auto reports =
        skin_at.advance({.suction = phase.suction, .travel = travel}, Seconds(phase.until - now), pace_of, [&] {
          curve.time_s.push_back(skin_at.time().count() - start);
          curve.pressure_kpa.push_back(skin_at.drive().suction);
          curve.height_mm.push_back(skin_at.displacement(apex).z() - zero);
        });
    curve.time_s.back() = phase.until;
    if (!effort) continue;
    for (const auto& r : reports) {
      ++(r.converged ? effort->steps : effort->refused);
      effort->corrections += r.iterations;
      effort->stiffnesses += r.assemblies;
      effort->setups += r.setups;
      effort->linear_iterations += r.linear_iterations;
    }
  }
  if (effort) {
    effort->elements = skin_at.mesh().n_elements();
    effort->unknowns = skin_at.unknowns();
    effort->energies = skin_at.energies();
  }
  return curve;
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
      {.name = "mode",
       .kind = ValueKind::word,
       .fallback = "steep",
       .choices = {"steep", "ramp"},
       .doc = "Steep: suction on and off at once, as R parameters want it. Ramp: it rises through on and falls through "
              "off."},
      {.name = "contact",
       .kind = ValueKind::word,
       .fallback = "frictionless",
       .choices = {"frictionless", "bonded"},
       .doc = "Of the skin with the probe's face: it may slide under it or sticks to it."},
      {.name = "preload",
       .unit = "kPa",
       .low = 0,
       .high = most_preload,
       .fallback = "0 kPa",
       .doc = "Mean pressure of the probe's face on the skin before the suction."},
      {.name = "mesh",
       .kind = ValueKind::word,
       .fallback = "default",
       .choices = {"default", "coarse"},
       .doc = "Finite-element mesh under the probe."},
  };
  return s;
}

}  // namespace hari::probe
