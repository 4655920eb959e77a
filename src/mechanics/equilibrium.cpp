// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/equilibrium.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "block_assembly.hpp"
#include "extrapolation.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "outer_loads.hpp"

namespace hari::mechanics {
namespace {

using Eigen::VectorXd;

constexpr std::size_t elements_per_task = 16;
constexpr double coarsest_solve = 0.1;  ///< tolerance of a linear solve, relative

}  // namespace

struct Equilibrium::Work {
  Problem problem;
  EquilibriumOptions options;
  BlockAssembly assembly;
  OuterLoads loads;
  std::vector<ElementGeometry> geometry;
  std::vector<double> memory;          ///< of every point of every element
  std::vector<std::size_t> memory_at;  ///< n_elements + 1
  math::BlockMatrix K;
  std::vector<math::VolumeTerm> volumes;  ///< that K holds
  math::BlockSolver solver;
  std::vector<std::uint8_t> upright;
  std::vector<FibrePoints> fibres;   ///< of every element
  std::vector<FibreAnswer> answers;  ///< of every point; empty unless they are kept
  // per node
  VectorXd u, trial, before, internal, external, pushed, ends;
  VectorXd outer;  ///< force from outside at the end of the last step, supports included
  // per row of the stiffness
  VectorXd residual, correction;
  Extrapolation past;
  std::vector<MaterialStep> now;
  bool stiffness_known = false;
  Drive drive;
  double seconds = 0;
  EnergyBalance balance;
  double stored_at_rest = 0;

  Work(Problem p, const EquilibriumOptions& o)
      : problem(checked(std::move(p))),
        options(o),
        assembly(problem),
        loads(problem),
        K(assembly.matrix()),
        volumes(problem.mesh.n_elements()),
        solver(assembly.positions(problem.mesh), o.solver) {
    const mesh::HexMesh& mesh = problem.mesh;
    geometry.reserve(mesh.n_elements());
    memory_at.assign(1, 0);
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
      geometry.emplace_back(mesh::corners(mesh, e),
                            problem.growth.empty() ? math::Mat3(math::Mat3::Identity()) : problem.growth[e]);
      memory_at.push_back(memory_at.back() + n_points * material(e).memory_size());
    }
    memory.resize(memory_at.back());
    for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
      const std::size_t each = material(e).memory_size();
      for (std::size_t q = 0; q < n_points; ++q) material(e).rest(memory_of(e).subspan(q * each, each));
    }
    upright.assign(mesh.n_elements(), 1);
    fibres.assign(mesh.n_elements(), options.even_strain > 0 ? FibrePoints::mean : FibrePoints::each);
    if (options.near_strain > 0) answers.resize(n_points * mesh.n_elements());
    u = VectorXd::Zero(static_cast<Eigen::Index>(3 * mesh.n_nodes()));
    trial = before = internal = external = pushed = ends = outer = u;
    residual = correction = VectorXd::Zero(static_cast<Eigen::Index>(3 * assembly.n_rows()));
    begin(core::Seconds(0));
    balance.stored = stored_at_rest = remember(u).stored;
  }

  static Problem checked(Problem p) {
    p.check();
    return p;
  }

  const LayerMaterial& material(std::size_t e) const { return problem.material[problem.material_of[e]]; }
  std::span<double> memory_of(std::size_t e) {
    return std::span(memory).subspan(memory_at[e], memory_at[e + 1] - memory_at[e]);
  }

  KeptAnswers kept_of(std::size_t e) {
    if (answers.empty()) return {};
    return {std::span(answers).subspan(n_points * e, n_points), options.near_strain};
  }

  void begin(core::Seconds dt) {
    now.clear();
    for (const LayerMaterial& m : problem.material) now.emplace_back(m, dt);
    for (FibreAnswer& a : answers) a.forget();
  }

  Nodal nodal(const VectorXd& all, std::size_t e) const {
    Nodal n;
    for (int a = 0; a < 8; ++a) n.col(a) = all.segment<3>(3 * problem.mesh.element[e][static_cast<std::size_t>(a)]);
    return n;
  }

  /// Forces at `at` under `d`, and the stiffness if wanted, with held directions still in it; false if an element is
  /// turned inside out. With `push`, `ends` becomes what the elements' stiffness answers to it.
  bool assemble(const VectorXd& at, const Drive& d, Wanted wanted, const VectorXd* push = nullptr);
  void gather(std::size_t e, const Vec24& force, VectorXd& to) const {
    for (int a = 0; a < 8; ++a)
      to.segment<3>(3 * problem.mesh.element[e][static_cast<std::size_t>(a)]) += force.segment<3>(3 * a);
  }
  /// Forces out of balance per row, of free directions.
  void balance_rows();
  std::string worst_place() const;
  bool stiffen(const VectorXd& at, const Drive& d) {
    if (!assemble(at, d, Wanted::tangent)) return false;
    assembly.hold(K);
    stiffness_known = true;
    return true;
  }
  /// Parts the fibres of elements whose strain at `at` is too uneven to ask them once. @return false if there are none
  bool part_uneven(const VectorXd& at);
  /// Moves memory to the end of the step that ended at `at`.
  Energies remember(const VectorXd& at);

  void move(double share) {
    for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n)
      trial.segment<3>(static_cast<Eigen::Index>(3 * n)) +=
          share * correction.segment<3>(3 * assembly.row_of(static_cast<mesh::NodeIndex>(n)));
  }
  /// Moves along `correction` as far as the work of the forces out of balance on it allows.
  bool search(const Drive& d);
  /// First guess of a step: prescribed motion, and what the past foretells or the stiffness answers to it.
  /// @param foretold  what the past alone says, if it says anything
  bool predict(const Drive& to, double dt, Wanted wanted, VectorXd& foretold, StepReport& report);
  void prescribe(double travel);
  StepReport step(const Drive& to, core::Seconds dt, double most_error);
  void accept(const Drive& to, core::Seconds dt);
};

