// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/volume_stiffness.hpp"

namespace hari::mechanics {

math::VolumeTerm volume_stiffness(const ElementVolume& volume, const LayerMaterial& material) {
  // Bulk modulus that is left over the shear modulus [-]: Poisson's ratios of 0.40 and 0.45. Next to fibres much
  // stiffer than the matrix, less would leave the flexibility below far from the truth.
  constexpr double alone = 5, with_fibres = 10;
  const MatrixLaw& law = material.matrix;
  math::VolumeTerm term;
  if (law.form != MatrixForm::split) return term;
  const double J = volume.present / volume.rest;
  const double bulk = 0.5 * law.bulk * (1 + 1 / (J * J));  // second derivative of the energy per volume at rest
  const double left = (material.fibres.size() > 0 ? with_fibres : alone) * law.shear;
  if (!(bulk > left)) return term;
  for (std::size_t i = 0; i < 24; ++i)
    term.gradient[i] = static_cast<float>(volume.gradient[static_cast<Eigen::Index>(i)]);
  term.stiffness = (bulk - left) / volume.rest;
  term.flexibility = volume.rest / (left + 4.0 / 3 * law.shear);
  return term;
}

}  // namespace hari::mechanics
