// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "journal.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

#include "hari/cells/healing.hpp"
#include "hari/core/error.hpp"
#include "hari/probe/r_parameters.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::cli {
namespace {

using core::Column;
using core::ColumnGroup;
using tissue::Ledger;
using tissue::Substance;

struct Heading {
  const char *name, *unit, *doc;
};

// The order is the file format: new columns come last.
constexpr std::array<Heading, 50> headings{{
    {"age_years", "year", "age of the subject"},
    {"R0_mm", "mm", "final deformation of cycle 1"},
    {"R1_mm", "mm", "deformation that remains after cycle 1"},
    {"R2", "1", "gross elasticity Ua/Uf"},
    {"R3_mm", "mm", "last maximum over the cycles"},
    {"R4_mm", "mm", "last minimum over the cycles"},
    {"R5", "1", "net elasticity Ur/Ue"},
    {"R6", "1", "viscous share Uv/Ue"},
    {"R7", "1", "elastic recovery Ur/Uf"},
    {"R8_mm", "mm", "total retraction Ua"},
    {"R9_mm", "mm", "fatigue R3 - R0"},
    {"thickness_mm", "mm", "epidermis and dermis"},
    {"collagen_mg_per_cm2", "mg/cm2", "dermal collagen per surface"},
    {"elastin_mg_per_cm2", "mg/cm2", "functional dermal elastin per surface"},
    {"hyaluronan_ug_per_cm2", "ug/cm2", "hyaluronan per surface"},
    {"fibroblasts_per_mm3", "1/mm3", "fibroblasts per volume of dermis now"},
    {"senescent_fraction", "1", "of fibroblasts"},
    {"spread", "1", "mean spreading of fibroblasts, 1 in young tissue"},
    {"Ue_mm", "mm", "immediate deformation"},
    {"Uv_mm", "mm", "delayed deformation"},
    {"Uf_mm", "mm", "final deformation"},
    {"Ur_mm", "mm", "immediate retraction"},
    {"Ua_mm", "mm", "total retraction"},
    {"resting_tension_kPa", "kPa", "mean in-plane tension of the dermis at rest"},
    {"intact_fraction", "1", "share of collagen that holds, cuts counted, relative to young"},
    {"crimp", "1", "mean slack strain of collagen, by mass"},
    {"age_links", "1", "AGE cross-links relative to age 25, by mass"},
    {"collagenase", "1", "active collagenase in the dermis relative to young"},
    {"stem_cells", "1", "stem cells in the block"},
    {"collagen_synthesis_ug_per_day", "ug/day", "collagen secreted in the block"},
    {"collagen_balance", "1", "ledger error over mass"},
    {"elastin_balance", "1", "ledger error over mass"},
    {"hyaluronan_balance", "1", "ledger error over mass"},
    {"steps", "1", "steps of the clock so far"},
    {"hydration", "1", "water per volume of dermis"},
    {"hyaluronan_high_ug_per_cm2", "ug/cm2", "hyaluronan above 500 kDa per surface"},
    {"hyaluronan_middle_ug_per_cm2", "ug/cm2", "hyaluronan of 50 to 500 kDa per surface"},
    {"hyaluronan_low_ug_per_cm2", "ug/cm2", "hyaluronan below 50 kDa per surface"},
    {"hyaluronan_gel_ug_per_cm2", "ug/cm2", "injected gels of hyaluronan per surface"},
    {"gelatinase", "1", "active gelatinase in the dermis relative to young"},
    {"oxidant", "1", "reactive oxygen in the dermis beyond healthy tissue, 1 at the surface after 2 MED"},
    {"inflammation", "1", "cytokines in the dermis beyond healthy tissue, likewise"},
    {"steroid", "1", "glucocorticoid in the dermis, 1 at the surface under daily clobetasol"},
    {"oestradiol", "1", "in blood, relative to before menopause"},
    {"blood_flow", "1", "of the skin, relative to healthy"},
    {"cuts", "1", "cuts of simulated fibres so far"},
    {"horny_water", "1", "water of the horny layer relative to untreated"},
    {"redness", "1", "cytokines of epidermis and papillary dermis; 1 after 2 MED at its peak"},
    {"roughness", "1", "share of the surface without living epidermis"},
    {"epidermis_mm", "mm", "thickness of the epidermis"},
}};

constexpr std::array<Heading, 3> course_headings{{
    {"age", "day", "age of the subject at the end of a step"},
    {"redness", "1", "as in the series"},
    {"roughness", "1", "as in the series"},
}};

/// Means over the collagen of the dermis, weighted by intact mass.
struct CollagenState {
  double crimp = 0, age_links = 0;
};
CollagenState collagen_state(const tissue::Tissue& t) {
  const fibre::Network& n = t.network;
  double mass = 0, crimp = 0, age = 0;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::collagen)) continue;
    const double m = n.weight[f] * n.mature[f];
    mass += m;
    crimp += m * (n.slack[f] - 1);
    age += m * n.age_links[f];
  }
  return mass > 0 ? CollagenState{crimp / mass, age / mass} : CollagenState{};
}

