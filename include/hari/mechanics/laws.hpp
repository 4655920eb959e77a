// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/mechanics/fibre_law.hpp"
#include "hari/mechanics/ground_substance.hpp"
#include "hari/mechanics/layer_material.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::mechanics {

/// What every suction instrument has and no protocol states.
struct Instrument {
  core::Seconds vacuum_ramp{0};  ///< that the pressure takes to come and to go
  double face_ratio = 0;         ///< outer radius of the probe's face over that of the aperture [-]
};

/// @brief Every number of mechanics, read once. None of them knows the subject's age. Parameters: data/mechanics.toml.
struct Laws {
  FibreLaw fibres;
  std::array<MatrixLaw, mesh::n_layers> matrix;  ///< of young tissue, without friction
  GroundSubstance ground_substance;
  double traction_dipole;  ///< force times length of one fully spread fibroblast [uJ]
  Instrument instrument;

  /// @throws ModelError if a parameter is missing, of another dimension, or a law makes no sense with it
  static Laws from(const core::ParameterSet& parameters);
};

/// @brief Even skin as a probe meets it: each layer the average of all that lies in it.
struct Skin {
  LayerMaterials material;                       ///< in balance across each layer
  std::array<double, mesh::n_layers> thickness;  ///< now [mm], 0: layer absent
};

/// @brief Layers of the tissue, thickened by their growth.
/// @param window  of the block that is averaged; left out: all of it
/// @throws ModelError as GroundSubstance::makeup
Skin average_skin(const tissue::Tissue& tissue, const Laws& laws);
Skin average_skin(const tissue::Tissue& tissue, const Laws& laws, const mesh::Window& window);

/// @brief One skin per window, each the average of what lies in it: fibres count by segment, so that a long one is
/// shared.
std::vector<Skin> average_skins(const tissue::Tissue& tissue, const Laws& laws, const mesh::Windows& windows);

/// @brief Tension of the skin at rest, an outcome of fibres, cells and water: per Layer, zero where absent.
std::array<RestingStress, mesh::n_layers> resting_tension(const Skin& skin);

/// @brief Mean of both in-plane directions over the dermis, weighted by thickness [kPa].
double dermal_tension(const Skin& skin);

}  // namespace hari::mechanics
