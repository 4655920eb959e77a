// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "hari/math/block_solver.hpp"
#include "hari/mechanics/hex_element.hpp"
#include "hari/mechanics/problem.hpp"

namespace hari::mechanics {

/// What one try at a time step took.
struct StepReport {
  bool converged = false;
  int iterations = 0;           ///< corrections of the displacement
  int assemblies = 0;           ///< stiffness matrices made
  int linear_iterations = 0;    ///< of the linear solver
  int setups = 0;               ///< preconditioners made
  double residual = 0;          ///< norm of the forces out of balance over the reference force [-]
  double local_error = 0;       ///< largest difference between the step and its extrapolation [mm]; 0: none was made
  bool too_long = false;        ///< it was refused for its local error
  std::vector<double> history;  ///< the residual, before each correction and at the end
};

struct EquilibriumOptions {
  Formulation formulation = Formulation::mean_dilatation;
  double reference_force = 1;      ///< what forces out of balance are compared with [mN]
  double tolerance = 1e-6;         ///< of the residual [-]
  double linear_tolerance = 1e-2;  ///< of each linear solve, relative [-]
  double stale_ratio = 0.15;  ///< a correction that leaves a larger share of the residual asks for a new stiffness; 0:
                              ///< always
  int max_iterations = 40;
  bool fresh = false;      ///< every step begins with the stiffness of its first guess
  double even_strain = 0;  ///< fibres of an element are asked at its mean strain (FibrePoints) until the strain of
                           ///< a point differs by more; 0: never [-]
  double near_strain = 0;  ///< within a step fibres are asked again (FibreAnswer) where strain has moved by more; 0:
                           ///< always [-]
  Account account = Account::energies;  ///< without it `energies` tells nothing, and steps are faster
  math::BlockSolverOptions solver{};
};

/// @brief How large time steps may be while a drive changes linearly.
struct Pace {
  core::Seconds first{0};  ///< the first step; 0: the whole
  double tolerance = 0;    ///< of StepReport::local_error [mm]; 0: steps only shrink when one does not converge
  double growth = 2;       ///< most that one step may exceed the last
};

/// Energies of the whole mesh since it was made [uJ].
struct EnergyBalance {
  double work = 0;    ///< done on the skin by suction, weight, ball and prescribed motion
  double stored = 0;  ///< free energy now, less that of the rested skin
  double dissipated = 0;
};

/// @brief Finite-strain equilibrium of one problem, one time step after another. Starts rested, at zero displacement.
class Equilibrium {
 public:
  /// @throws ModelError as Problem::check
  Equilibrium(Problem problem, const EquilibriumOptions& options);
  ~Equilibrium();
  Equilibrium(Equilibrium&&) noexcept;
  Equilibrium& operator=(Equilibrium&&) noexcept;

  /// @brief One implicit step to `drive`. If it does not converge nothing has changed.
  StepReport step(const Drive& drive, core::Seconds dt);
  /// @brief To `drive` over `dt`, linear in time, in as many steps as its `pace` and refusals ask for.
  /// @param after_step  called after each step that was taken
  /// @return every step, refused ones included
  /// @throws SolverError with time, step and residual history if steps of dt/4096 are still refused
  std::vector<StepReport> advance(const Drive& drive, core::Seconds dt, const Pace& pace = {},
                                  const std::function<void()>& after_step = {});

  core::Seconds time() const;
  const Drive& drive() const;  ///< at the end of the last step
  const mesh::HexMesh& mesh() const;
  /// Of one node, now [mm].
  math::Vec3 displacement(mesh::NodeIndex node) const;
  /// Sets every displacement [mm]: prescribed values of fixed directions, start values of the others.
  void set_displacement(const std::vector<math::Vec3>& u);
  /// Largest force out of balance on a free direction, at the present displacements, drive and memory [mN].
  double imbalance();
  /// Force by which supports hold a node, after the last step: zero in free directions [mN].
  math::Vec3 reaction(mesh::NodeIndex node) const;
  /// Force of the ball on the skin [mN].
  math::Vec3 ball_force() const;
  /// Cauchy stress at the points of an element, at the end of the last step [kPa].
  std::array<math::Mat3, n_points> stress(std::size_t element) const;
  EnergyBalance energies() const;
  std::size_t unknowns() const;
  std::size_t bytes() const;  ///< of stiffness, preconditioner, geometry and memory

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace hari::mechanics
