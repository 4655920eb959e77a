// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// S1 and S2 of docs/benchmark.md: a virtual Cutometer on a mesh that other programs can read.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "effort.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/mesh/mesh_file.hpp"
#include "suction_problem.hpp"

namespace {

using namespace hari;
using mechanics::StepReport;

enum class Case { s1, s2 };

struct Request {
  std::string mesh_file, written_file;
  int factor = 0, written_factor = 0;
  Case problem = Case::s1;
  int threads = 1, steps = 10;
  double time_tolerance = 1e-3;
  mechanics::EquilibriumOptions options = bench::options(mechanics::Formulation::mean_dilatation);
};

void print_effort(const mechanics::Equilibrium& skin, const std::vector<StepReport>& reports,
                  const bench::Stopwatch& watch, int threads) {
  int taken = 0, refused = 0, newton = 0, stiffnesses = 0, linear = 0, setups = 0;
  for (const StepReport& r : reports) {
    ++(r.converged ? taken : refused);
    newton += r.iterations;
    stiffnesses += r.assemblies;
    linear += r.linear_iterations;
    setups += r.setups;
  }
  fmt::print(
      "# iterations={} seconds={:.3f} peak_mib={:.1f} cpu_seconds={:.3f} threads={} steps={} refused={} newton={} "
      "stiffnesses={} linear={} setups={} unknowns={} elements={} model_mib={:.1f}\n",
      newton, watch.wall(), bench::peak_mib(), watch.cpu(), threads, taken, refused, newton, stiffnesses, linear,
      setups, skin.unknowns(), skin.mesh().n_elements(), double(skin.bytes()) / (1 << 20));
}

void run_s1(const Request& r, mechanics::Equilibrium& skin, std::vector<StepReport>& reports) {
  fmt::print("pressure_kpa,apex_mm\n");
  for (int i = 1; i <= r.steps; ++i) {
    const double p = bench::full_suction * i / r.steps;
    const auto more = skin.advance({.suction = p}, core::Seconds(1));
    reports.insert(reports.end(), more.begin(), more.end());
    fmt::print("{:.6g},{:.9f}\n", p, skin.displacement(skin.mesh().apex).z());
    std::fflush(stdout);
  }
}

void run_s2(const Request& r, mechanics::Equilibrium& skin, std::vector<StepReport>& reports) {
  fmt::print("time_s,apex_mm\n{:.6f},{:.9f}\n", 0.0, 0.0);
  const auto apex = bench::run_programme(skin, r.time_tolerance, reports, [&] {
    fmt::print("{:.6f},{:.9f}\n", skin.time().count(), skin.displacement(skin.mesh().apex).z());
  });
  const bench::Readings u(apex);
  fmt::print("# Ue={:.6f} Uf={:.6f} Ur={:.6f} Ua={:.6f}\n", u.Ue, u.Uf, u.Ur, u.Ua);
  fmt::print("# R0={:.6f} R2={:.6f} R5={:.6f} R6={:.6f} R7={:.6f}\n", u.R0(), u.R2(), u.R5(), u.R6(), u.R7());
}

void run(const Request& r) {
  if (!r.written_file.empty()) {
    std::ofstream out(r.written_file);
    mesh::write_mesh(mesh::suction_mesh(mesh::benchmark_spec(r.written_factor)), out);
    if (!out.flush()) throw core::IoError(fmt::format("{}: writing failed", r.written_file));
  }
  if (r.mesh_file.empty() && r.factor == 0) return;
  core::set_threads(r.threads);
  const bench::Stopwatch watch;
  mechanics::Equilibrium skin =
      bench::block(r.factor > 0 ? mesh::suction_mesh(mesh::benchmark_spec(r.factor)) : mesh::read_mesh(r.mesh_file),
                   r.problem == Case::s2, r.options);
  std::vector<StepReport> reports;
  r.problem == Case::s1 ? run_s1(r, skin, reports) : run_s2(r, skin, reports);
  print_effort(skin, reports, watch, r.threads);
}

}  // namespace

int main(int argc, char** argv) {
  Request r;
  std::pair<int, std::string> write;
  CLI::App app{"Benchmark of virtual suction: CSV of pressure or time against the height of the apex, then the effort"};
  auto* const file = app.add_option("--mesh", r.mesh_file, "mesh file, see docs/benchmark.md");
  auto* const factor = app.add_option("--factor", r.factor, "the benchmark mesh, divisions times this")
                           ->check(CLI::Range(1, 8))
                           ->excludes(file);
  auto* const written = app.add_option("--write-mesh", write, "FACTOR FILE: writes the benchmark mesh");
  app.add_option("--problem", r.problem, "s1: ten pressures, elastic; s2: a cycle in time, relaxing dermis")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Case>{{"s1", Case::s1}, {"s2", Case::s2}}));
  app.add_option("--threads", r.threads)->check(CLI::Range(1, 256));
  app.add_option("--steps", r.steps, "equal steps of pressure in s1")->check(CLI::Range(1, 10000));
  app.add_option("--element", r.options.formulation)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, mechanics::Formulation>{{"displacement", mechanics::Formulation::displacement},
                                                        {"mean_dilatation", mechanics::Formulation::mean_dilatation}}));
  app.add_option("--solver", r.options.solver.preconditioner)
      ->transform(CLI::CheckedTransformer(std::map<std::string, math::Preconditioner>{
          {"multigrid", math::Preconditioner::multigrid}, {"direct", math::Preconditioner::direct}}));
  app.add_option("--tolerance", r.options.tolerance, "of the forces out of balance, over the suction's force")
      ->check(CLI::Range(1e-14, 1e-2));
  app.add_option("--time-tolerance", r.time_tolerance, "of one time step in s2 [mm]")->check(CLI::Range(1e-8, 1.0));
  CLI11_PARSE(app, argc, argv);
  if (!*file && !*factor && !*written) {
    fmt::print(stderr, "{}", app.help());
    return 2;
  }
  r.written_factor = write.first;
  r.written_file = write.second;
  try {
    if (*written && (r.written_factor < 1 || r.written_factor > 8))
      throw core::ModelError(fmt::format("factor {}; allowed: 1 to 8", r.written_factor));
    run(r);
  } catch (const std::exception& e) {
    fmt::print(stderr, "suction: {}\n", e.what());
    return 1;
  }
  return 0;
}
