// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/equilibrium.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/math/symmetric_solver.hpp"
#include "sparse_pattern.hpp"
#include "suction_load.hpp"

namespace hari::mechanics {
namespace {

using Eigen::VectorXd;

/// Elements whose stiffness waits for its turn to be added: small enough for the cache, large enough for the threads.
constexpr std::size_t batch = 512;
constexpr std::size_t elements_per_task = 8;

}  // namespace

struct Equilibrium::Work {
  mesh::HexMesh mesh;
  LayerMaterials material;
  EquilibriumOptions options;
  std::vector<ElementGeometry> geometry;
  std::vector<std::vector<double>> memory;  ///< of each element
  DofMap dof;
  SparsePattern pattern;
  math::SymmetricMatrix K;
  math::SymmetricSolver solver;
  std::vector<ElementResponse> response;  ///< of one batch
  std::vector<Vec24> force;               ///< of every element
  std::vector<std::uint8_t> upright;
  std::vector<FaceLoad> faces;
  VectorXd u, trial, before, residual, correction, last_move;
  std::vector<MaterialStep> now;
  bool stiffness_known = false;
  bool held = false;  ///< did the last step keep its suction?
  double suction = 0, seconds = 0;

  Work(mesh::HexMesh m, LayerMaterials mat, Supports fixed, EquilibriumOptions o)
      : mesh(std::move(m)),
        material(std::move(mat)),
        options(o),
        dof(mesh, fixed),
        pattern(mesh, dof),
        faces(mesh.aperture.size()) {
    geometry.reserve(mesh.n_elements());
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) geometry.emplace_back(mesh::corners(mesh, e));
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
      const LayerMaterial& m = material[static_cast<std::size_t>(mesh.region[e])];
      memory.emplace_back(n_points * m.memory_size());
      for (std::size_t q = 0; q < n_points; ++q)
        m.rest(std::span(memory[e]).subspan(q * m.memory_size(), m.memory_size()));
    }
    force.resize(mesh.n_elements());
    upright.resize(mesh.n_elements());
    response.resize(std::min(batch, mesh.n_elements()));
    K = pattern.matrix();
    u = VectorXd::Zero(static_cast<Eigen::Index>(3 * mesh.n_nodes()));
    trial = before = last_move = u;
    residual = correction = VectorXd::Zero(static_cast<Eigen::Index>(dof.n_free));
    for (const LayerMaterial& l : material) l.matrix.check();
  }

  void begin(core::Seconds dt) {
    now.clear();
    for (const LayerMaterial& l : material) now.emplace_back(l, dt);
  }

  const MaterialStep& material_of(std::size_t e) const { return now[static_cast<std::size_t>(mesh.region[e])]; }

  Nodal nodal(const VectorXd& all, std::size_t e) const {
    Nodal n;
    for (int a = 0; a < 8; ++a) n.col(a) = all.segment<3>(3 * mesh.element[e][static_cast<std::size_t>(a)]);
    return n;
  }

  /// Forces out of balance at `at`, and the stiffness if wanted; false if an element is turned inside out.
  bool assemble(const VectorXd& at, double pressure, Wanted wanted) {
    const bool tangent = wanted == Wanted::tangent;
    if (tangent) std::fill_n(K.valuePtr(), K.nonZeros(), 0.0);
    const std::size_t n = mesh.n_elements();
    for (std::size_t first = 0; first < n; first += batch) {
      const std::size_t count = std::min(batch, n - first);
      core::for_each_index(
          count,
          [&](std::size_t i) {
            const std::size_t e = first + i;
            upright[e] =
                respond(geometry[e], nodal(at, e), material_of(e), memory[e], options.formulation, wanted, response[i]);
            force[e] = response[i].force;
          },
          elements_per_task);
      for (std::size_t e = first; e < first + count; ++e)
        if (!upright[e]) return false;
      if (tangent)
        for (std::size_t i = 0; i < count; ++i) pattern.add_element(first + i, response[i].stiffness, K);
    }
    residual.setZero();
    for (std::size_t e = 0; e < n; ++e) dof.subtract(mesh.element[e], force[e], residual);
    for (std::size_t f = 0; f < faces.size(); ++f) {
      faces[f] = suction_load(mesh, f, at, pressure);
      dof.add(mesh.aperture[f], faces[f].force, residual);
      if (tangent) pattern.subtract_face(f, faces[f].stiffness, K);
    }
    if (tangent) stiffness_known = true;
    return true;
  }

  void move(double share) {
    for (std::size_t d = 0; d < dof.free_to_all.size(); ++d)
      trial[dof.free_to_all[d]] += share * correction[static_cast<Eigen::Index>(d)];
  }

  /// Moves along `correction` as far as the work of the forces out of balance on it allows.
  bool search(double pressure) {
    const double start = residual.dot(correction);
    double share = 1, moved = 0;
    for (int k = 0; k < 8; ++k) {
      move(share - moved);
      moved = share;
      if (!assemble(trial, pressure, Wanted::stress)) {
        share *= 0.5;
        continue;
      }
      const double end = residual.dot(correction);
      if (std::abs(end) <= 0.8 * std::abs(start)) return true;
      share *= std::clamp(start / (start - end), 0.2, 0.7);
    }
    return false;
  }

  StepReport step(double pressure, core::Seconds dt);
};

