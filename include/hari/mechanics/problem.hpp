// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "hari/mechanics/layer_material.hpp"
#include "hari/mesh/hex_mesh.hpp"

namespace hari::mechanics {

/// What acts on the skin at one moment; between two moments it changes linearly in time.
struct Drive {
  double suction = 0;                      ///< on the faces of the aperture, outward, follows the surface [kPa]
  math::Vec3 weight = math::Vec3::Zero();  ///< body force per volume of the unloaded skin [mN/mm3]
  double travel = 0;                       ///< multiplies the prescribed displacements and the indenter's way [-]

  Drive between(const Drive& to, double share) const {
    return {suction + share * (to.suction - suction), weight + share * (to.weight - weight),
            travel + share * (to.travel - travel)};
  }
};

/// Fixed directions of every node: bit 0, 1, 2 for x, y, z.
using Supports = std::vector<std::uint8_t>;

/// @brief A rigid, frictionless ball that is pressed into nodes of the surface; a node inside it is pushed out along
/// the ball's normal by `penalty` times its area times its depth.
struct Ball {
  math::Vec3 centre = math::Vec3::Zero();  ///< at Drive::travel 0 [mm]
  math::Vec3 way = math::Vec3::Zero();     ///< of the centre per unit of Drive::travel [mm]
  double radius = 1;                       ///< [mm]
  double penalty = 1e3;                    ///< [kPa/mm]
  std::vector<mesh::NodeIndex> node;       ///< that may touch it
  std::vector<double> area;                ///< of the surface that each of them stands for [mm2]
};

/// @brief One boundary-value problem: skin on a mesh, how it is held and what may act on it.
struct Problem {
  mesh::HexMesh mesh{};
  std::vector<LayerMaterial> material{};
  std::vector<std::uint16_t> material_of{};  ///< row of `material`, per element
  std::vector<math::Mat3> growth{};          ///< F_g per element [-]; empty: none
  Supports fixed{};                          ///< per node; empty: nothing is held
  std::vector<math::Vec3> prescribed{};  ///< displacement at Drive::travel 1 [mm] per node, of its fixed directions; of
                                         ///< a node with a partner: of the difference to the partner's; empty: zero
  std::vector<mesh::NodeIndex>
      partner{};                     ///< per node: the one whose motion it shares, itself if free; empty: all free
  std::vector<math::Vec3> spring{};  ///< to the ground, per node and direction [mN/mm]; empty: none
  std::optional<Ball> ball{};

  /// @throws ModelError naming what disagrees: sizes, indices, elements turned inside out, partners of partners,
  /// negative springs, a material's law
  void check() const;
};

/// How the skin is held under the probe's face.
enum class Contact {
  frictionless,  ///< no lift, free in plane
  bonded         ///< no motion at all
};

/// @brief Bottom fixed, sides on rollers, the surface under the probe held as `contact` says.
Supports suction_supports(const mesh::HexMesh& mesh, Contact contact);

/// @brief Skin under a suction probe: `material` in the order of mesh::Layer (absent layers may be left out at the
/// end).
Problem suction_problem(mesh::HexMesh mesh, std::vector<LayerMaterial> material, Contact contact);

/// Materials in the order of mesh::Layer, one per element by the mesh's region.
std::vector<std::uint16_t> material_by_region(const mesh::HexMesh& mesh);

/// @brief Couples opposite sides of a box-shaped mesh: every node on the far x (y) side shares the motion of the node
/// across. @throws ModelError if the sides do not match node by node
std::vector<mesh::NodeIndex> periodic_sides(const mesh::HexMesh& mesh, bool in_x, bool in_y);

/// @brief Elastic bed under the bottom faces: springs of `stiffness` [kPa/mm] per direction, shared among nodes by
/// area.
std::vector<math::Vec3> elastic_bed(const mesh::HexMesh& mesh, const math::Vec3& stiffness);

/// Area of the mesh's upper (`up`) or lower surface that belongs to each node, zero elsewhere [mm2].
std::vector<double> surface_area(const mesh::HexMesh& mesh, bool up);

}  // namespace hari::mechanics