bool Equilibrium::Work::assemble(const VectorXd& at, const Drive& d, Wanted wanted, const VectorXd* push) {
  const bool tangent = wanted == Wanted::tangent;
  if (tangent) std::fill(K.value.begin(), K.value.end(), 0.0);
  internal.setZero();
  if (push) ends.setZero();
  for (const std::vector<std::uint32_t>& colour : assembly.colours())
    core::for_chunks(
        colour.size(),
        [&](std::size_t begin, std::size_t end) {
          ElementResponse r;
          for (std::size_t i = begin; i < end; ++i) {
            const std::size_t e = colour[i];
            upright[e] = respond(geometry[e], nodal(at, e), now[problem.material_of[e]], memory_of(e),
                                 options.formulation, wanted, r, fibres[e], kept_of(e));
            if (!upright[e]) continue;
            gather(e, r.force, internal);
            if (push) {
              const Nodal moved = nodal(*push, e);
              gather(e, r.stiffness * Eigen::Map<const Vec24>(moved.data()), ends);
            }
            if (!tangent) continue;
            assembly.add_element(e, r.stiffness, K);
            volumes[e] = assembly.placed(e, volume_stiffness(r.volume, material(e)));
          }
        },
        elements_per_task);
  for (std::uint8_t up : upright)
    if (!up) return false;
  loads.apply(at, d, external, tangent ? &K : nullptr, assembly);
  balance_rows();
  return true;
}

void Equilibrium::Work::balance_rows() {
  residual.setZero();
  for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n) {
    const auto i = static_cast<Eigen::Index>(3 * n);
    const std::int32_t row = assembly.row_of(static_cast<mesh::NodeIndex>(n));
    residual.segment<3>(3 * row) += external.segment<3>(i) - internal.segment<3>(i);
  }
  for (std::size_t r = 0; r < assembly.n_rows(); ++r)
    for (int i = 0; i < 3; ++i)
      if (!assembly.is_free(static_cast<std::int32_t>(r), i)) residual[static_cast<Eigen::Index>(3 * r) + i] = 0;
}

/// Where the forces are farthest from balance, for the user.
std::string Equilibrium::Work::worst_place() const {
  std::size_t worst = 0;
  double most = -1;
  for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n) {
    const double force = residual.segment<3>(3 * assembly.row_of(static_cast<mesh::NodeIndex>(n))).norm();
    if (force > most) {
      most = force;
      worst = n;
    }
  }
  const math::Vec3& x = problem.mesh.node[worst];
  return fmt::format("({:.3g}, {:.3g}, {:.3g}) mm", x[0], x[1], x[2]);
}

