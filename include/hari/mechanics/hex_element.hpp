// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "hari/mechanics/fibre_answer.hpp"
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

/// @brief Where an element asks what its fibres answer, which takes longer than all else.
///
/// `mean` asks at the mean of its points' Green strains and goes from there to the points along the tangent; the
/// element's fibres have one memory, that of its first point. What is lost goes with the square of how much strains
/// differ within the element.
enum class FibrePoints { each, mean };

/// What the fibres of an element's points answered in this step, those of the mean strain in the first; empty if every
/// answer is asked for afresh.
struct KeptAnswers {
  std::span<FibreAnswer> of_point;
  double near = 0;  ///< how far strain may move before they are asked again [-]
};

/// What an element at rest looks like. Gradients are made afresh where they are needed: that takes less time than to
/// fetch them from memory.
struct ElementGeometry {
  Nodal corner;        ///< of the grown, stress-free element [mm]
  math::Mat3 ungrown;  ///< inverse of the growth: the elastic part of F is F times this

  /// @param growth  F_g of the element [-]: all volumes, and with them energies, are those of the grown state
  explicit ElementGeometry(const Nodal& corners, const math::Mat3& growth = math::Mat3::Identity());
};

/// @brief Stiffness of an element [mN/mm], symmetric: the 3 x 3 blocks of all pairs of nodes a <= b. That of b, a is
/// the transpose.
struct ElementStiffness {
  static constexpr std::size_t n_pairs = 36;
  std::array<double, 9 * n_pairs> value;  ///< nine per pair, row after row

  static constexpr std::size_t pair(std::size_t a, std::size_t b) { return b * (b + 1) / 2 + a; }
  /// Nine numbers of the pair a <= b: derivative of the force on a by the displacement of b.
  const double* block(std::size_t a, std::size_t b) const { return &value[9 * pair(a, b)]; }
  operator Mat24() const;
};
/// Change of force [mN] by a small displacement [mm].
Vec24 operator*(const ElementStiffness& k, const Vec24& u);

/// Volume of an element, and how its nodes move it.
struct ElementVolume {
  double rest = 0, present = 0;    ///< [mm3]
  Vec24 gradient = Vec24::Zero();  ///< of the present volume by displacements; zero if volume is not averaged [mm2]
};

/// Energy [uJ] (zero unless wanted), its derivative by the displacements [mN] (x y z of one node after another), and
/// the second (untouched unless wanted, as is the volume).
struct ElementResponse {
  double energy = 0;
  Vec24 force;
  ElementStiffness stiffness;
  ElementVolume volume;
};

/// @brief Response of one element to displacements u [mm].
///
/// Energy = sum of V W(F~) with F~ = (Jbar/J)^(1/3) F and Jbar = deformed over reference volume of the element (three
/// fields condensed: Simo, Taylor, Pister 1985); force and stiffness are its exact derivatives, so the latter is
/// symmetric (with FibrePoints::mean the stiffness leaves out how the tangent changes with the mean strain).
/// @return false if the element is turned inside out at a point: `out` is then meaningless
/// @param memory  of the eight points one after another, as LayerMaterial::rest lays it out
bool respond(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
             std::span<const double> memory, Formulation formulation, Wanted wanted, ElementResponse& out,
             FibrePoints fibres = FibrePoints::each, KeptAnswers kept = {});

/// @brief Moves the memory of the element's points to the end of the step that ended at u.
/// @return energies of the whole element [uJ], meaningless without `account`
Energies remember(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
                  Formulation formulation, std::span<double> memory, Account account = Account::energies,
                  FibrePoints fibres = FibrePoints::each);

/// Largest component by which the Green strain of a point differs from the mean of all [-].
double strain_spread(const ElementGeometry& geometry, const Nodal& u, Formulation formulation);
/// Gives all points the memory that the element's fibres had in common.
void part_fibres(const MaterialStep& material, std::span<double> memory);

/// @brief Cauchy stress at each point [kPa], as the equilibrium sees it.
std::array<math::Mat3, n_points> cauchy_stress(const ElementGeometry& geometry, const Nodal& u,
                                               const MaterialStep& material, std::span<const double> memory,
                                               Formulation formulation, FibrePoints fibres = FibrePoints::each);

}  // namespace hari::mechanics
