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
#include "hari/mechanics/settle.hpp"

namespace hari::probe {
namespace {

using core::Seconds;

constexpr double least_aperture = 2, most_aperture = 8;  // [mm]
constexpr double least_suction = 2, most_suction = 50;   // [kPa]
constexpr double least_phase = 0.2, most_phase = 300;    // [s]
constexpr int most_cycles = 10;
constexpr double most_preload = 20;  // [kPa]

// Numerical accuracy; what it does to readings: docs/mechanics.md.
constexpr double force_tolerance = 5e-4;     // forces out of balance over the load
constexpr double height_tolerance = 1.6e-2;  // error of one time step over the radius of the aperture
constexpr double linear_tolerance = 5e-2;    // of each linear solve
constexpr double even_strain = 1e-2;         // see EquilibriumOptions
constexpr double near_strain = 2e-3;         // the same
constexpr double preload_tolerance = 5e-3;   // of the face's force
constexpr double first_travel = 2e-3;        // of the face, per radius of the aperture and kPa: the next ones know more
constexpr double in_ramp = 6;                // the first step of a ramp is that part of it: nothing checks its error

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
        phases.push_back(
            {start + t, from + (to - from) * std::min(1.0, t / change), last > 0 ? 0.7 * last : t / in_ramp});
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

void tally(CutometerEffort* effort, const std::vector<mechanics::StepReport>& reports) {
  if (!effort) return;
  for (const auto& r : reports) {
    ++(r.converged ? effort->steps : effort->refused);
    effort->corrections += r.iterations;
    effort->stiffnesses += r.assemblies;
    effort->setups += r.setups;
    effort->linear_iterations += r.linear_iterations;
  }
}

/// Downward force of the face on the skin [mN].
double carried(const mechanics::Equilibrium& skin) {
  double sum = 0;
  for (mesh::NodeIndex n : skin.mesh().probe) sum -= skin.reaction(n).z();
  return sum;
}

/// Presses the face on: its force rises evenly to `force` [mN] within `press_on`, and there it stays for the rest of
/// the reading. Skin remembers every way it was pushed, so nothing is tried and taken back: each step's travel answers
/// to what the step before has shown, and the last, short ones find the force while next to nothing relaxes.
void preload(mechanics::Equilibrium& skin, double force, double first_travel, const mechanics::Pace& pace,
             CutometerEffort* effort) {
  constexpr int strides = 12, trims = 4;
  constexpr double trim_share = 2e-3;  // of the time, each
  constexpr double stride_share = (1 - trims * trim_share) / strides;
  double travel = 0, now = 0, slope = 0;
  const auto push = [&](double further, double share) {
    tally(effort, skin.advance({.travel = travel += further}, share * press_on, pace));
    return std::exchange(now, carried(skin));
  };
  for (int i = 1; i <= strides; ++i) {
    const double further = i == 1 ? first_travel : (force * i / strides - now) / slope;
    const double before = push(further, stride_share);
    if (!(now > before)) break;
    slope = (now - before) / further;
  }
  for (int i = 0; i < trims && slope > 0; ++i) push((force - now) / slope, trim_share);
  if (!(std::abs(now - force) <= preload_tolerance * force))
    throw core::SolverError(fmt::format("cutometer: the probe's face carries {:.4g} mN, wanted {:.4g} mN", now, force));
}

void require(std::string_view what, double value, double low, double high, std::string_view unit) {
  if (!(value >= low && value <= high))
    throw core::ModelError(
        fmt::format("cutometer: {} is {} {}; allowed: {} to {} {}", what, value, unit, low, high, unit));
}

/// The nodes of the surface on the line y = 0, ascending in x.
std::vector<mesh::NodeIndex> surface_line(const mesh::HexMesh& mesh) {
  constexpr double on_it = 1e-9;  // [mm]; nodes on the planes through the axis are placed there, not computed
  std::vector<mesh::NodeIndex> line;
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n)
    if (std::abs(mesh.node[n].z()) < on_it && std::abs(mesh.node[n].y()) < on_it)
      line.push_back(static_cast<mesh::NodeIndex>(n));
  const auto x = [&](mesh::NodeIndex n) { return mesh.node[static_cast<std::size_t>(n)].x(); };
  std::ranges::sort(line, {}, x);
  return line;
}

/// The mesh of a quarter of the skin under the instrument.
mesh::HexMesh quarter(const CutometerProtocol& p, const mechanics::Skin& skin, const mechanics::Instrument& of) {
  const double radius = p.aperture_mm / 2;
  return mesh::suction_mesh(mesh::skin_spec(radius, of.face_ratio * radius, skin.thickness, p.mesh));
}

/// @param domain  quarter or whole: what `problem` holds
CutometerCurve read(const CutometerProtocol& protocol, mechanics::Problem problem, Domain domain,
                    const mechanics::Instrument& instrument, CutometerEffort* effort) {
  require("vacuum ramp", instrument.vacuum_ramp.count(), 1e-3, 0.9 * immediate.count(), "s");
  const double radius = protocol.aperture_mm / 2, face = instrument.face_ratio * radius;
  const double quarters = domain == Domain::whole ? 4 : 1;
  const bool uneven = !problem.growth.empty();
  const auto apex = problem.mesh.apex;
  mechanics::EquilibriumOptions options;
  // Forces out of balance are compared as a root of a sum of squares, and a mirror image adds its own.
  options.reference_force = std::sqrt(quarters) * protocol.suction_kpa * std::numbers::pi * radius * radius / 4;
  options.tolerance = force_tolerance;
  options.linear_tolerance = linear_tolerance;
  options.fresh = true;
  options.even_strain = even_strain;
  options.near_strain = near_strain;
  options.solver.small = 0;  // one multigrid serves a whole reading; a factor has to be renewed
  options.account = effort ? mechanics::Account::energies : mechanics::Account::none;
  if (protocol.preload_kpa > 0) push_face(problem);
  std::vector<mechanics::StepReport> settling;
  mechanics::Equilibrium skin =
      uneven ? mechanics::settled(problem, options, &settling) : mechanics::Equilibrium(std::move(problem), options);
  if (effort) {
    *effort = {.domain = domain, .elements = skin.mesh().n_elements(), .unknowns = skin.unknowns()};
    tally(effort, settling);
    effort->settled_mm = skin.displacement(apex).z();
    effort->imbalance = uneven ? skin.imbalance() : 0;
  }
  const mechanics::Pace pace{.tolerance = height_tolerance * radius};
  if (protocol.preload_kpa > 0)
    preload(skin, quarters * 0.25 * protocol.preload_kpa * std::numbers::pi * (face * face - radius * radius),
            first_travel * radius * protocol.preload_kpa, pace, effort);
  if (effort) effort->face_mn = protocol.preload_kpa > 0 ? carried(skin) * 4 / quarters : 0;
  const mechanics::EnergyBalance rested = skin.energies();
  const double zero = skin.displacement(apex).z(), travel = skin.drive().travel, start = skin.time().count();

  const std::vector<mesh::NodeIndex> line = surface_line(skin.mesh());
  CutometerCurve curve{protocol, {0}, {0}, {0}, {.points = line.size(), .position = {}}};
  const auto trace = [&] {
    for (mesh::NodeIndex n : line) {
      const math::Vec3 at = skin.mesh().node[static_cast<std::size_t>(n)] + skin.displacement(n);
      for (double x : {at.x(), at.y(), at.z() - zero}) curve.dome.position.push_back(static_cast<float>(x));
    }
  };
  trace();
  for (const Phase& phase : program(protocol, instrument.vacuum_ramp)) {
    const double now = curve.time_s.back();
    mechanics::Pace pace_of = pace;
    pace_of.first = Seconds(phase.first);
    tally(effort, skin.advance({.suction = phase.suction, .travel = travel}, Seconds(phase.until - now), pace_of, [&] {
      curve.time_s.push_back(skin.time().count() - start);
      curve.pressure_kpa.push_back(skin.drive().suction);
      curve.height_mm.push_back(skin.displacement(apex).z() - zero);
      trace();
    }));
    curve.time_s.back() = phase.until;
  }
  if (effort) {
    const mechanics::EnergyBalance now = skin.energies();
    const double mirrored = 4 / quarters;
    effort->energies = {mirrored * (now.work - rested.work), mirrored * (now.stored - rested.stored),
                        mirrored * (now.dissipated - rested.dissipated)};
  }
  return curve;
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
  const bool even =
      protocol.domain == Domain::quarter ||
      (protocol.domain == Domain::automatic && mechanics::unevenness(tissue, laws.fibres) <= mechanics::even_enough);
  return even ? measure(protocol, mechanics::average_skin(tissue, laws), laws.instrument, effort)
              : measure(protocol, mechanics::skin_map(tissue, laws), laws.instrument, effort);
}

CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::Skin& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort) {
  if (protocol.domain == Domain::whole) return measure(protocol, mechanics::SkinMap{.mean = skin}, instrument, effort);
  check(protocol);
  return read(protocol,
              mechanics::suction_problem(quarter(protocol, skin, instrument),
                                         {skin.material.begin(), skin.material.end()}, protocol.contact),
              Domain::quarter, instrument, effort);
}

CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::SkinMap& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort) {
  check(protocol);
  return read(
      protocol,
      mechanics::suction_problem(mesh::unfolded(quarter(protocol, skin.mean, instrument)), skin, protocol.contact),
      Domain::whole, instrument, effort);
}

Domain domain(std::string_view word) {
  return word == "whole" ? Domain::whole : word == "quarter" ? Domain::quarter : Domain::automatic;
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
      {.name = "domain",
       .kind = ValueKind::word,
       .fallback = "automatic",
       .choices = {"automatic", "quarter", "whole"},
       .doc = "Skin that is solved: a quarter with the block's averages, or the whole with what differs from place to "
              "place; automatic: the whole where the block is uneven."},
  };
  return s;
}

}  // namespace hari::probe
