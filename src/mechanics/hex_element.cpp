// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/hex_element.hpp"

#include <Eigen/LU>
#include <cmath>

#include "hari/mesh/hex_mesh.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Mat6;
using math::Vec6;
using Row24 = Eigen::Matrix<double, 1, 24>;

Mat3 tensor(const Vec6& v) {
  Mat3 m;
  m << v[0], v[3], v[5], v[3], v[1], v[4], v[5], v[4], v[2];
  return m;
}

/// Maps components of a second Piola-Kirchhoff stress to those of the Kirchhoff stress F S F'.
Mat6 push_forward(const Mat3& F) {
  constexpr int row_of[6] = {0, 1, 2, 0, 1, 0}, column_of[6] = {0, 1, 2, 1, 2, 2};
  Mat6 R;
  for (int p = 0; p < 6; ++p)
    for (int q = 0; q < 6; ++q) {
      const int i = row_of[p], j = column_of[p], k = row_of[q], l = column_of[q];
      R(p, q) = q < 3 ? F(i, k) * F(j, k) : F(i, k) * F(j, l) + F(i, l) * F(j, k);
    }
  return R;
}

/// Where the points of an element are: gradients by present position, and the averaged volume change.
struct Kinematics {
  std::array<Nodal, n_points> gradient;   ///< of the shape functions by present position [1/mm]
  std::array<Mat3, n_points> F;           ///< the deformation gradient the material sees
  std::array<double, n_points> J;         ///< volume change of the point itself
  Row24 mean_divergence = Row24::Zero();  ///< of the element, by its displacements [1/mm]
  double volume = 0;                      ///< deformed [mm3]
  bool upright = true;

  Kinematics(const ElementGeometry& g, const Nodal& u, Formulation formulation) {
    double reference = 0;
    for (std::size_t q = 0; q < n_points; ++q) {
      F[q].noalias() = u * g.gradient[q].transpose();
      F[q] += g.ungrown;
      J[q] = F[q].determinant();
      if (!(J[q] > 0)) {
        upright = false;
        return;
      }
      gradient[q].noalias() = F[q].transpose().inverse() * g.gradient[q];
      volume += g.volume[q] * J[q];
      reference += g.volume[q];
      mean_divergence += g.volume[q] * J[q] * Eigen::Map<const Row24>(gradient[q].data());
    }
    mean_divergence /= volume;
    if (formulation == Formulation::mean_dilatation)
      for (std::size_t q = 0; q < n_points; ++q) F[q] *= std::cbrt(volume / reference / J[q]);
  }
};

/// Kirchhoff stress at the points, and the pressure J P that the averaged volume puts in place of their own.
struct Stress {
  std::array<Mat3, n_points> kirchhoff;
  std::array<double, n_points> correction{};  ///< P J - trace/3, added to the diagonal [kPa]
  double pressure = 0;                        ///< P, mean of trace/3 over the deformed element [kPa]

  void average(const ElementGeometry& g, const Kinematics& k, Formulation formulation) {
    if (formulation == Formulation::displacement) return;
    for (std::size_t q = 0; q < n_points; ++q) pressure += g.volume[q] * kirchhoff[q].trace() / 3;
    pressure /= k.volume;
    for (std::size_t q = 0; q < n_points; ++q) correction[q] = pressure * k.J[q] - kirchhoff[q].trace() / 3;
  }
};

/// Rows of strain by displacements; with the averaged volume change in place of the point's own.
Eigen::Matrix<double, 6, 24> strain_rows(const Nodal& g, const Row24& shift) {
  Eigen::Matrix<double, 6, 24> B;
  for (int a = 0; a < 8; ++a) {
    const double x = g(0, a), y = g(1, a), z = g(2, a);
    B.col(3 * a) << x, 0, 0, y, 0, z;
    B.col(3 * a + 1) << 0, y, 0, x, z, 0;
    B.col(3 * a + 2) << 0, 0, z, 0, y, x;
  }
  for (int i = 0; i < 3; ++i) B.row(i) += shift;
  return B;
}