Energies Equilibrium::Work::remember(const VectorXd& at) {
  std::vector<Energies> part(problem.mesh.n_elements());
  core::for_each_index(
      part.size(),
      [&](std::size_t e) {
        const Nodal moved = nodal(at, e);
        const MaterialStep& step = now[problem.material_of[e]];
        part[e] = mechanics::remember(geometry[e], moved, step, options.formulation, memory_of(e), options.account,
                                      fibres[e]);
      },
      64);
  Energies all;
  for (const Energies& e : part) {
    all.stored += e.stored;
    all.dissipated += e.dissipated;
  }
  return all;
}

bool Equilibrium::Work::part_uneven(const VectorXd& at) {
  std::vector<std::uint8_t> parted(fibres.size(), 0);
  core::for_each_index(
      fibres.size(),
      [&](std::size_t e) {
        if (fibres[e] == FibrePoints::each ||
            !(strain_spread(geometry[e], nodal(at, e), options.formulation) > options.even_strain))
          return;
        fibres[e] = FibrePoints::each;
        part_fibres(now[problem.material_of[e]], memory_of(e));
        for (FibreAnswer& a : kept_of(e).of_point) a.forget();
        parted[e] = 1;
      },
      64);
  return std::find(parted.begin(), parted.end(), 1) != parted.end();
}

bool Equilibrium::Work::search(const Drive& d) {
  const double start = residual.dot(correction);
  double share = 1, moved = 0;
  for (int k = 0; k < 8; ++k) {
    move(share - moved);
    moved = share;
    if (!assemble(trial, d, Wanted::stress)) {
      share *= 0.5;
      continue;
    }
    const double end = residual.dot(correction);
    if (std::abs(end) <= 0.8 * std::abs(start)) return true;
    share *= std::clamp(start / (start - end), 0.2, 0.7);
  }
  return false;
}

void Equilibrium::Work::prescribe(double travel) {
  const double further = travel - drive.travel;
  const bool moving = !problem.prescribed.empty() && further != 0;
  pushed.setZero();
  if (moving)
    for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n)
      pushed.segment<3>(static_cast<Eigen::Index>(3 * n)) = further * problem.prescribed[n];
  for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n) {
    const auto at = static_cast<Eigen::Index>(3 * n);
    if (!problem.partner.empty() && static_cast<std::size_t>(problem.partner[n]) != n) continue;
    for (int i = 0; i < 3; ++i) {
      if (!problem.fixed.empty() && (problem.fixed[n] >> i & 1))
        trial[at + i] = u[at + i] + pushed[at + i];
      else
        pushed[at + i] = 0;
    }
  }
  if (problem.partner.empty()) return;
  for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n) {
    const Eigen::Index at = static_cast<Eigen::Index>(3 * n), first = 3 * problem.partner[n];
    if (at == first) continue;
    pushed.segment<3>(at) += pushed.segment<3>(first);
    trial.segment<3>(at) = trial.segment<3>(first) + u.segment<3>(at) - u.segment<3>(first) + pushed.segment<3>(at) -
                           pushed.segment<3>(first);
  }
}

bool Equilibrium::Work::predict(const Drive& to, double dt, Wanted wanted, VectorXd& foretold, StepReport& report) {
  trial = u;
  if (past.add_to(trial, dt)) {
    prescribe(to.travel);
    foretold = trial;
    past.take_back(trial, dt);
  }
  prescribe(to.travel);
  if (past.known() || problem.prescribed.empty() || to.travel == drive.travel) {
    if (wanted == Wanted::tangent) ++report.assemblies;
    if (wanted == Wanted::tangent ? stiffen(trial, to) : assemble(trial, to, Wanted::stress)) return true;
    if (!past.known()) return false;
    past.forget();
    return predict(to, dt, wanted, foretold, report);
  }
  // The ends move and nothing is known of the inside: it follows as the stiffness of the present state says.
  if (!assemble(u, to, Wanted::tangent, &pushed)) return false;
  ++report.assemblies;
  assembly.hold(K);
  stiffness_known = true;
  internal += ends;
  balance_rows();
  const math::LinearReport linear = solver.solve(K, residual, correction, options.linear_tolerance, volumes);
  report.linear_iterations += linear.iterations;
  if (!linear.converged) return false;
  move(1);
  return wanted == Wanted::tangent ? ++report.assemblies, stiffen(trial, to) : assemble(trial, to, Wanted::stress);
}