StepReport Equilibrium::Work::step(double pressure, core::Seconds dt) {
  StepReport report;
  begin(dt);
  trial = u;
  // Creep: steps grow so that each moves about as far as the last.
  if (held && pressure == suction) trial += last_move;
  if (!assemble(trial, pressure, Wanted::stress)) {
    trial = u;
    if (!assemble(trial, pressure, Wanted::stress)) return report;
  }
  const auto measure = [&] {
    report.residual = residual.norm() / options.reference_force;
    report.history.push_back(report.residual);
    return report.residual;
  };
  double norm = measure();
  bool fresh = false;  // is the stiffness that of the present displacements?
  bool renew = !stiffness_known || options.stale_ratio <= 0;
  bool careful = false;
  const int made = solver.factorisations();
  while (norm > options.tolerance && report.iterations < options.max_iterations) {
    if (!std::isfinite(norm)) return report;
    if (renew && !fresh) {
      if (!assemble(trial, pressure, Wanted::tangent)) return report;
      ++report.assemblies;
      fresh = true;
    }
    before = trial;
    const math::LinearReport linear = solver.solve(K, residual, correction, options.linear_tolerance);
    report.linear_iterations += linear.iterations;
    report.factorisations = solver.factorisations() - made;
    const bool moved = linear.converged && search(pressure);
    ++report.iterations;
    if (!moved) {
      if (fresh || !linear.converged) return report;
      // An old stiffness pointed the wrong way: back, and on with the present one until the step is done.
      trial = before;
      if (!assemble(trial, pressure, Wanted::stress)) return report;
      renew = careful = true;
      continue;
    }
    const double last = norm;
    norm = measure();
    fresh = false;
    renew = careful || norm > options.stale_ratio * last;
  }
  if (norm > options.tolerance) return report;
  report.converged = true;
  core::for_each_index(
      mesh.n_elements(),
      [&](std::size_t e) { remember(geometry[e], nodal(trial, e), material_of(e), options.formulation, memory[e]); },
      64);
  last_move = trial - u;
  held = pressure == suction;
  u = trial;
  suction = pressure;
  seconds += dt.count();
  return report;
}

Supports suction_supports(const mesh::HexMesh& mesh, Contact contact) {
  Supports fixed(mesh.n_nodes(), 0);
  const auto hold = [&](const std::vector<mesh::NodeIndex>& nodes, std::uint8_t axes) {
    for (mesh::NodeIndex n : nodes) fixed[static_cast<std::size_t>(n)] |= axes;
  };
  hold(mesh.side_x, 1);
  hold(mesh.side_y, 2);
  hold(mesh.bottom, 7);
  hold(mesh.probe, contact == Contact::bonded ? 7 : 4);
  return fixed;
}

Equilibrium::Equilibrium(mesh::HexMesh mesh, LayerMaterials material, Supports fixed, EquilibriumOptions options)
    : work_(std::make_unique<Work>(std::move(mesh), std::move(material), std::move(fixed), options)) {}
Equilibrium::~Equilibrium() = default;
Equilibrium::Equilibrium(Equilibrium&&) noexcept = default;
Equilibrium& Equilibrium::operator=(Equilibrium&&) noexcept = default;

StepReport Equilibrium::step(double suction, core::Seconds dt) {
  return work_->step(suction, dt);
}

std::vector<StepReport> Equilibrium::advance(double suction, core::Seconds dt) {
  std::vector<StepReport> reports;
  const double from = work_->suction;
  constexpr int finest = 64;
  int at = 0, size = finest;  // in parts of the step
  while (at < finest) {
    const double target = at + size == finest ? suction : from + (suction - from) * (at + size) / finest;
    reports.push_back(work_->step(target, dt * (double(size) / finest)));
    if (reports.back().converged) {
      at += size;
      if (at % (2 * size) == 0 && at + 2 * size <= finest) size *= 2;
    } else if (size == 1) {
      throw core::SolverError(fmt::format(
          "no equilibrium at {:.4g} s: suction {:.4g} kPa, step {:.3g} s, forces out of balance {:.3g} of the load",
          work_->seconds, target, dt.count() / finest, fmt::join(reports.back().history, " ")));
    } else {
      size /= 2;
    }
  }
  return reports;
}

core::Seconds Equilibrium::time() const {
  return core::Seconds(work_->seconds);
}
double Equilibrium::suction() const {
  return work_->suction;
}
math::Vec3 Equilibrium::displacement(mesh::NodeIndex node) const {
  return work_->u.segment<3>(3 * node);
}

void Equilibrium::set_displacement(const std::vector<math::Vec3>& u) {
  core::expect(u.size() == work_->mesh.n_nodes(), "one displacement per node");
  for (std::size_t n = 0; n < u.size(); ++n) work_->u.segment<3>(static_cast<Eigen::Index>(3 * n)) = u[n];
  work_->last_move.setZero();
}

double Equilibrium::imbalance() {
  work_->begin(core::Seconds(0));
  if (!work_->assemble(work_->u, work_->suction, Wanted::stress)) return INFINITY;
  return work_->residual.lpNorm<Eigen::Infinity>();
}

std::array<math::Mat3, n_points> Equilibrium::stress(std::size_t e) const {
  Work& w = *work_;
  const MaterialStep still(w.material[static_cast<std::size_t>(w.mesh.region[e])], core::Seconds(0));
  return cauchy_stress(w.geometry[e], w.nodal(w.u, e), still, w.memory[e], w.options.formulation);
}

std::size_t Equilibrium::unknowns() const {
  return work_->dof.n_free;
}
std::size_t Equilibrium::factor_entries() const {
  return work_->solver.factor_entries();
}

}  // namespace hari::mechanics
