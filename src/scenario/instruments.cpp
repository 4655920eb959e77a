// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/instruments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check.hpp"
#include "hari/core/error.hpp"
#include "hari/probe/autofluorescence.hpp"
#include "hari/probe/compression.hpp"
#include "hari/probe/indentation.hpp"
#include "hari/probe/r_parameters.hpp"
#include "hari/probe/rheometry.hpp"
#include "hari/probe/sag.hpp"
#include "hari/probe/tension.hpp"
#include "hari/scenario/assemble.hpp"

namespace hari::scenario {
namespace {

using core::Seconds;
using mechanics::Laws;

/// What every instrument is given.
struct Subjected {
  const tissue::Tissue& tissue;
  const core::ParameterSet& parameters;
  const probe::Progress& progress;

  Laws laws() const { return Laws::from(parameters); }
  mechanics::Skin skin() const { return mechanics::average_skin(tissue, laws()); }
};

Seconds seconds(const Settings& s, std::string_view key) {
  return Seconds(s.number(key));
}

mesh::Resolution resolution(const Settings& s) {
  return s.word("mesh") == "coarse" ? mesh::Resolution::coarse : mesh::Resolution::standard;
}

mesh::Layer dermis(const Settings& s) {
  return s.word("layer") == mesh::name(mesh::Layer::papillary) ? mesh::Layer::papillary : mesh::Layer::reticular;
}

template <class Curve>
Measurement told(std::vector<Reading> readings, const Settings& s, const Curve& curve) {
  return {std::move(readings), core::take_columns(s.name, curve)};
}

Measurement autofluorescence(const Settings& s, const Subjected& on) {
  const probe::Autofluorescence a = probe::autofluorescence(on.tissue, on.parameters);
  return told({{"autofluorescence_AU", a.units, "1", "skin autofluorescence in its arbitrary units"},
               {"age_links", a.seen, "1", "AGE cross-links as the light sees them, 1 at 25"}},
              s, a);
}

/// The balance of energy over all cycles.
std::vector<Reading> with_energies(std::vector<Reading> readings, const mechanics::EnergyBalance& e) {
  readings.push_back({"work_uJ", e.work, "uJ", "done by the suction, what came back taken off"});
  readings.push_back({"stored_uJ", e.stored, "uJ", "free energy of the skin at the end, less that at the beginning"});
  readings.push_back({"dissipated_uJ", e.dissipated, "uJ", "turned into heat"});
  readings.push_back(
      {"left_over_uJ", e.work - e.stored - e.dissipated, "uJ", "work that is in neither: error of the steps"});
  return readings;
}

Measurement cutometer(const Settings& s, const Subjected& on) {
  const probe::CutometerProtocol p{
      .aperture_mm = s.number("aperture"),
      .suction_kpa = s.number("suction"),
      .on = seconds(s, "on"),
      .off = seconds(s, "off"),
      .cycles = static_cast<int>(s.integer("cycles")),
      .mesh = resolution(s),
      .mode = s.word("mode") == "ramp" ? probe::SuctionMode::ramp : probe::SuctionMode::steep,
      .contact = s.word("contact") == "bonded" ? mechanics::Contact::bonded : mechanics::Contact::frictionless,
      .preload_kpa = s.number("preload"),
      .domain = probe::domain(s.word("domain"))};
  probe::CutometerEffort effort;
  const probe::CutometerCurve curve = probe::measure(p, on.tissue, on.laws(), &effort);
  const probe::Loop loop = probe::loop(curve);
  if (p.mode == probe::SuctionMode::ramp)
    return told(with_energies({{"highest_mm", loop.highest, "mm", "highest point of cycle 1"},
                               {"residual_mm", loop.residual, "mm", "height at the end of cycle 1"},
                               {"unrestored", loop.unrestored, "1", "energy of cycle 1 that does not come back"}},
                              effort.energies),
                s, curve);
  const probe::RParameters r = probe::r_parameters(curve);
  return told(with_energies({{"R0_mm", r.R0, "mm", "final deformation Uf of cycle 1"},
                             {"R1_mm", r.R1, "mm", "deformation that remains after cycle 1"},
                             {"R2", r.R2, "1", "gross elasticity Ua/Uf"},
                             {"R3_mm", r.R3, "mm", "last maximum over the cycles"},
                             {"R4_mm", r.R4, "mm", "last minimum over the cycles"},
                             {"R5", r.R5, "1", "net elasticity Ur/Ue"},
                             {"R6", r.R6, "1", "viscous share Uv/Ue"},
                             {"R7", r.R7, "1", "elastic recovery Ur/Uf"},
                             {"R8_mm", r.R8, "mm", "total retraction Ua"},
                             {"R9_mm", r.R9, "mm", "fatigue R3 - R0"}},
                            effort.energies),
              s, curve);
}

Measurement tension(const Settings& s, const Subjected& on) {
  const probe::TensionCurve curve = probe::measure({.direction = probe::direction(s.word("direction")),
                                                    .layer = dermis(s),
                                                    .strain = s.number("strain"),
                                                    .rate = s.number("rate"),
                                                    .width_mm = s.number("width"),
                                                    .unload = s.at("unload").flag},
                                                   on.skin());
  const probe::TensionReadings r = probe::readings(curve);
  std::vector<Reading> all{{"retraction", 100 * curve.retraction, "%", "of the living length, by excision"},
                           {"retraction_aside", 100 * curve.retraction_aside, "%", "the same at right angles"},
                           {"thickness_mm", curve.thickness_mm, "mm", "of the excised strip"},
                           {"toe_modulus_kPa", r.toe_modulus, "kPa", "slope over the first tenth of the strain"},
                           {"linear_modulus_kPa", r.linear_modulus, "kPa", "slope over the last fifth of the strain"},
                           {"linear_over_toe", r.ratio, "1", "ratio of the two"},
                           {"heel", r.heel, "1", "strain at which the straight line meets the axis"},
                           {"peak_stress_kPa", r.peak_stress, "kPa", "nominal, at the end of stretching"}};
  if (curve.protocol.unload)
    all.push_back({"hysteresis", r.hysteresis, "1", "share of the work that unloading does not give back"});
  return told(std::move(all), s, curve);
}

Measurement indentation(const Settings& s, const Subjected& on) {
  const probe::IndentationCurve curve =
      probe::measure({.tip = s.word("tip") == "punch" ? probe::Tip::punch : probe::Tip::ball,
                      .radius_mm = s.number("radius"),
                      .depth_mm = s.number("depth"),
                      .force_mn = s.number("force"),
                      .speed_mm_s = s.number("speed"),
                      .hold = seconds(s, "hold"),
                      .mesh = resolution(s)},
                     on.skin(), on.progress);
  const probe::IndentationReadings r = probe::readings(curve);
  return told({{"depth_mm", r.depth_mm, "mm", "greatest depth"},
               {"force_mN", r.force_mn, "mN", "when it was reached"},
               {"modulus_kPa", r.modulus_kpa, "kPa", "apparent Young's modulus of a half-space, from that force"},
               {"relaxation", r.relaxation, "1", "force at the end of the hold over that force"},
               {"relaxed_modulus_kPa", r.relaxed_modulus_kpa, "kPa", "apparent, at the end of the hold"},
               {"hysteresis", r.hysteresis, "1", "share of the work that is not given back"}},
              s, curve);
}

Measurement rheometry(const Settings& s, const Subjected& on) {
  const probe::RheometryCurve curve = probe::measure({.frequency_hz = s.at("frequencies").numbers,
                                                      .amplitude = s.number("amplitude"),
                                                      .direction = probe::direction(s.word("direction")),
                                                      .layer = dermis(s),
                                                      .excised = s.at("excised").flag},
                                                     on.skin());
  std::vector<Reading> all;
  for (const probe::DynamicModulus& m : probe::readings(curve)) {
    const std::string at = fmt::format(" at {:g} Hz", m.frequency_hz);
    all.push_back({"storage_kPa" + at, m.storage_kpa, "kPa", "G'"});
    all.push_back({"loss_kPa" + at, m.loss_kpa, "kPa", "G''"});
    all.push_back({"tan_delta" + at, m.tan_delta, "1", "G''/G'"});
  }
  return told(std::move(all), s, curve);
}

Measurement compression(const Settings& s, const Subjected& on) {
  const probe::CompressionCurve curve = probe::measure({.direction = probe::direction(s.word("direction")),
                                                        .wavelength_mm = s.at("wavelengths").numbers,
                                                        .strain = s.number("strain"),
                                                        .imperfection_mm = s.number("imperfection"),
                                                        .depth_mm = s.number("depth"),
                                                        .push = seconds(s, "push"),
                                                        .hold = seconds(s, "hold"),
                                                        .rest = seconds(s, "rest")},
                                                       on.skin(), on.progress);
  const probe::CompressionReadings r = probe::readings(curve);
  const probe::Furrow& largest = r.furrows[r.largest];
  std::vector<Reading> all{{"wavelength_mm", largest.wavelength_mm, "mm", "of the most amplified furrow"},
                           {"amplitude_mm", largest.amplitude_mm, "mm", "of that furrow, at the end of the hold"},
                           {"persistence", largest.persistence, "1", "share of its growth that stays after the rest"}};
  for (const probe::Furrow& f : r.furrows) {
    const std::string at = fmt::format(" at {:g} mm", f.wavelength_mm);
    all.push_back({"amplification" + at, f.amplification, "1", "over the resting wave"});
    all.push_back({"persistence" + at, f.persistence, "1", "share of the growth that stays after the rest"});
    if (f.strain_reached < curve.protocol.strain * (1 - 1e-12))
      all.push_back({"folds" + at, f.strain_reached, "1", "shortening beyond which there is no smooth equilibrium"});
  }
  return told(std::move(all), s, curve);
}

Measurement sag(const Settings& s, const Subjected& on) {
  const probe::SagCurve curve = probe::measure({.direction = probe::direction(s.word("direction")),
                                                .base = s.word("base") == "bed" ? probe::Base::bed : probe::Base::fixed,
                                                .depth_mm = s.number("depth"),
                                                .turn = seconds(s, "turn"),
                                                .first = seconds(s, "first"),
                                                .upright = seconds(s, "upright"),
                                                .lying = seconds(s, "lying")},
                                               on.skin(), probe::Hanging::from(on.parameters));
  const probe::SagReadings r = probe::readings(curve);
  return told({{"sag_first_mm", r.first_mm, "mm", "way of the surface at the first reading"},
               {"sag_mm", r.last_mm, "mm", "at the end of being upright"},
               {"creep", r.creep, "1", "ratio of the two"},
               {"remains_mm", r.remains_mm, "mm", "after lying again"},
               {"recovery", r.recovery, "1", "share of the sag that has gone back"}},
              s, curve);
}

struct Instrument {
  std::string_view name;
  core::Schema (*schema)();
  Measurement (*measure)(const Settings&, const Subjected&);
};

// A new instrument adds one line here, and one to the catalogue.
constexpr std::array instruments{Instrument{"autofluorescence", probe::autofluorescence_schema, autofluorescence},
                                 Instrument{"compression", probe::compression_schema, compression},
                                 Instrument{"cutometer", probe::cutometer_schema, cutometer},
                                 Instrument{"indentation", probe::indentation_schema, indentation},
                                 Instrument{"rheometry", probe::rheometry_schema, rheometry},
                                 Instrument{"sag", probe::sag_schema, sag},
                                 Instrument{"tension", probe::tension_schema, tension}};

const Instrument& instrument(std::string_view name) {
  const std::vector<std::string> known = instrument_names();
  for (const Instrument& i : instruments)
    if (i.name == name) return i;
  throw core::ScenarioError(
      fmt::format("--probe: unknown probe \"{}\"{} Allowed: {}.", name, suggestion(name, known), joined(known)));
}

}  // namespace

std::vector<std::string> instrument_names() {
  std::vector<std::string> names;
  for (const Instrument& i : instruments) names.emplace_back(i.name);
  return names;
}

Settings instrument_settings(std::string_view name, std::span<const std::string> sets) {
  const core::Schema schema = instrument(name).schema();
  Value table;
  table.place = fmt::format("--probe {}", name);
  for (const std::string& set : sets) {
    const std::string place = fmt::format("--set {}", set.substr(0, 80));
    const auto equals = set.find('=');
    const std::string key = trimmed(set.substr(0, equals));
    if (equals == std::string::npos || key.empty())
      throw core::ScenarioError(
          fmt::format("{}: key=value is expected, for example --set {}", place,
                      schema.keys.empty() ? std::string("KEY=VALUE") : example_line(schema.keys.front())));
    table.put(key, parse_set_value(trimmed(set.substr(equals + 1)), place));
  }
  Problems problems;
  Settings settings = check_section(table, schema, fmt::format("the probe {}", name), problems);
  problems.raise_if_any();
  return settings;
}

std::vector<std::string> cutometer_sets(const Scenario& scenario) {
  const core::Schema schema = probe::cutometer_schema();
  std::vector<std::string> sets;
  for (const Settings& section : scenario.sections)
    if (section.name == schema.name)
      for (const core::Key& key : schema.keys)
        sets.push_back(fmt::format("{}={}", key.name, section.at(key.name).text));
  return sets;
}

Measurement measure(const Settings& protocol, const tissue::Tissue& tissue, const core::ParameterSet& parameters,
                    const probe::Progress& progress) {
  return instrument(protocol.name).measure(protocol, {tissue, parameters, progress});
}

}  // namespace hari::scenario
