// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/transient_network.hpp"

#include <algorithm>
#include <cmath>

#include "hari/mechanics/matrix_law.hpp"
#include "strain.hpp"

namespace hari::mechanics {
namespace {

using math::Vec6;
using Map = Eigen::Map<Vec6>;
using ConstMap = Eigen::Map<const Vec6>;

constexpr std::size_t web_size = 6 * (1 + n_branches);

bool relaxing(const MatrixLaw& m) {
  return std::any_of(m.share.begin(), m.share.end(), [](double g) { return g > 0; });
}

/// Inverse of a symmetric tensor of determinant 1.
Vec6 unimodular_inverse(const Vec6& U) {
  return (Vec6() << U[1] * U[2] - U[4] * U[4], U[0] * U[2] - U[5] * U[5], U[0] * U[1] - U[3] * U[3],
          U[5] * U[4] - U[3] * U[2], U[3] * U[5] - U[0] * U[4], U[3] * U[4] - U[5] * U[1])
      .finished();
}

double volumetric_energy(double bulk, double p0, double J) {
  return 0.25 * bulk * (J * J - 1 - 2 * std::log(J)) + p0 * (J - 1);
}

}  // namespace

TransientNetwork::TransientNetwork(const MatrixLaw& m, core::Seconds dt)
    : bulk(m.bulk), lasting(m.shear + m.gel.stiffening()), relaxes(relaxing(m)) {
  for (std::size_t i = 0; i < n_branches; ++i) {
    const double x = dt.count() / m.time[i];
    Branch& b = branch[i];
    b.shear = m.shear * m.share[i];
    lasting -= b.shear;
    b.decay = std::exp(-x);
    if (!(x > 0)) continue;
    const double mean_decay = -std::expm1(-x) / x;
    b.before = mean_decay - b.decay;
    b.now = 1 - mean_decay;
    // Heat is the integral of psi/tau; power is taken as constant, which is exact for a held strain, second order else,
    // and never negative.
    b.heat_old = 1 - b.decay / mean_decay;
    b.heat_new = 1 / mean_decay - 1;
  }
  if (m.friction.acts()) friction = FrictionStep(m.friction, dt);
}

std::size_t TransientNetwork::memory_size(const MatrixLaw& m) {
  return (relaxing(m) ? web_size : 0) + (m.friction.acts() ? 6 : 0);
}

void TransientNetwork::rest(const MatrixLaw& m, std::span<double> memory) {
  for (std::size_t row = 0; row < memory_size(m); row += 6) Map(&memory[row]) << 1, 1, 1, 0, 0, 0;
}

void TransientNetwork::add(const math::Mat3& C, double p0, std::span<const double> memory, Wanted wanted,
                           Response& out) const {
  const Strain s(C);
  const Vec6 C6 = components(C);
  const double J = std::sqrt(s.det), iso = 1 / std::cbrt(s.det);
  Vec6 M;
  M << lasting, lasting, lasting, 0, 0, 0;
  double at_rest = lasting;
  if (relaxes)
    for (std::size_t i = 0; i < n_branches; ++i) {
      const Branch& b = branch[i];
      M += b.shear * (b.decay * ConstMap(&memory[6 * (1 + i)]) + b.before * ConstMap(memory.data()));
      at_rest += b.shear * (b.decay + b.before);
    }
  const double web = 0.5 * (iso * contract(M, C6) - 3 * at_rest);
  Vec6 pull = Vec6::Zero();  // stress of the friction's bonds before any lets go
  FrictionStep::Bonds bonds;
  if (friction.law.acts()) {
    const Vec6 A = ConstMap(&memory[relaxes ? web_size : 0]);
    const double k = friction.law.modulus, CA = contract(A, C6);
    bonds = friction.slide(A, iso * CA);
    M += bonds.kept * k * A;
    pull = k * iso * (A - CA / 3 * s.inverse6);
  }
  const double trace = iso * contract(M, C6), pressure = 0.5 * bulk * (s.det - 1) + p0 * J;
  out.stress += iso * M + (pressure - trace / 3) * s.inverse6;
  if (wanted == Wanted::stress) return;
  add_tangent(s, -2.0 / 3.0 * iso, M, 2.0 / 9.0 * trace + bulk * s.det + p0 * J, 2.0 / 3.0 * trace - 2 * pressure,
              out.tangent);
  if (bonds.slope != 0) out.tangent.noalias() += bonds.slope * pull * pull.transpose();
  if (wanted == Wanted::energy) out.energy += web + volumetric_energy(bulk, p0, J) + bonds.potential;
}

Energies TransientNetwork::remember(const math::Mat3& C, double p0, std::span<double> memory) const {
  const Strain s(C);
  const double iso = 1 / std::cbrt(s.det);
  const Vec6 shape = iso * components(C), inverse = s.inverse6 / iso;  // Cbar and its inverse
  Energies all{.stored = volumetric_energy(bulk, p0, std::sqrt(s.det)) + 0.5 * lasting * (shape.head<3>().sum() - 3)};
  if (relaxes) {
    Map last(memory.data());
    const Vec6 last_shape = unimodular_inverse(last);
    for (std::size_t i = 0; i < n_branches; ++i) {
      const Branch& b = branch[i];
      Map A(&memory[6 * (1 + i)]);
      const double before = 0.5 * b.shear * (contract(A, last_shape) - 3);
      A = b.decay * A + b.before * last + b.now * inverse;
      const double now = 0.5 * b.shear * (contract(A, shape) - 3);
      all += {now, b.heat_old * before + b.heat_new * now};
    }
    last = inverse;
  }
  if (friction.law.acts()) {
    Map A(&memory[relaxes ? web_size : 0]);
    const FrictionStep::Bonds bonds = friction.slide(A, contract(A, shape));
    A = bonds.kept * A + (1 - bonds.kept) * inverse;
    all += {bonds.kept * bonds.trial, (1 - bonds.kept) * bonds.trial};
  }
  return all;
}

}  // namespace hari::mechanics
