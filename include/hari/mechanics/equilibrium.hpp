// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "hari/mechanics/hex_element.hpp"
#include "hari/mesh/hex_mesh.hpp"

namespace hari::mechanics {

/// What one try at a time step took.
struct StepReport {
  bool converged = false;
  int iterations = 0;         ///< corrections of the displacement
  int assemblies = 0;         ///< stiffness matrices made
  int linear_iterations = 0;  ///< of conjugate gradients
  int factorisations = 0;
  double residual = 0;          ///< norm of the forces out of balance over the reference force [-]
  std::vector<double> history;  ///< that, before each correction and at the end
};

/// How the skin is held under the probe's face.
enum class Contact {
  frictionless,  ///< no lift, free in plane
  bonded         ///< no motion at all
};

struct EquilibriumOptions {
  Formulation formulation = Formulation::mean_dilatation;
  double reference_force = 1;      ///< what forces out of balance are compared with [mN]
  double tolerance = 1e-6;         ///< of the residual [-]
  double linear_tolerance = 1e-2;  ///< of each linear solve, relative [-]
  double stale_ratio =
      0.15;  ///< a correction that leaves a larger share of the residual asks for a new stiffness; 0: always
  int max_iterations = 40;
};

/// Fixed directions of every node: bit 0, 1, 2 for x, y, z.
using Supports = std::vector<std::uint8_t>;

/// @brief Bottom fixed, sides on rollers, the surface under the probe held as `contact` says.
Supports suction_supports(const mesh::HexMesh& mesh, Contact contact);

/// @brief Finite-strain equilibrium of a mesh under pressure that follows the deformed aperture, one time step after
/// another. Starts rested, at zero displacement.
class Equilibrium {
 public:
  /// @param fixed  as Supports, one row per node
  Equilibrium(mesh::HexMesh mesh, LayerMaterials material, Supports fixed, EquilibriumOptions options);
  ~Equilibrium();
  Equilibrium(Equilibrium&&) noexcept;
  Equilibrium& operator=(Equilibrium&&) noexcept;

  /// @brief One implicit step to `suction` [kPa], outward positive. If it does not converge nothing has changed.
  StepReport step(double suction, core::Seconds dt);
  /// @brief The same, halved as often as needed with the suction linear in time.
  /// @return the steps that were taken, refused ones included
  /// @throws SolverError with time, step and residual history if steps of dt/64 are still refused
  std::vector<StepReport> advance(double suction, core::Seconds dt);

  core::Seconds time() const;
  double suction() const;  ///< at the end of the last step [kPa]
  /// Of one node, now [mm].
  math::Vec3 displacement(mesh::NodeIndex node) const;
  /// Sets every displacement [mm]: prescribed values of fixed directions, start values of the others.
  void set_displacement(const std::vector<math::Vec3>& u);
  /// Largest force out of balance on a free direction, at the present displacements, suction and memory [mN].
  double imbalance();
  /// Cauchy stress at the points of an element, at the end of the last step [kPa].
  std::array<math::Mat3, n_points> stress(std::size_t element) const;
  std::size_t unknowns() const;
  std::size_t factor_entries() const;  ///< numbers kept in the factor of the linear solver

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace hari::mechanics
