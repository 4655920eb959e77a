// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/matrix_law.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Mat6;
using math::Vec6;

/// Strain measures that every part of the law shares.
struct Strain {
  double J, log_J, trace;
  Mat3 inverse;
  Vec6 inverse6;

  explicit Strain(const Mat3& C) : trace(C.trace()) {
    const double det = C.determinant();
    J = std::sqrt(det);
    log_J = 0.5 * std::log(det);
    inverse = C.inverse();
    inverse6 << inverse(0, 0), inverse(1, 1), inverse(2, 2), inverse(0, 1), inverse(1, 2), inverse(0, 2);
  }
};

/// Stress a I + b C^-1 with the tangent c (I x C^-1 + C^-1 x I) + d C^-1 x C^-1 + e I_{C^-1}.
struct Terms {
  double energy = 0, a = 0, b = 0, c = 0, d = 0, e = 0;
};

Terms relaxing(const MatrixLaw& m, const Strain& s) {
  if (m.form == MatrixForm::split) {
    const double f = m.shear * std::exp(-2.0 / 3.0 * s.log_J);
    return {0.5 * (f * s.trace - 3 * m.shear),
            f,
            -f * s.trace / 3,
            -2.0 / 3.0 * f,
            2.0 / 9.0 * f * s.trace,
            2.0 / 3.0 * f * s.trace};
  }
  return {0.5 * m.shear * (s.trace - 3) - m.shear * s.log_J + 0.5 * m.bulk * s.log_J * s.log_J,
          m.shear,
          m.bulk * s.log_J - m.shear,
          0,
          m.bulk,
          2 * (m.shear - m.bulk * s.log_J)};
}

Terms lasting(const MatrixLaw& m, double p0, const Strain& s) {
  const double J2 = s.J * s.J;
  if (m.form == MatrixForm::coupled) return {p0 * (s.J - 1), 0, p0 * s.J, 0, p0 * s.J, -2 * p0 * s.J};
  const double pressure = 0.5 * m.bulk * (J2 - 1) + p0 * s.J;
  return {
      0.25 * m.bulk * (J2 - 1 - 2 * s.log_J) + p0 * (s.J - 1), 0, pressure, 0, m.bulk * J2 + p0 * s.J, -2 * pressure};
}

Vec6 elastic_stress(const MatrixLaw& m, const Strain& s) {
  const Terms t = relaxing(m, s);
  Vec6 S = t.b * s.inverse6;
  S.head<3>().array() += t.a;
  return S;
}

constexpr int row_of[6] = {0, 1, 2, 0, 1, 0}, column_of[6] = {0, 1, 2, 1, 2, 2};

}  // namespace

void MatrixLaw::check() const {
  if (!(shear > 0) || !(bulk > 0))
    throw core::ModelError(
        fmt::format("matrix law: shear modulus {} kPa and bulk modulus {} kPa must be positive", shear, bulk));
  double sum = 0;
  for (std::size_t i = 0; i < n_branches; ++i) {
    if (!(share[i] >= 0) || !(time[i] > 0))
      throw core::ModelError(fmt::format("matrix law: branch {} has share {} and time {} s", i + 1, share[i], time[i]));
    sum += share[i];
  }
  if (!(sum < 1))
    throw core::ModelError(fmt::format("matrix law: the branches relax {} of the stress; allowed: below 1", sum));
}

MatrixStep::MatrixStep(const MatrixLaw& m, core::Seconds dt) : law(m) {
  for (std::size_t i = 0; i < n_branches; ++i) {
    const double x = dt.count() / m.time[i];
    decay[i] = std::exp(-x);
    gain[i] = m.share[i] * (x > 0 ? -std::expm1(-x) / x : 1.0);
    instantaneous += gain[i] - m.share[i];
  }
}

void MatrixStep::add(const Mat3& C, double p0, std::span<const double> memory, Wanted wanted, Response& out) const {
  const Strain s(C);
  const Terms r = relaxing(law, s), v = lasting(law, p0, s);
  const double w = instantaneous;
  Vec6 past = Vec6::Zero();  // stress at the end of the step if nothing moved in it, less its share of the elastic one
  for (std::size_t i = 0; i < n_branches; ++i)
    past += decay[i] * Eigen::Map<const Vec6>(&memory[6 * (1 + i)]) - gain[i] * Eigen::Map<const Vec6>(memory.data());
  const double work = 0.5 * (past.head<3>().dot(C.diagonal()) - past.head<3>().sum()) + past[3] * C(0, 1) +
                      past[4] * C(1, 2) + past[5] * C(0, 2);
  out.energy += w * r.energy + v.energy + work;
  out.stress += (w * r.b + v.b) * s.inverse6 + past;
  out.stress.head<3>().array() += w * r.a;
  if (wanted == Wanted::stress) return;
  const double c = w * r.c, d = w * r.d + v.d, e = w * r.e + v.e;
  out.tangent.noalias() += d * s.inverse6 * s.inverse6.transpose();
  for (int i = 0; i < 3; ++i) {
    out.tangent.row(i) += c * s.inverse6.transpose();
    out.tangent.col(i) += c * s.inverse6;
  }
  for (int q = 0; q < 6; ++q)
    for (int p = 0; p <= q; ++p) {
      const int i = row_of[p], j = column_of[p], k = row_of[q], l = column_of[q];
      const double x = 0.5 * e * (s.inverse(i, k) * s.inverse(j, l) + s.inverse(i, l) * s.inverse(j, k));
      out.tangent(p, q) += x;
      if (p != q) out.tangent(q, p) += x;
    }
}

void MatrixStep::remember(const Mat3& C, std::span<double> memory) const {
  const Vec6 now = elastic_stress(law, Strain(C));
  Eigen::Map<Vec6> elastic(memory.data());
  for (std::size_t i = 0; i < n_branches; ++i) {
    Eigen::Map<Vec6> branch(&memory[6 * (1 + i)]);
    branch = decay[i] * branch + gain[i] * (now - elastic);
  }
  elastic = now;
}

}  // namespace hari::mechanics
