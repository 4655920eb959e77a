// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <span>

#include "hari/mechanics/fibre_fan.hpp"
#include "hari/mechanics/matrix_law.hpp"
#include "hari/mesh/layer.hpp"

namespace hari::mechanics {

/// @brief What one layer is made of. The reference is the living, stretched state; stress there is `resting_stress`.
struct LayerMaterial {
  MatrixLaw matrix;
  FibreFan fibres;
  double traction = 0;  ///< in-plane second Piola-Kirchhoff stress of the cells, constant during a reading [kPa]
  double swelling = 0;  ///< p0 of the energy p0 (J - 1) that balances the fibres across the layer at rest [kPa]

  /// @brief Sets `swelling` so that the rested, undeformed layer carries no stress across its thickness.
  void balance();
  /// Numbers that one quadrature point remembers: those of the matrix, then those of the fibres.
  std::size_t memory_size() const;
  /// Writes the memory of a rested, undeformed point.
  void rest(std::span<double> memory) const;
};

using LayerMaterials = std::array<LayerMaterial, mesh::n_layers>;

/// In-plane Cauchy stress of a rested, undeformed layer: an outcome of its constituents [kPa].
struct RestingStress {
  double along = 0;    ///< x, the lines of skin tension
  double across = 0;   ///< y
  double through = 0;  ///< z: zero after `balance`
};
RestingStress resting_stress(const LayerMaterial& material);

/// @brief A material over one time step. Keeps a reference to the material.
class MaterialStep {
 public:
  MaterialStep(const LayerMaterial& material, core::Seconds dt);

  /// Response at right Cauchy-Green tensor C of a point with that memory.
  void respond(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const {
    respond_without_fibres(C, memory, wanted, out);
    add_fibres(C, memory, wanted, out);
  }
  void respond_without_fibres(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const;
  void add_fibres(const math::Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const;
  bool has_fibres() const { return material_->fibres.size() > 0; }
  /// Numbers of a point's memory that are not the fibres', which follow.
  std::size_t before_fibres() const { return matrix_memory_; }

  /// Moves `memory` to the end of the step that ended at C. Traction and swelling count as stored. Energies mean
  /// nothing without `account`.
  Energies remember(const math::Mat3& C, std::span<double> memory, Account account = Account::energies) const {
    Energies all = remember_without_fibres(C, memory);
    return all += remember_fibres(C, memory, account);
  }
  Energies remember_without_fibres(const math::Mat3& C, std::span<double> memory) const;
  Energies remember_fibres(const math::Mat3& C, std::span<double> memory, Account account) const;
  /// Free energy of the fibres at C [kPa].
  double fibre_energy(const math::Mat3& C, std::span<const double> memory) const;

 private:
  const LayerMaterial* material_;
  MatrixStep matrix_;
  FanStep fibres_;
  std::size_t matrix_memory_;  ///< numbers; those of the fibres follow
};

}  // namespace hari::mechanics
