// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// How readings and totals depend on the number of fibres and cells, on the grid and on the seed: one line per block and
// age. docs/networks.md holds a table made with it.
//   convergence [--fibres N]... [--cells N]... [--across N]... [--seeds N] [--to YEARS] [--set NAME="VALUE UNIT"]...
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "effort.hpp"
#include "hari/core/parallel.hpp"
#include "hari/scenario/assemble.hpp"
#include "study.hpp"

namespace {

using namespace hari;

/// What is compared, as one line of a table.
void print_line(const scenario::Scenario& s, const sim::Simulation& skin, double seconds) {
  const mechanics::Laws laws = mechanics::Laws::from(s.parameters);
  const bench::Wish wish{
      .low_pressure = false, .wide_aperture = false, .ramp = false, .fatigue = false, .afterwards = false};
  const tissue::Tissue& t = skin.tissue();
  const bench::Answer a = bench::read(mechanics::average_skin(t, laws), laws.instrument, wish);
  const tissue::Composition c = tissue::composition(t);
  const auto block = scenario::block_spec(s);
  fmt::print("{},{},{},{},{:.0f},{:.5f},{:.5f},{:.5f},{:.5f},{:.4f},{:.4f},{:.3f},{:.4f},{:.4f},{:.4f},{},{:.2f}\n",
             block.fibres, block.cells, block.elements_across, block.seed, core::in_years(t.age), a.standard.R0,
             a.standard.R2, a.standard.R5, a.standard.R7, a.tension, c.thickness, c.collagen, c.cleaved, c.elastin,
             c.spread, skin.tally().cuts[0], seconds);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::string file = "scenarios/ageing_cheek.toml";
  std::vector<std::string> sets;
  std::vector<int> fibres{10000}, cells{5000}, across{10};
  int seeds = 1, threads = 1;
  double to = 25;
  CLI::App app("How readings depend on fibres, cells, grid and seed");
  app.add_option("--scenario", file, "whose skin it is");
  app.add_option("--fibres", fibres, "numbers of fibres");
  app.add_option("--cells", cells, "numbers of cells");
  app.add_option("--across", across, "elements across");
  app.add_option("--seeds", seeds, "seeds 1 to this");
  app.add_option("--to", to, "read again at this age [year]");
  app.add_option("--set", sets, "a parameter: NAME=VALUE UNIT");
  app.add_option("--threads", threads, "threads");
  CLI11_PARSE(app, argc, argv);
  core::set_threads(threads);
  try {
    const scenario::Scenario base = bench::scenario_of(file, sets, true);
    fmt::print(
        "fibres,cells,across,seed,age,R0,R2,R5,R7,tension,thickness,collagen,cleaved,elastin,spread,cuts,cpu_s\n");
    for (int f : fibres)
      for (int c : cells)
        for (int n : across)
          for (int seed = 1; seed <= seeds; ++seed) {
            scenario::Scenario s = base;
            s.block.fibres = static_cast<std::size_t>(f);
            s.block.cells = static_cast<std::size_t>(c);
            s.block.elements_across = n;
            s.block.seed = static_cast<std::uint64_t>(seed);
            sim::Simulation skin = scenario::young(s);
            print_line(s, skin, 0);
            if (to <= core::in_years(skin.tissue().age)) continue;
            const bench::Stopwatch watch;
            skin.advance_to(core::years(to));
            print_line(s, skin, watch.cpu());
          }
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "convergence: {}\n", e.what());
    return 1;
  }
}
