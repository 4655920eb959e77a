// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// S3 of docs/benchmark.md: what embedded fibres cost, averaged and summed one by one, as multiples of S1 on one mesh.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>

#include "effort.hpp"
#include "fibre_problem.hpp"
#include "hari/anatomy/block.hpp"
#include "hari/core/parallel.hpp"
#include "hari/scenario/parameters.hpp"

namespace {

using namespace hari;
using core::Seconds;
using math::Mat3;
using mechanics::ElementResponse;
using mechanics::Formulation;
using mechanics::LayerMaterial;
using mechanics::MaterialStep;
using mechanics::Wanted;

struct Request {
  int factor = 1, steps = 4, repeats = 5;
  std::size_t fibres = 100000;
};

/// Processor time [s] of the fastest of several repetitions of `work`.
template <class Work>
double fastest(int repeats, Work&& work) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const bench::Stopwatch watch;
    work();
    best = std::min(best, watch.cpu());
  }
  return best;
}

/// All elements once, as hari does it; the sum keeps the compiler from leaving anything out.
double sweep(const bench::State& s, const std::vector<LayerMaterial>& material, Wanted wanted) {
  std::vector<MaterialStep> step;
  std::vector<std::vector<double>> memory;
  for (const LayerMaterial& m : material) {
    step.emplace_back(m, Seconds(1));
    memory.emplace_back(mechanics::n_points * m.memory_size());
    for (std::size_t q = 0; q < mechanics::n_points; ++q)
      m.rest(std::span(memory.back()).subspan(q * m.memory_size(), m.memory_size()));
  }
  ElementResponse r;
  double sum = 0;
  for (std::size_t e = 0; e < s.u.size(); ++e) {
    const auto l = static_cast<std::size_t>(s.mesh.region[e]);
    respond(s.geometry[e], s.u[e], step[l], memory[l], Formulation::mean_dilatation, wanted, r);
    sum += r.force[0];
  }
  return sum;
}

/// Fibres alone of all dermal elements, segment by segment at the deformation of the element's middle.
double sweep_directly(const bench::State& s, const bench::ColumnSearch& search, const bench::DirectFibres& fibres,
                      bool tangent) {
  double sum = 0;
  for (std::size_t e : search.elements()) {
    const bench::ElementMiddle middle(mesh::corners(s.mesh, e));
    const Mat3 F = middle.deformation(s.u[e]);
    const auto B = middle.strain_rows(F);
    math::Vec6 S = math::Vec6::Zero();
    math::Mat6 D = math::Mat6::Zero();
    fibres.add(e, F.transpose() * F, tangent, S, D);
    const mechanics::Vec24 force = B.transpose() * S;
    sum += force[0];
    if (!tangent) continue;
    const mechanics::Mat24 k = B.transpose() * D * B;
    sum += k(0, 0);
  }
  return sum;
}

void run(const Request& r) {
  core::set_threads(1);
  const core::ParameterSet parameters = scenario::load_parameters(scenario::data_directory());
  const auto slipping = mechanics::FibreLaw::from(parameters);
  auto law = slipping;
  law.slip = {};  // the sum knows none
  const double width = mesh::benchmark_spec(1).half_width;
  const tissue::Tissue block = anatomy::build({.width_mm = width, .fibres = r.fibres, .cells = 1000}, parameters);

  const bench::Stopwatch building;
  const std::vector<LayerMaterial> averaged = bench::fibrous_skin(block.network, block.grid, law);
  const std::vector<LayerMaterial> with_slip = bench::fibrous_skin(block.network, block.grid, slipping);
  const LayerMaterial& dermis = averaged[static_cast<std::size_t>(bench::fibrous)];
  fmt::print("# fibres={} directions={} fan_seconds={:.3f}\n", r.fibres, dermis.fibres.size(), building.cpu() / 2);

  const bench::State s(r.factor, r.steps, averaged);
  int newton = 0, linear = 0;
  for (const auto& report : s.reports) {
    newton += report.iterations;
    linear += report.linear_iterations;
  }
  fmt::print("# apex_mm={:.6f} steps={} newton={} linear={}\n", s.apex, r.steps, newton, linear);
  const bench::ColumnSearch search(s.mesh, bench::fibrous);
  const bench::DirectFibres fibres(block.network, block.grid, bench::fibrous, law, s.mesh, search);
  const bench::Difference d = bench::compare(s, dermis, search, fibres);
  fmt::print("# segments={} lost={} elements={} difference={:.4f} scatter={:.4f}\n", fibres.size(), fibres.lost(),
             search.elements().size(), d.whole, d.scatter);

  const std::vector<LayerMaterial> plain = bench::skin(false);
  std::vector<LayerMaterial> soft = averaged;
  soft[static_cast<std::size_t>(bench::fibrous)] = bench::bare(dermis);
  volatile double kept = 0;
  fmt::print(
      "work,s1_seconds,averaged_seconds,slipping_seconds,direct_seconds,averaged_over_s1,slipping_over_s1,"
      "direct_over_s1\n");
  for (bool tangent : {false, true}) {
    const Wanted wanted = tangent ? Wanted::tangent : Wanted::stress;
    const auto all = [&](const std::vector<LayerMaterial>& skin) {
      return fastest(r.repeats, [&] { kept = sweep(s, skin, wanted); });
    };
    const double s1 = all(plain), mean = all(averaged), slips = all(with_slip);
    const double direct = all(soft) + fastest(r.repeats, [&] { kept = sweep_directly(s, search, fibres, tangent); });
    fmt::print("{},{:.5f},{:.5f},{:.5f},{:.5f},{:.2f},{:.2f},{:.2f}\n", tangent ? "stiffness" : "residual", s1, mean,
               slips, direct, mean / s1, slips / s1, direct / s1);
  }
  fmt::print("# peak_mib={:.1f}\n", bench::peak_mib());
}

}  // namespace

int main(int argc, char** argv) {
  Request r;
  CLI::App app{"What embedded fibres cost: seconds of one processor for one residual and one stiffness of the mesh"};
  app.add_option("--factor", r.factor, "the benchmark mesh, divisions times this")->check(CLI::Range(1, 4));
  app.add_option("--fibres", r.fibres)->check(CLI::Range(1000, 10000000));
  app.add_option("--steps", r.steps, "of pressure to the state that is measured")->check(CLI::Range(1, 100));
  app.add_option("--repeats", r.repeats, "the fastest counts")->check(CLI::Range(1, 1000));
  CLI11_PARSE(app, argc, argv);
  try {
    run(r);
  } catch (const std::exception& e) {
    fmt::print(stderr, "fibres: {}\n", e.what());
    return 1;
  }
  return 0;
}
