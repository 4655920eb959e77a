// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// What one reading of young skin takes: the standard protocol on the coarse and the default mesh, on a quarter of even
// skin or on the whole of the block's patches.
//   reading [--scenario FILE] [--default] [--threads N] [--mesh NAME] [--whole] [--cycles N] [--uncounted]
//           [--set NAME="VALUE UNIT"]...
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>

#include "hari/core/parallel.hpp"
#include "hari/scenario/assemble.hpp"
#include "study.hpp"

int main(int argc, char** argv) {
  using namespace hari;
  std::string file = "scenarios/ageing_cheek.toml";
  std::vector<std::string> sets;
  bool full = false, whole = false, uncounted = false;
  std::string only;
  int threads = 2, cycles = 3;
  CLI::App app("What one reading takes");
  app.add_option("--scenario", file, "whose skin it is");
  app.add_option("--set", sets, "a parameter: NAME=VALUE UNIT");
  app.add_flag("--default", full, "block of default size instead of quick");
  app.add_option("--threads", threads, "threads");
  app.add_option("--mesh", only, "coarse or default alone");
  app.add_flag("--whole", whole, "the whole of the block's patches instead of a quarter of its mean");
  app.add_option("--cycles", cycles, "of suction and release");
  app.add_flag("--uncounted", uncounted, "without a second reading that counts and adds up energies");
  CLI11_PARSE(app, argc, argv);
  core::set_threads(threads);

  const scenario::Scenario s = bench::scenario_of(file, sets, !full);
  const mechanics::Laws laws = mechanics::Laws::from(s.parameters);
  const sim::Simulation skin = scenario::young(s);
  const auto seconds = [](auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  mechanics::SkinMap map;
  fmt::print("averages: {:.3f} s\n", seconds([&] {
               if (whole)
                 map = mechanics::skin_map(skin.tissue(), laws);
               else
                 map.mean = mechanics::average_skin(skin.tissue(), laws);
             }));
  fmt::print(
      "mesh,seconds,processor,unknowns,steps,refused,corrections,stiffnesses,setups,linear,R0,R2,R5,R6,R7,R9,"
      "unbalanced\n");
  for (const auto& [name, mesh] :
       {std::pair{"coarse", mesh::Resolution::coarse}, {"default", mesh::Resolution::standard}}) {
    if (!only.empty() && only != name) continue;
    const auto read = [&](probe::CutometerEffort* effort) {
      const probe::CutometerProtocol protocol{.cycles = cycles, .mesh = mesh};
      return whole ? probe::measure(protocol, map, laws.instrument, effort)
                   : probe::measure(protocol, map.mean, laws.instrument, effort);
    };
    probe::CutometerEffort e;
    probe::CutometerCurve curve;
    const std::clock_t before = std::clock();
    const double t = seconds([&] { curve = read(nullptr); });
    const double processor = double(std::clock() - before) / CLOCKS_PER_SEC;
    if (!uncounted) read(&e);  // energies and counts take longer
    const probe::RParameters r = probe::r_parameters(curve);
    fmt::print("{},{:.2f},{:.2f},{},{},{},{},{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.2e}\n", name, t,
               processor, e.unknowns, e.steps, e.refused, e.corrections, e.stiffnesses, e.setups, e.linear_iterations,
               r.R0, r.R2, r.R5, r.R6, r.R7, r.R9,
               (e.energies.work - e.energies.stored - e.energies.dissipated) / e.energies.dissipated);
  }
  return 0;
}