/// Second derivative of the element's energy. With g, h gradients of two displacement fields, div their traces and
/// a = (mean div - div)/3, the variation of F~ is (g + a I) F~; differentiating once more gives, per point and volume,
///   (g + aI) : c : (h + bI) + tau : (g h') + 2 a tau:h + 2 b tau:g + 2 a b tr tau + P J div div + (tr tau/3 - P J) g :
///   h'
/// and - P v (mean div)(mean div) for the whole element.
void stiffness(const ElementGeometry& g, const Kinematics& k, const Stress& s, const std::array<Mat6, n_points>& moduli,
               Formulation formulation, Mat24& K) {
  constexpr int rows = 9;  // per point: six strains, a, tau : gradient, divergence
  Eigen::Matrix<double, rows * 8 + 1, 24> left, right;
  Eigen::Matrix<double, 24, 8> gradient, traction;
  Eigen::Matrix<double, 8, 24> divergence, scaled;
  const bool mean = formulation == Formulation::mean_dilatation;
  for (std::size_t q = 0; q < n_points; ++q) {
    const int r = rows * static_cast<int>(q);
    const double V = g.volume[q], PJ = mean ? s.pressure * k.J[q] : 0;
    const Row24 div = Eigen::Map<const Row24>(k.gradient[q].data());
    const Row24 a = mean ? Row24((k.mean_divergence - div) / 3) : Row24(Row24::Zero());
    const Nodal tau_gradient = s.kirchhoff[q] * k.gradient[q];
    const Row24 t = Eigen::Map<const Row24>(tau_gradient.data());
    const Eigen::Matrix<double, 6, 24> B = strain_rows(k.gradient[q], a);
    left.middleRows<6>(r) = B;
    right.middleRows<6>(r).noalias() = (V * moduli[q]) * B;
    left.row(r + 6) = a;
    right.row(r + 6) = 2 * V * (t + s.kirchhoff[q].trace() * a);
    left.row(r + 7) = t;
    right.row(r + 7) = 2 * V * a;
    left.row(r + 8) = div;
    right.row(r + 8) = V * PJ * div;
    divergence.row(static_cast<int>(q)) = div;
    scaled.row(static_cast<int>(q)) = -V * s.correction[q] * div;
    gradient.middleRows<3>(3 * static_cast<int>(q)) = k.gradient[q];
    traction.middleRows<3>(3 * static_cast<int>(q)) = V * tau_gradient;
  }
  left.row(rows * 8) = k.mean_divergence;
  right.row(rows * 8) = -s.pressure * k.volume * k.mean_divergence;
  K.noalias() = left.transpose() * right;
  const Eigen::Matrix<double, 8, 8> geometric = gradient.transpose() * traction;
  const Mat24 crossed = divergence.transpose() * scaled;
  for (int J = 0; J < 8; ++J)
    for (int I = 0; I < 8; ++I)
      for (int j = 0; j < 3; ++j) {
        for (int i = 0; i < 3; ++i) K(3 * I + i, 3 * J + j) += crossed(3 * I + j, 3 * J + i);
        K(3 * I + j, 3 * J + j) += geometric(I, J);
      }
}

}  // namespace

ElementGeometry::ElementGeometry(const Nodal& corners, const Mat3& growth) : ungrown(growth.inverse()) {
  const double p = 1 / std::sqrt(3.0);
  for (std::size_t q = 0; q < n_points; ++q) {
    const Eigen::Matrix<double, 8, 3> d = mesh::shape_derivative(q & 1 ? p : -p, q & 2 ? p : -p, q & 4 ? p : -p);
    const Mat3 jacobian = growth * corners * d;
    gradient[q] = jacobian.transpose().inverse() * d.transpose();
    volume[q] = jacobian.determinant();
  }
}

bool respond(const ElementGeometry& g, const Nodal& u, const MaterialStep& material, std::span<const double> memory,
             Formulation formulation, Wanted wanted, ElementResponse& out) {
  const Kinematics k(g, u, formulation);
  if (!k.upright) return false;
  Stress s;
  std::array<Mat6, n_points> moduli;
  out.energy = 0;
  Response r;
  const std::size_t each = memory.size() / n_points;
  for (std::size_t q = 0; q < n_points; ++q) {
    const Mat3 C = k.F[q].transpose() * k.F[q];
    material.respond(C, memory.subspan(q * each, each), wanted, r);
    out.energy += g.volume[q] * r.energy;
    s.kirchhoff[q] = k.F[q] * tensor(r.stress) * k.F[q].transpose();
    if (wanted != Wanted::stress) {
      const Mat6 R = push_forward(k.F[q]);
      moduli[q].noalias() = R * r.tangent * R.transpose();
    }
  }
  s.average(g, k, formulation);
  Nodal force = Nodal::Zero();
  for (std::size_t q = 0; q < n_points; ++q) {
    Mat3 tau = s.kirchhoff[q];
    tau.diagonal().array() += s.correction[q];
    force.noalias() += g.volume[q] * tau * k.gradient[q];
  }
  out.force = Eigen::Map<const Vec24>(force.data());
  if (wanted != Wanted::stress) stiffness(g, k, s, moduli, formulation, out.stiffness);
  return true;
}

Energies remember(const ElementGeometry& g, const Nodal& u, const MaterialStep& material, Formulation formulation,
                  std::span<double> memory) {
  const Kinematics k(g, u, formulation);
  const std::size_t each = memory.size() / n_points;
  Energies all;
  for (std::size_t q = 0; q < n_points; ++q) {
    const Energies e = material.remember(k.F[q].transpose() * k.F[q], memory.subspan(q * each, each));
    all.stored += g.volume[q] * e.stored;
    all.dissipated += g.volume[q] * e.dissipated;
  }
  return all;
}

std::array<Mat3, n_points> cauchy_stress(const ElementGeometry& g, const Nodal& u, const MaterialStep& material,
                                         std::span<const double> memory, Formulation formulation) {
  const Kinematics k(g, u, formulation);
  Stress s;
  const std::size_t each = memory.size() / n_points;
  for (std::size_t q = 0; q < n_points; ++q) {
    Response r;
    material.respond(k.F[q].transpose() * k.F[q], memory.subspan(q * each, each), Wanted::stress, r);
    s.kirchhoff[q] = k.F[q] * tensor(r.stress) * k.F[q].transpose();
  }
  s.average(g, k, formulation);
  for (std::size_t q = 0; q < n_points; ++q) {
    s.kirchhoff[q].diagonal().array() += s.correction[q];
    s.kirchhoff[q] /= k.J[q];
  }
  return s.kirchhoff;
}

}  // namespace hari::mechanics