double dermis_sum(const tissue::Tissue& t, const std::vector<double>& column, const std::vector<double>& relative_to) {
  double sum = 0, young = 0;
  for (mesh::Layer l : {mesh::Layer::reticular, mesh::Layer::papillary}) {
    if (!t.grid.has(l)) continue;
    const double volume = t.grid.slab(l).thickness();
    sum += volume * tissue::layer_mean(t, l, column);
    young += volume * relative_to[static_cast<std::size_t>(l)];
  }
  return young > 0 ? sum / young : 0.0;
}

/// Share of the collagen that holds, relative to young.
double intact_share(const tissue::Tissue& t) {
  const double all = dermis_sum(t, t.fields.collagen_density, t.homeostasis.collagen_density);
  return all > 0 ? dermis_sum(t, t.fields.anchorage, t.homeostasis.anchorage) / all : 0.0;
}

std::vector<double>& numbers(Column& column) {
  return std::get<std::vector<double>>(column.values);
}
const std::vector<double>& numbers(const Column& column) {
  return std::get<std::vector<double>>(column.values);
}

/// The numbers of each column that `mine` has.
void take(const ColumnGroup& stored, ColumnGroup& mine) {
  for (Column& column : mine.columns) {
    const Column& theirs = core::find_column(stored, column.info.name);
    if (!std::holds_alternative<std::vector<double>>(theirs.values))
      core::column_type_differs(stored, column.info.name);
    column.values = theirs.values;
  }
}

}  // namespace

Journal::Journal() : series_{"series", {}}, course_{"course", {}} {
  for (const Heading& h : headings) series_.columns.push_back({{h.name, h.unit, h.doc}, std::vector<double>{}});
  for (const Heading& h : course_headings) course_.columns.push_back({{h.name, h.unit, h.doc}, std::vector<double>{}});
}

void Journal::follow(const tissue::Tissue& t) {
  const std::array<double, course_headings.size()> row{t.age.count(), cells::redness(t), cells::roughness(t)};
  for (std::size_t i = 0; i < row.size(); ++i) numbers(course_.columns[i]).push_back(row[i]);
}

std::size_t Journal::followed() const {
  return numbers(course_.columns.front()).size();
}

std::size_t Journal::readings() const {
  return numbers(series_.columns.front()).size();
}

double Journal::last(const std::string& column) const {
  const auto& v = numbers(core::find_column(series_, column));
  return v.empty() ? std::numeric_limits<double>::quiet_NaN() : v.back();
}

void Journal::add(const sim::Simulation& simulation, const probe::CutometerCurve& curve, double resting_tension) {
  const tissue::Tissue& t = simulation.tissue();
  const probe::RParameters r = probe::r_parameters(curve);
  const tissue::Composition c = tissue::composition(t);
  const CollagenState collagen = collagen_state(t);
  double stems = 0, synthesis = 0;
  for (std::uint8_t k : t.cells.kind) stems += k == static_cast<std::uint8_t>(tissue::CellKind::stem_cell);
  for (double s : t.fields.collagen_source) synthesis += s;
  const std::vector<double> ones(mesh::n_layers, 1.0);
  const std::array<double, headings.size()> row{core::in_years(t.age),
                                                r.R0,
                                                r.R1,
                                                r.R2,
                                                r.R3,
                                                r.R4,
                                                r.R5,
                                                r.R6,
                                                r.R7,
                                                r.R8,
                                                r.R9,
                                                c.thickness,
                                                c.collagen,
                                                c.elastin,
                                                c.hyaluronan,
                                                c.fibroblasts,
                                                c.senescent_fraction,
                                                c.spread,
                                                r.Ue,
                                                r.Uv,
                                                r.Uf,
                                                r.Ur,
                                                r.Ua,
                                                resting_tension,
                                                intact_share(t),
                                                collagen.crimp,
                                                collagen.age_links,
                                                dermis_sum(t, t.fields[Substance::collagenase], ones),
                                                stems * t.cells.weight.at(0),
                                                synthesis,
                                                tissue::ledger_error(t, Ledger::collagen),
                                                tissue::ledger_error(t, Ledger::elastin),
                                                tissue::ledger_error(t, Ledger::hyaluronan),
                                                static_cast<double>(simulation.tally().steps[0]),
                                                c.hydration,
                                                c.hyaluronan_by_class[0],
                                                c.hyaluronan_by_class[1],
                                                c.hyaluronan_by_class[2],
                                                c.gel_hyaluronan,
                                                dermis_sum(t, t.fields[Substance::gelatinase], ones),
                                                dermis_sum(t, t.fields[Substance::oxidant], ones),
                                                dermis_sum(t, t.fields[Substance::inflammation], ones),
                                                dermis_sum(t, t.fields[Substance::steroid], ones),
                                                t.body[tissue::Level::oestradiol],
                                                t.body[tissue::Level::blood_flow],
                                                static_cast<double>(simulation.tally().cuts[0]),
                                                t.body[tissue::Level::horny_water],
                                                cells::redness(t),
                                                cells::roughness(t),
                                                c.epidermis};
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!std::isfinite(row[i]))
      throw core::SolverError(
          fmt::format("reading \"{}\" at age {:.2f} years is not a number", headings[i].name, row[0]));
  for (std::size_t i = 0; i < row.size(); ++i) numbers(series_.columns[i]).push_back(row[i]);
  curves_.push_back(core::take_columns(fmt::format("curves/{:04}", curves_.size()), curve));
  domes_.push_back(core::take_columns(fmt::format("domes/{:04}", domes_.size()), curve.dome));
}

