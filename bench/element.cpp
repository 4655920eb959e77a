// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// What one element costs, law included: `items_per_second` counts elements. The elements of a run differ, so that
// geometry and memory come from where they lie in a real mesh: not from the first cache.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "hari/mechanics/hex_element.hpp"
#include "hari/mesh/hex_mesh.hpp"
#include "random_network.hpp"

namespace {

using namespace hari;
using namespace hari::mechanics;

LayerMaterial benchmark_dermis() {
  const double young = 100, poisson = 0.48;  // the layered block of docs/mechanics.md
  LayerMaterial m;
  m.matrix = {.form = MatrixForm::coupled,
              .shear = young / (2 * (1 + poisson)),
              .bulk = young * poisson / ((1 + poisson) * (1 - 2 * poisson))};
  return m;
}

LayerMaterial skin() {
  LayerMaterial m;
  m.matrix = {.shear = 20, .bulk = 2000, .share = {0.5, 0.2}, .time = {0.5, 7}};
  return m;
}

LayerMaterial skin_with_fibres() {
  LayerMaterial m = skin();
  const mesh::Grid grid = dermis_grid();
  m.fibres = fibre_fans(random_network(500, grid), grid, {1, 1, 1, 1}, soft_tissue_fibres())[1];
  m.balance();
  return m;
}

struct Elements {
  LayerMaterial material;
  std::vector<ElementGeometry> geometry;
  std::vector<Nodal> u;
  std::vector<std::vector<double>> memory;

  explicit Elements(LayerMaterial m) : material(std::move(m)) {
    const mesh::HexMesh box = mesh::box_mesh({0, 0, 0}, {1, 1, 1}, {16, 16, 16}, mesh::Layer::reticular);
    for (std::size_t e = 0; e < box.n_elements(); ++e) {
      geometry.emplace_back(mesh::corners(box, e));
      Nodal displacement;
      for (int i = 0; i < 24; ++i) displacement.data()[i] = 0.003 * std::sin(5.0 * i + double(e));
      u.push_back(displacement);
      memory.emplace_back(n_points * material.memory_size());
      for (std::size_t q = 0; q < n_points; ++q)
        material.rest(std::span(memory.back()).subspan(q * material.memory_size(), material.memory_size()));
    }
  }
};

void respond_to(benchmark::State& state, LayerMaterial (*make)(), Formulation formulation, Wanted wanted) {
  const Elements all(make());
  const MaterialStep step(all.material, core::Seconds(0.1));
  ElementResponse response;
  for (auto _ : state)
    for (std::size_t e = 0; e < all.u.size(); ++e) {
      const bool upright = respond(all.geometry[e], all.u[e], step, all.memory[e], formulation, wanted, response);
      benchmark::DoNotOptimize(upright);
      benchmark::DoNotOptimize(response);
    }
  const auto elements = static_cast<double>(all.u.size());
  state.counters["per_element"] =
      benchmark::Counter(elements, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void law_of(benchmark::State& state, LayerMaterial (*make)(), Wanted wanted) {
  const Elements all(make());
  const MaterialStep step(all.material, core::Seconds(0.1));
  math::Mat3 C;
  C << 1.1, 0.05, 0.02, 0.05, 0.95, 0.03, 0.02, 0.03, 1.01;
  Response response;
  for (auto _ : state)
    for (std::size_t e = 0; e < all.u.size(); ++e)
      for (std::size_t q = 0; q < n_points; ++q) {
        const std::size_t each = all.memory[e].size() / n_points;
        step.respond(C, std::span(all.memory[e]).subspan(q * each, each), wanted, response);
        benchmark::DoNotOptimize(response);
      }
  const auto elements = static_cast<double>(all.u.size());
  state.counters["per_element"] =
      benchmark::Counter(elements, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

constexpr auto displacement = Formulation::displacement, mean = Formulation::mean_dilatation;

BENCHMARK_CAPTURE(respond_to, force_coupled_displacement, benchmark_dermis, displacement, Wanted::stress);
BENCHMARK_CAPTURE(respond_to, stiffness_coupled_displacement, benchmark_dermis, displacement, Wanted::tangent);
BENCHMARK_CAPTURE(respond_to, force_split_mean_dilatation, skin, mean, Wanted::stress);
BENCHMARK_CAPTURE(respond_to, stiffness_split_mean_dilatation, skin, mean, Wanted::tangent);
BENCHMARK_CAPTURE(respond_to, force_fibres_mean_dilatation, skin_with_fibres, mean, Wanted::stress);
BENCHMARK_CAPTURE(respond_to, stiffness_fibres_mean_dilatation, skin_with_fibres, mean, Wanted::tangent);
BENCHMARK_CAPTURE(law_of, eight_stresses_coupled, benchmark_dermis, Wanted::stress);
BENCHMARK_CAPTURE(law_of, eight_tangents_coupled, benchmark_dermis, Wanted::tangent);
BENCHMARK_CAPTURE(law_of, eight_stresses_split, skin, Wanted::stress);
BENCHMARK_CAPTURE(law_of, eight_tangents_split, skin, Wanted::tangent);
BENCHMARK_CAPTURE(law_of, eight_stresses_fibres, skin_with_fibres, Wanted::stress);
BENCHMARK_CAPTURE(law_of, eight_tangents_fibres, skin_with_fibres, Wanted::tangent);

}  // namespace

BENCHMARK_MAIN();