StepReport Equilibrium::Work::step(const Drive& to, core::Seconds dt, double most_error) {
  StepReport report;
  begin(dt);
  past.look_at(drive, to, dt.count());
  const int made = solver.setups();
  bool fresh = options.fresh;  // is the stiffness that of the present displacements?
  VectorXd foretold;
  if (!predict(to, dt.count(), fresh ? Wanted::tangent : Wanted::stress, foretold, report)) return report;
  const auto measure = [&] {
    report.residual = residual.norm() / options.reference_force;
    if (report.residual <= options.tolerance && part_uneven(trial)) {  // the step ends in balance all the same
      assemble(trial, to, Wanted::stress);
      report.residual = residual.norm() / options.reference_force;
    }
    report.history.push_back(report.residual);
    return report.residual;
  };
  double norm = measure();
  bool renew = !stiffness_known || options.stale_ratio <= 0;
  bool careful = false;
  while (norm > options.tolerance && report.iterations < options.max_iterations) {
    if (!std::isfinite(norm)) return report;
    if (renew && !fresh) {
      if (!stiffen(trial, to)) return report;
      ++report.assemblies;
      fresh = true;
    }
    before = trial;
    // The last correction need not be better than what is asked for.
    const double enough = std::clamp(0.3 * options.tolerance / norm, options.linear_tolerance, coarsest_solve);
    const math::LinearReport linear = solver.solve(K, residual, correction, enough, volumes);
    report.linear_iterations += linear.iterations;
    report.setups = solver.setups() - made;
    const bool moved = linear.converged && search(to);
    ++report.iterations;
    if (!moved) {
      if (fresh || !linear.converged) return report;
      // An old stiffness pointed the wrong way: back, and on with the present one until the step is done.
      trial = before;
      if (!assemble(trial, to, Wanted::stress)) return report;
      renew = careful = true;
      continue;
    }
    const double last = norm;
    norm = measure();
    fresh = false;
    renew = careful || norm > options.stale_ratio * last;
  }
  if (!(norm <= options.tolerance)) return report;
  if (past.known()) report.local_error = (trial - foretold).lpNorm<Eigen::Infinity>();
  if (most_error > 0 && report.local_error > most_error) {
    report.too_long = true;
    return report;
  }
  report.converged = true;
  accept(to, dt);
  return report;
}

void Equilibrium::Work::accept(const Drive& to, core::Seconds dt) {
  const Energies e = remember(trial);
  VectorXd force = external;
  for (std::size_t n = 0; n < problem.mesh.n_nodes(); ++n)
    for (int i = 0; i < 3; ++i)
      if (assembly.is_supported(static_cast<mesh::NodeIndex>(n), i)) {
        const auto at = static_cast<Eigen::Index>(3 * n) + i;
        force[at] = internal[at];
      }
  balance.work += 0.5 * (outer + force).dot(trial - u);
  outer = force;
  balance.stored = e.stored;
  balance.dissipated += e.dissipated;
  past.add(trial - u, dt.count());
  u = trial;
  drive = to;
  seconds += dt.count();
}

Equilibrium::Equilibrium(Problem problem, const EquilibriumOptions& options)
    : work_(std::make_unique<Work>(std::move(problem), options)) {}
Equilibrium::~Equilibrium() = default;
Equilibrium::Equilibrium(Equilibrium&&) noexcept = default;
Equilibrium& Equilibrium::operator=(Equilibrium&&) noexcept = default;

StepReport Equilibrium::step(const Drive& drive, core::Seconds dt) {
  return work_->step(drive, dt, 0);
}

