// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/volume_stiffness.hpp"

namespace hari::mechanics {

math::VolumeTerm volume_stiffness(const ElementVolume& volume, const MatrixLaw& law) {
  // Less is left: fewer steps of the multigrid alone, but flexibilities of volumes in stiff fibres are then far off.
  constexpr double bulk_left = 10;  // over the shear modulus [-]
  math::VolumeTerm term;
  if (law.form != MatrixForm::split) return term;
  const double J = volume.present / volume.rest;
  const double bulk = 0.5 * law.bulk * (1 + 1 / (J * J));  // second derivative of the energy per volume at rest
  const double left = bulk_left * law.shear;
  if (!(bulk > left)) return term;
  for (std::size_t i = 0; i < 24; ++i)
    term.gradient[i] = static_cast<float>(volume.gradient[static_cast<Eigen::Index>(i)]);
  term.stiffness = (bulk - left) / volume.rest;
  term.flexibility = volume.rest / (left + 4.0 / 3 * law.shear);
  return term;
}

}  // namespace hari::mechanics
