// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// How cells, their signals and their collagen go on together: the loop "cut collagen, round cells, more cuts" in frozen
// young tissue and in ageing, with any parameter replaced. Prints what docs/cells.md reports, and what a cell costs.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <ctime>

#include "hari/anatomy/block.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/mechanics/fibre_law.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/sim/simulation.hpp"

namespace {

using namespace hari;
using mesh::Layer;
using tissue::Substance;

struct Options {
  anatomy::BlockSpec block{.subcutis_mm = 0.75, .elements_across = 6, .fibres = 4000, .cells = 4000, .seed = 1};
  double until = 80, every = 10, speed = 1;
  bool frozen = false;
  std::vector<std::string> sets;
};

/// Load-bearing over all collagen of the dermis.
double load_bearing(const tissue::Tissue& t, const mechanics::FibreLaw& law) {
  double carrying = 0, all = 0;
  const fibre::Network& n = t.network;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!n.alive[f] || n.layer[f] == 0 || n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) continue;
    carrying += law.carrying_volume(n, f) * law.collagen_packing;
    all += n.weight[f] * (n.labile[f] + n.mature[f] + n.cleaved[f]);
  }
  return carrying / all;
}

double dermis(const tissue::Tissue& t, std::span<const double> column) {
  const double r = t.grid.slab(Layer::reticular).thickness(), p = t.grid.slab(Layer::papillary).thickness();
  return (r * tissue::layer_mean(t, Layer::reticular, column) + p * tissue::layer_mean(t, Layer::papillary, column)) /
         (r + p);
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int run(const Options& o) {
  core::ParameterSet p = scenario::load_parameters(scenario::data_directory());
  for (const std::string& s : o.sets) {
    const auto at = s.find('=');
    if (at == std::string::npos) throw core::ScenarioError(fmt::format("--set {}: NAME=VALUE is wanted", s));
    p.set(s.substr(0, at), std::stod(s.substr(at + 1)));
  }
  const mechanics::FibreLaw law = mechanics::FibreLaw::from(p);
  sim::Simulation::Interventions acting;
  if (!o.frozen) acting.push_back(exposure::make_intrinsic_ageing({.speed = o.speed}, p));
  sim::Simulation s(anatomy::build(o.block, p), p, std::move(acting), {});
  s.settle();
  const tissue::Composition young = tissue::composition(s.tissue());
  const double young_share = load_bearing(s.tissue(), law),
               young_tension = dermis(s.tissue(), s.tissue().fields.tension);
  const auto made = [&] {
    double sum = 0;
    for (double x : s.tissue().fields.collagen_source) sum += x;
    return sum;
  };
  const double young_made = made();
  double young_number = 0;
  fmt::print("age  spread bearing tension made collagen thick HA   number senesc myo  coll gel  tgf  infl   oxid\n");
  const double begun = cpu_seconds();
  for (double age = 25; age <= o.until + 1e-9; age += o.every) {
    s.advance_to(core::years(age));
    const tissue::Tissue& t = s.tissue();
    const tissue::Composition c = tissue::composition(t);
    double myo = 0, fibroblasts = 0;
    for (std::size_t i = 0; i < t.cells.size(); ++i) {
      if (t.cells.kind[i] == static_cast<std::uint8_t>(tissue::CellKind::stem_cell)) continue;
      fibroblasts += 1;
      myo += t.cells.state[i] == static_cast<std::uint8_t>(tissue::CellState::myofibroblast);
    }
    if (young_number == 0) young_number = fibroblasts;
    fmt::print(
        "{:3.0f}  {:5.3f} {:6.3f} {:6.3f} {:6.3f} {:6.3f} {:6.3f} {:5.2f} {:6.3f} {:6.4f} {:5.3f} {:4.2f} {:4.2f} "
        "{:4.2f} {:6.4f} {:6.4f}\n",
        age, c.spread, load_bearing(t, law) / young_share, dermis(t, t.fields.tension) / young_tension,
        made() / young_made, c.collagen / young.collagen, c.thickness / young.thickness,
        c.hyaluronan / young.hyaluronan, fibroblasts / young_number, c.senescent_fraction, myo / fibroblasts,
        dermis(t, t.fields[Substance::collagenase]), dermis(t, t.fields[Substance::gelatinase]),
        dermis(t, t.fields[Substance::tgf_beta]), dermis(t, t.fields[Substance::inflammation]),
        dermis(t, t.fields[Substance::oxidant]));
  }
  const double steps = static_cast<double>(s.tally().cell_steps[0]);
  fmt::print("{:.0f} cell-steps, {:.2f} M/s wall in cells ({} threads); whole run {:.1f} s of CPU\n", steps,
             steps / s.timing().seconds[0] / 1e6, core::threads(), cpu_seconds() - begun);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  int threads = 1;
  CLI::App app{"The spread loop in frozen and in ageing skin"};
  app.add_option("--fibres", o.block.fibres);
  app.add_option("--cells", o.block.cells);
  app.add_option("--across", o.block.elements_across);
  app.add_option("--seed", o.block.seed);
  app.add_option("--until", o.until, "years");
  app.add_option("--every", o.every, "years between rows");
  app.add_option("--speed", o.speed, "of intrinsic ageing");
  app.add_flag("--frozen", o.frozen, "nothing ages");
  app.add_option("--threads", threads);
  app.add_option("--set", o.sets, "NAME=VALUE of a parameter, in its own unit");
  CLI11_PARSE(app, argc, argv);
  core::set_threads(threads);
  try {
    return run(o);
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 1;
  }
}
