// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/mesh/hex_mesh.hpp"

namespace hari::mechanics {

/// Nodal forces of the suction on one face and their derivative by the displacements.
struct FaceLoad {
  Eigen::Matrix<double, 12, 1> force;       ///< [mN]
  Eigen::Matrix<double, 12, 12> stiffness;  ///< [mN/mm], symmetric
};

/// @brief Suction [kPa] pulling along the outward normal of aperture face `f`, displaced by `u` (three rows per node).
///
/// The load derives from pressure times swept volume as long as the rim stays in planes through the apex's axis or the
/// surface, which supports ensure; the derivative is then symmetric on every admissible motion and is symmetrised here.
FaceLoad suction_load(const mesh::HexMesh& mesh, std::size_t f, const Eigen::VectorXd& u, double suction);

}  // namespace hari::mechanics
