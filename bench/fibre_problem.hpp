// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <utility>
#include <vector>

#include "direct_fibres.hpp"
#include "hari/mechanics/fibre_fan.hpp"
#include "suction_problem.hpp"

/// S3 of docs/benchmark.md: S1 with a dermis of soft matrix and embedded fibres, for a program that measures and a test
/// that checks.
namespace hari::bench {

inline constexpr mesh::Layer fibrous = mesh::Layer::reticular;

/// Layers of S1 whose dermis has the fibres of a block's reticular layer, averaged over directions.
inline std::vector<mechanics::LayerMaterial> fibrous_skin(const fibre::Network& network, const mesh::Grid& grid,
                                                          const mechanics::FibreLaw& law) {
  constexpr double soft_matrix = 15;  // Young's modulus between the fibres [kPa]
  const auto l = static_cast<std::size_t>(fibrous);
  std::vector<mechanics::LayerMaterial> skin = bench::skin(false);
  skin[l] = neo_hookean(soft_matrix, 0.48);
  skin[l].fibres = mechanics::fibre_fans(network, grid, {1, 1, 1, 1}, law)[l];
  skin[l].balance();
  return skin;
}

/// The same dermis without its fibres.
inline mechanics::LayerMaterial bare(mechanics::LayerMaterial dermis) {
  dermis.fibres = {};
  return dermis;
}

/// One state of the mesh: what a Newton iteration starts from.
struct State {
  mesh::HexMesh mesh;
  std::vector<mechanics::ElementGeometry> geometry;
  std::vector<mechanics::Nodal> u;
  std::vector<mechanics::StepReport> reports;
  double apex = 0;  ///< its height [mm]

  /// S1's suction in `steps` equal steps on the mesh of the benchmark, divisions times `factor`.
  State(int factor, int steps, const std::vector<mechanics::LayerMaterial>& material) {
    mechanics::Equilibrium skin(mechanics::suction_problem(mesh::suction_mesh(mesh::benchmark_spec(factor)), material,
                                                           mechanics::Contact::frictionless),
                                options(mechanics::Formulation::mean_dilatation));
    for (int i = 1; i <= steps; ++i) {
      const auto more = skin.advance({.suction = full_suction * i / steps}, core::Seconds(1));
      reports.insert(reports.end(), more.begin(), more.end());
    }
    mesh = skin.mesh();
    apex = skin.displacement(mesh.apex).z();
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
      geometry.emplace_back(mesh::corners(mesh, e));
      mechanics::Nodal nodes;
      for (int a = 0; a < 8; ++a) nodes.col(a) = skin.displacement(mesh.element[e][static_cast<std::size_t>(a)]);
      u.push_back(nodes);
    }
  }
};

/// How far the second Piola-Kirchhoff stress of the averaged fibres is from the sum over segments, as a share of the
/// sum.
struct Difference {
  double whole;    ///< of the mean over the dermis
  double scatter;  ///< of single elements, root mean square over volume: how unevenly so many fibres fill them
};

inline Difference compare(const State& s, const mechanics::LayerMaterial& averaged, const ColumnSearch& search,
                          const DirectFibres& fibres) {
  const mechanics::LayerMaterial matrix = bare(averaged);
  const mechanics::MaterialStep with(averaged, core::Seconds(0)), without(matrix, core::Seconds(0));
  std::vector<double> memory(averaged.memory_size()), bare_memory(matrix.memory_size());
  averaged.rest(memory);
  matrix.rest(bare_memory);
  math::Vec6 sum = math::Vec6::Zero(), sum_directly = sum;
  double scatter = 0, square = 0;
  for (std::size_t e : search.elements()) {
    const ElementMiddle middle(mesh::corners(s.mesh, e));
    const math::Mat3 F = middle.deformation(s.u[e]), C = F.transpose() * F;
    mechanics::Response a, b;
    with.respond(C, memory, mechanics::Wanted::stress, a);
    without.respond(C, bare_memory, mechanics::Wanted::stress, b);
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

}  // namespace hari::bench