std::vector<StepReport> Equilibrium::advance(const Drive& to, core::Seconds dt, const Pace& pace,
                                             const std::function<void()>& after_step) {
  std::vector<StepReport> reports;
  const Drive from = work_->drive;
  const double all = dt.count();
  double done = 0, size = pace.first.count() > 0 ? std::min(pace.first.count(), all) : all;
  constexpr double finest = 1.0 / 4096;
  while (done < all) {
    const double left = all - done;
    const bool last = size >= left * (1 - 1e-9);
    if (last)
      size = left;
    else if (2 * size > left)
      size = left / 2;  // two equal steps rather than a long and a short one
    const Drive target = last ? to : from.between(to, (done + size) / all);
    // A little more than wished is taken as it comes; the next step is shorter.
    reports.push_back(work_->step(target, core::Seconds(size), 3 * pace.tolerance));
    const StepReport& r = reports.back();
    if (!r.converged && size <= all * finest)
      throw core::SolverError(fmt::format(
          "no equilibrium at {:.4g} s: suction {:.4g} kPa, travel {:.4g}, step {:.3g} s, forces out of "
          "balance {:.3g} of the load, most at {}",
          work_->seconds, target.suction, target.travel, size, fmt::join(r.history, " "), work_->worst_place()));
    const double wish = r.local_error > 0 && pace.tolerance > 0
                            ? 0.9 * std::pow(pace.tolerance / r.local_error, 1.0 / work_->past.order())
                            : (pace.tolerance > 0 ? pace.growth : 2.0);
    if (r.converged) {
      done = last ? all : done + size;
      if (after_step) after_step();
      size *= std::clamp(wish, 0.3, pace.growth);
    } else {
      size *= r.too_long ? std::clamp(wish, 0.2, 0.7) : 0.5;
    }
  }
  return reports;
}

core::Seconds Equilibrium::time() const {
  return core::Seconds(work_->seconds);
}
const Drive& Equilibrium::drive() const {
  return work_->drive;
}
const mesh::HexMesh& Equilibrium::mesh() const {
  return work_->problem.mesh;
}
math::Vec3 Equilibrium::displacement(mesh::NodeIndex node) const {
  return work_->u.segment<3>(3 * node);
}

void Equilibrium::set_displacement(const std::vector<math::Vec3>& u) {
  core::expect(u.size() == work_->problem.mesh.n_nodes(), "one displacement per node");
  for (std::size_t n = 0; n < u.size(); ++n) work_->u.segment<3>(static_cast<Eigen::Index>(3 * n)) = u[n];
  work_->past.forget();
}

double Equilibrium::imbalance() {
  work_->begin(core::Seconds(0));
  if (!work_->assemble(work_->u, work_->drive, Wanted::stress)) return INFINITY;
  return work_->residual.lpNorm<Eigen::Infinity>();
}

math::Vec3 Equilibrium::reaction(mesh::NodeIndex node) const {
  const Work& w = *work_;
  math::Vec3 force = math::Vec3::Zero();
  for (int i = 0; i < 3; ++i)
    if (!w.problem.fixed.empty() && (w.problem.fixed[static_cast<std::size_t>(node)] >> i & 1))
      force[i] = w.outer[3 * node + i] - w.external[3 * node + i];
  return force;
}

math::Vec3 Equilibrium::ball_force() const {
  return work_->loads.ball_force(work_->u, work_->drive);
}

std::array<math::Mat3, n_points> Equilibrium::stress(std::size_t e) const {
  Work& w = *work_;
  const MaterialStep still(w.material(e), core::Seconds(0));
  return cauchy_stress(w.geometry[e], w.nodal(w.u, e), still, w.memory_of(e), w.options.formulation, w.fibres[e]);
}

EnergyBalance Equilibrium::energies() const {
  if (work_->options.account == Account::none) return {};
  EnergyBalance b = work_->balance;
  b.stored -= work_->stored_at_rest;
  return b;
}
std::size_t Equilibrium::unknowns() const {
  return work_->assembly.n_free();
}
std::size_t Equilibrium::bytes() const {
  const Work& w = *work_;
  return w.K.value.size() * sizeof(double) + w.K.column.size() * sizeof(std::int32_t) +
         w.volumes.size() * sizeof(math::VolumeTerm) + w.solver.bytes() + w.geometry.size() * sizeof(ElementGeometry) +
         w.memory.size() * sizeof(double) + w.answers.size() * sizeof(FibreAnswer) + w.assembly.bytes();
}

}  // namespace hari::mechanics
