// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "hari/mechanics/layer_material.hpp"

namespace hari::mechanics {

using Nodal = Eigen::Matrix<double, 3, 8>;  ///< a vector per node of an element, one column each
using Vec24 = Eigen::Matrix<double, 24, 1>;
using Mat24 = Eigen::Matrix<double, 24, 24>;

enum class Formulation {
  mean_dilatation,  ///< volume change averaged over the element: does not lock near incompressibility
  displacement      ///< the plain trilinear element, for comparison
};

inline constexpr std::size_t n_points = 8;

/// What an element's reference shape gives its 2 x 2 x 2 Gauss points.
struct ElementGeometry {
  std::array<Nodal, n_points> gradient;   ///< of the shape functions [1/mm]
  std::array<double, n_points> volume{};  ///< that the point stands for [mm3]

  math::Mat3 ungrown = math::Mat3::Identity();  ///< inverse of the growth: the elastic part of F is F times this

  /// @param growth  F_g of the element [-]: gradients and volumes are those of the grown, stress-free state
  explicit ElementGeometry(const Nodal& corners, const math::Mat3& growth = math::Mat3::Identity());
};

/// Energy [uJ] (if wanted), its derivative by the displacements [mN] (x y z of one node after another), and the second
/// [mN/mm].
struct ElementResponse {
  double energy = 0;
  Vec24 force;
  Mat24 stiffness;
};

/// @brief Response of one element to displacements u [mm].
///
/// Energy = sum of V W(F~) with F~ = (Jbar/J)^(1/3) F and Jbar = deformed over reference volume of the element (three
/// fields condensed: Simo, Taylor, Pister 1985); force and stiffness are its exact derivatives, so the latter is
/// symmetric.
/// @return false if the element is turned inside out at a point: `out` is then meaningless
/// @param memory  of the eight points one after another, as LayerMaterial::rest lays it out
bool respond(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
             std::span<const double> memory, Formulation formulation, Wanted wanted, ElementResponse& out);

/// @brief Moves the memory of the element's points to the end of the step that ended at u.
/// @return energies of the whole element [uJ]
Energies remember(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
                  Formulation formulation, std::span<double> memory);

/// @brief Cauchy stress at each point [kPa], as the equilibrium sees it.
std::array<math::Mat3, n_points> cauchy_stress(const ElementGeometry& geometry, const Nodal& u,
                                               const MaterialStep& material, std::span<const double> memory,
                                               Formulation formulation);

}  // namespace hari::mechanics
