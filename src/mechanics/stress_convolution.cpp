// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/stress_convolution.hpp"

#include <cmath>
#include <limits>

#include "hari/mechanics/matrix_law.hpp"
#include "strain.hpp"

namespace hari::mechanics {
namespace {

using math::Vec6;

Vec6 elastic_stress(const StressConvolution& law, const Strain& s, double log_J) {
  Vec6 S = (law.bulk * log_J - law.shear) * s.inverse6;
  S.head<3>().array() += law.shear;
  return S;
}

double elastic_energy(const StressConvolution& law, const math::Mat3& C, double log_J) {
  return 0.5 * law.shear * (C.trace() - 3) - law.shear * log_J + 0.5 * law.bulk * log_J * log_J;
}

}  // namespace

StressConvolution::StressConvolution(const MatrixLaw& m, core::Seconds dt) : shear(m.shear), bulk(m.bulk) {
  for (std::size_t i = 0; i < n_branches; ++i) {
    const double x = dt.count() / m.time[i];
    decay[i] = std::exp(-x);
    gain[i] = m.share[i] * (x > 0 ? -std::expm1(-x) / x : 1.0);
    instantaneous += gain[i] - m.share[i];
    relaxes = relaxes || m.share[i] > 0;
  }
}

std::size_t StressConvolution::memory_size(const MatrixLaw& m) {
  for (double g : m.share)
    if (g > 0) return 6 * (1 + n_branches);
  return 0;
}

void StressConvolution::add(const math::Mat3& C, double p0, std::span<const double> memory, Wanted wanted,
                            Response& out) const {
  const Strain s(C);
  const double log_J = 0.5 * std::log(s.det), w = instantaneous, p = p0 * std::sqrt(s.det);
  out.stress += w * elastic_stress(*this, s, log_J) + p * s.inverse6;
  // Stress at the end of the step if nothing moved in it, less its share of the elastic one: constant in the step.
  Vec6 past = Vec6::Zero();
  if (relaxes)
    for (std::size_t i = 0; i < n_branches; ++i)
      past += decay[i] * Eigen::Map<const Vec6>(&memory[6 * (1 + i)]) - gain[i] * Eigen::Map<const Vec6>(memory.data());
  out.stress += past;
  if (wanted == Wanted::stress) return;
  add_tangent(s, 0, Vec6::Zero(), w * bulk + p, 2 * w * (shear - bulk * log_J) - 2 * p, out.tangent);
  if (wanted == Wanted::energy)
    out.energy +=
        w * elastic_energy(*this, C, log_J) + p - p0 + 0.5 * (contract(past, components(C)) - past.head<3>().sum());
}

Energies StressConvolution::remember(const math::Mat3& C, double p0, std::span<double> memory) const {
  const Strain s(C);
  const double log_J = 0.5 * std::log(s.det);
  if (!relaxes) return {.stored = elastic_energy(*this, C, log_J) + p0 * (std::sqrt(s.det) - 1)};
  const Vec6 now = elastic_stress(*this, s, log_J);
  Eigen::Map<Vec6> elastic(memory.data());
  for (std::size_t i = 0; i < n_branches; ++i) {
    Eigen::Map<Vec6> branch(&memory[6 * (1 + i)]);
    branch = decay[i] * branch + gain[i] * (now - elastic);
  }
  elastic = now;
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return {unknown, unknown};
}

}  // namespace hari::mechanics
