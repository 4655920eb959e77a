// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// S3 of docs/benchmark.md: what embedded fibres cost, averaged and summed one by one, as multiples of S1 on one mesh.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>

#include "direct_fibres.hpp"
#include "effort.hpp"
#include "hari/anatomy/block.hpp"
#include "hari/core/parallel.hpp"
#include "hari/scenario/parameters.hpp"
#include "suction_problem.hpp"

namespace {

using namespace hari;
using core::Seconds;
using math::Mat3;
using mechanics::ElementResponse;
using mechanics::Formulation;
using mechanics::LayerMaterial;
using mechanics::MaterialStep;
using mechanics::Nodal;
using mechanics::Wanted;

constexpr mesh::Layer dermis = mesh::Layer::reticular;
constexpr double soft_matrix = 15;  ///< Young's modulus between the fibres [kPa]

struct Request {
  int factor = 1, steps = 4, repeats = 5;
  std::size_t fibres = 100000;
};

/// One state of the mesh: what a Newton iteration starts from.
struct State {
  mesh::HexMesh mesh;
  std::vector<mechanics::ElementGeometry> geometry;
  std::vector<Nodal> u;
};

State solved(const Request& r, const std::vector<LayerMaterial>& material) {
  mechanics::Equilibrium skin(mechanics::suction_problem(mesh::suction_mesh(mesh::benchmark_spec(r.factor)), material,
                                                         mechanics::Contact::frictionless),
                              bench::options(Formulation::mean_dilatation));
  std::vector<mechanics::StepReport> reports;
  for (int i = 1; i <= r.steps; ++i) {
    const auto more = skin.advance({.suction = bench::full_suction * i / r.steps}, Seconds(1));
    reports.insert(reports.end(), more.begin(), more.end());
  }
  State s;
  s.mesh = skin.mesh();
  for (std::size_t e = 0; e < s.mesh.n_elements(); ++e) {
    s.geometry.emplace_back(mesh::corners(s.mesh, e));
    Nodal u;
    for (int a = 0; a < 8; ++a) u.col(a) = skin.displacement(s.mesh.element[e][static_cast<std::size_t>(a)]);
    s.u.push_back(u);
  }
  int newton = 0, linear = 0;
  for (const auto& report : reports) {
    newton += report.iterations;
    linear += report.linear_iterations;
  }
  fmt::print("# apex_mm={:.6f} steps={} newton={} linear={}\n", skin.displacement(s.mesh.apex).z(), r.steps, newton,
             linear);
  return s;
}

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
double sweep(const State& s, const std::vector<LayerMaterial>& material, Wanted wanted) {
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
double sweep_directly(const State& s, const bench::ColumnSearch& search, const bench::DirectFibres& fibres,
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

/// How far the second Piola-Kirchhoff stress of the averaged fibres is from the sum over segments, as a share of the
/// sum.
struct Difference {
  double whole;    ///< of the mean over the dermis
  double scatter;  ///< of single elements, root mean square over volume: how unevenly so many fibres fill them
};

Difference compare(const State& s, const LayerMaterial& averaged, const LayerMaterial& bare,
                   const bench::ColumnSearch& search, const bench::DirectFibres& fibres) {
  const MaterialStep with(averaged, Seconds(0)), without(bare, Seconds(0));
  std::vector<double> memory(averaged.memory_size()), bare_memory(bare.memory_size());
  averaged.rest(memory);
  bare.rest(bare_memory);
  math::Vec6 sum = math::Vec6::Zero(), sum_directly = sum;
  double scatter = 0, square = 0;
  for (std::size_t e : search.elements()) {
    const bench::ElementMiddle middle(mesh::corners(s.mesh, e));
    const Mat3 F = middle.deformation(s.u[e]), C = F.transpose() * F;
    mechanics::Response a, b;
    with.respond(C, memory, Wanted::stress, a);
    without.respond(C, bare_memory, Wanted::stress, b);
    const math::Vec6 S = middle.volume * (a.stress - b.stress);
    math::Vec6 directly = math::Vec6::Zero();
    math::Mat6 no_moduli;
    fibres.add(e, C, false, directly, no_moduli);
    sum += S;
    sum_directly += directly;
    scatter += (S - directly).squaredNorm() / middle.volume;
    square += S.squaredNorm() / middle.volume;
  }
  return {(sum - sum_directly).norm() / sum_directly.norm(), std::sqrt(scatter / square)};
}

void run(const Request& r) {
  core::set_threads(1);
  const core::ParameterSet parameters = scenario::load_parameters(scenario::data_directory());
  const auto law = mechanics::FibreLaw::from(parameters);
  const double width = mesh::benchmark_spec(1).half_width;
  const tissue::Tissue block = anatomy::build({.width_mm = width, .fibres = r.fibres, .cells = 1000}, parameters);

  const std::vector<LayerMaterial> plain = bench::skin(false);
  std::vector<LayerMaterial> averaged = plain;
  LayerMaterial& skin = averaged[static_cast<std::size_t>(dermis)];
  skin = bench::neo_hookean(soft_matrix, 0.48);
  const bench::Stopwatch building;
  skin.fibres = mechanics::fibre_fans(block.network, block.grid, {1, 1, 1, 1}, law)[static_cast<std::size_t>(dermis)];
  skin.balance();
  fmt::print("# fibres={} directions={} fan_seconds={:.3f}\n", r.fibres, skin.fibres.size(), building.cpu());
  LayerMaterial bare = skin;
  bare.fibres = {};

  const State s = solved(r, averaged);
  const bench::ColumnSearch search(s.mesh, dermis);
  const bench::DirectFibres fibres(block.network, block.grid, dermis, law, s.mesh, search);
  const Difference d = compare(s, skin, bare, search, fibres);
  fmt::print("# segments={} lost={} elements={} difference={:.4f} scatter={:.4f}\n", fibres.size(), fibres.lost(),
             search.elements().size(), d.whole, d.scatter);

  std::vector<LayerMaterial> soft = averaged;
  soft[static_cast<std::size_t>(dermis)] = bare;
  volatile double kept = 0;
  fmt::print("work,s1_seconds,averaged_seconds,direct_seconds,averaged_over_s1,direct_over_s1\n");
  for (bool tangent : {false, true}) {
    const Wanted wanted = tangent ? Wanted::tangent : Wanted::stress;
    const double s1 = fastest(r.repeats, [&] { kept = sweep(s, plain, wanted); });
    const double mean = fastest(r.repeats, [&] { kept = sweep(s, averaged, wanted); });
    const double direct = fastest(r.repeats, [&] { kept = sweep(s, soft, wanted); }) +
                          fastest(r.repeats, [&] { kept = sweep_directly(s, search, fibres, tangent); });
    fmt::print("{},{:.5f},{:.5f},{:.5f},{:.2f},{:.2f}\n", tangent ? "stiffness" : "residual", s1, mean, direct,
               mean / s1, direct / s1);
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