std::vector<ColumnGroup> Journal::groups() const {
  std::vector<ColumnGroup> all{series_, course_};
  all.insert(all.end(), curves_.begin(), curves_.end());
  all.insert(all.end(), domes_.begin(), domes_.end());
  return all;
}

Journal Journal::from(const std::vector<ColumnGroup>& groups) {
  Journal j;
  for (const ColumnGroup& g : groups) {
    if (g.name == "series") take(g, j.series_);
    if (g.name == "course") take(g, j.course_);
    if (g.name.starts_with("curves/")) j.curves_.push_back(g);
    if (g.name.starts_with("domes/")) j.domes_.push_back(g);
  }
  for (const Column& c : j.series_.columns)
    if (numbers(c).size() != j.curves_.size())
      throw core::IoError("the stored series and curves do not belong together");
  if (j.domes_.size() != j.curves_.size()) throw core::IoError("the stored curves and domes do not belong together");
  return j;
}

std::string readings_table(const ColumnGroup& series, const probe::CutometerProtocol& p) {
  struct Shown {
    const char *column, *head, *format;
  };
  constexpr std::array<Shown, 14> shown{{{"age_years", "age", "{:6.1f}"},
                                         {"R0_mm", "R0 mm", "{:7.3f}"},
                                         {"R2", "R2", "{:6.3f}"},
                                         {"R5", "R5", "{:6.3f}"},
                                         {"R6", "R6", "{:6.3f}"},
                                         {"R7", "R7", "{:6.3f}"},
                                         {"R9_mm", "R9 mm", "{:7.4f}"},
                                         {"thickness_mm", "thick mm", "{:9.3f}"},
                                         {"collagen_mg_per_cm2", "coll mg/cm2", "{:12.2f}"},
                                         {"elastin_mg_per_cm2", "elas mg/cm2", "{:12.3f}"},
                                         {"hyaluronan_ug_per_cm2", "HA ug/cm2", "{:10.1f}"},
                                         {"fibroblasts_per_mm3", "cells/mm3", "{:10.0f}"},
                                         {"spread", "spread", "{:7.2f}"},
                                         {"resting_tension_kPa", "kPa rest", "{:9.1f}"}}};
  std::string text = fmt::format("Virtual Cutometer: {:g} mm aperture, {:g} mbar, {:g} s on / {:g} s off, {} cycles\n",
                                 p.aperture_mm, p.suction_kpa * 10, p.on.count(), p.off.count(), p.cycles);
  std::vector<std::size_t> widths;
  for (const Shown& s : shown) {
    const std::size_t width = fmt::format(fmt::runtime(s.format), 0.0).size();
    text += fmt::format("{:>{}} ", s.head, width);
  }
  text += '\n';
  const std::size_t rows = numbers(series.columns.front()).size();
  for (std::size_t i = 0; i < rows; ++i) {
    for (const Shown& s : shown)
      text += fmt::format(fmt::runtime(std::string(s.format) + " "), numbers(core::find_column(series, s.column))[i]);
    text += '\n';
  }
  return text;
}

}  // namespace hari::cli
